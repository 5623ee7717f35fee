"""Bytes a phone printed, read as a UI tree or refused with the phone's own reason."""

import re

from device.budget import TREE_BYTES, told
from device.error import TreeTooLarge, TreeUnavailable
from device.look.hierarchy.decoding import decode
from device.look.hierarchy.node import Hierarchy
from device.look.hierarchy.strict import NotWellFormed, read_strict
from device.look.hierarchy.tolerant import read_tolerant

_FIRST_TAG = re.compile(r"<(?:\?xml|hierarchy|displays|node)(?=[\s>/])")
_END = re.compile(r"</hierarchy\s*>|<hierarchy[^<>]*/>")
_WINDOWS, _END_OF_WINDOWS = re.compile(r"<displays(?=[\s>])"), re.compile(r"</displays\s*>")
_TELLING = re.compile(
    r"error|could not|null root|no such|not found|denied|killed|exception|unable|fail|inaccessible|unknown",
    re.IGNORECASE,
)
_REASON_LENGTH = 200


def parse_hierarchy(data: bytes) -> Hierarchy:
    """Read a UI tree from what `uiautomator dump` (or a tool like it) printed.

    Takes damaged documents and keeps what is whole in them; says when the end is missing. A tree that is
    there but empty gives a Hierarchy without nodes. Raises TreeUnavailable, with the phone's own words,
    when there is no tree at all, or one that is too large; raises nothing else, whatever the bytes.
    """
    if len(data) > TREE_BYTES:
        raise TreeTooLarge(f"the list of elements has more than {told(TREE_BYTES)}")
    text = decode(data)
    document = _trimmed(text)
    cut = False
    try:
        builder = read_strict(document)
    except NotWellFormed:
        builder = read_tolerant(document)
        end = _END_OF_WINDOWS if _WINDOWS.search(document) else _END
        cut = builder.wrapped and not end.search(document)
    if not builder.nodes and not builder.wrapped:
        raise TreeUnavailable(reason_in(text))
    return builder.hierarchy(cut=cut)


def reason_in(text: str) -> str:
    """The line in which the phone says what went wrong."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        return "the phone printed nothing"
    telling = next((line for line in lines if _TELLING.search(line)), lines[0])
    return "".join(character if character.isprintable() else " " for character in telling)[:_REASON_LENGTH]


def _trimmed(text: str) -> str:
    """The text from the first tag of a dump to the last `>`, without the lines tools print around it."""
    first = _FIRST_TAG.search(text)
    return text[first.start() if first else 0 : text.rfind(">") + 1]
