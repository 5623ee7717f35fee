"""Records as people write them down: a table split by "|", or blocks of named values."""

from collections.abc import Mapping, Sequence
from textwrap import wrap

Texts = Mapping[str, str]
"""Values by their names, in order."""
FORMS = ("csv", "text_block")
"""The names AndroidWorld has for the two ways."""


def as_table(records: Sequence[Texts]) -> str:
    """The names on the first line, each record on one of the others."""
    return "\n".join(("|".join(records[0]), *("|".join(record.values()) for record in records)))


def as_blocks(kind: str, records: Sequence[Texts], width: int = 0) -> str:
    """Each record on lines of its own: what it is with its first value, then the others by name.

    With a width, longer values go on below.
    """
    blocks = []
    for record in records:
        (_, title), *rest = record.items()
        lines = [f"{kind}: {title}"]
        lines += [f" {name}: " + ("\n".join(wrap(value, width)) if width else value) for name, value in rest]
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def written(form: str, kind: str, records: Sequence[Texts]) -> str:
    """The one way or the other."""
    return as_table(records) if form == "csv" else as_blocks(kind, records)
