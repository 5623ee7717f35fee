"""Knowledge that the person writes: Markdown, cut into cards by its headings.

    ---
    package: net.gsantner.markor
    ---
    # Markor
    Saves by itself when the editor is left.

    ## New notes
    Made with the plus button; `.md` is added unless another ending is chosen.

Each section is a card of its own, known by its headings, so that only what bears on a goal is recalled; the
same heading added again takes the older card's place. Without `package` a card is a general note.
"""

import re

from agent.memory.entry import Entry
from device.error import ConfigError

LONGEST = 1000
"""Characters of a card; a longer section is parted between paragraphs."""
_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*\s*$")
_CODE = re.compile(r"\s*(```|~~~)")
_PACKAGE = re.compile(r"[A-Za-z][\w]*(?:\.\w+)+$")


def read_cards(markdown: str, *, package: str = "", name: str = "") -> tuple[Entry, ...]:
    """The cards of a Markdown text; `package` wins over the text's own, `name` heads what has no heading.

    Raises ConfigError for a front matter that says something else, or where there is nothing to keep.
    """
    lines = markdown.replace("\r\n", "\n").lstrip("\ufeff").split("\n")
    own, lines = _front(lines)
    package = checked_package(package or own)
    found = [
        Entry(kind="card", cue=cue, text=text, package=package)
        for headings, body in _sections(lines, name)
        for cue, text in _parted(" › ".join(headings), "\n".join(body).strip())
    ]
    if not found:
        raise ConfigError(f"{name or 'the text'} holds nothing to keep", "A card has text below its heading")
    return tuple(found)


def checked_package(package: str) -> str:
    """A package's name, or "". Raises ConfigError for what can be none."""
    if package and not _PACKAGE.match(package):
        raise ConfigError(f"{package!r} is no package", "A package reads like com.android.settings")
    return package


def _front(lines: list[str]) -> tuple[str, list[str]]:
    """The package of the front matter, and the lines after it."""
    if not lines or lines[0].strip() != "---" or "---" not in (line.strip() for line in lines[1:]):
        return "", lines
    end = next(place for place, line in enumerate(lines[1:], 1) if line.strip() == "---")
    package = ""
    for number, line in enumerate(lines[1:end], 2):
        key, _, value = line.partition(":")
        if line.strip() and key.strip() != "package":
            raise ConfigError(
                f"line {number}: a card's front matter knows only `package`, not {line.strip()!r}"
            )
        package = value.strip() or package
    return package, lines[end + 1 :]


def _sections(lines: list[str], name: str) -> list[tuple[list[str], list[str]]]:
    """Headings from the outermost one in, and the lines below them; what stands in code is no heading."""
    sections: list[tuple[list[str], list[str]]] = [([name] if name else [], [])]
    above: list[tuple[int, str]] = []
    in_code = False
    for line in lines:
        in_code ^= bool(_CODE.match(line))
        heading = None if in_code else _HEADING.match(line)
        if heading is None:
            sections[-1][1].append(line)
            continue
        depth = len(heading[1])
        above = [*(pair for pair in above if pair[0] < depth), (depth, heading[2])]
        sections.append(([text for _, text in above], []))
    return sections


def _parted(cue: str, text: str) -> list[tuple[str, str]]:
    """A section as cards that are not too long, each with the heading."""
    parts: list[str] = []
    for paragraph in filter(None, (part.strip() for part in re.split(r"\n\s*\n", text))):
        if parts and len(parts[-1]) + len(paragraph) < LONGEST:
            parts[-1] += f"\n\n{paragraph}"
        else:
            parts.append(paragraph)
    return [(f"{cue} ({number})" if number > 1 else cue, part) for number, part in enumerate(parts, 1)]
