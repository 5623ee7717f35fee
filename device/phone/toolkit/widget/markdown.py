"""Markdown as blocks with runs of text: the part of it that people use in notes."""

import re
from dataclasses import dataclass

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*")
_ITEM = re.compile(r"(\s*)([-*+]|\d+[.)])\s+(?:\[([ xX])\]\s+)?(.*)")
_RULE = re.compile(r"\s*(?:-{3,}|\*{3,}|_{3,})\s*")
_FENCE = re.compile(r"\s*(?:```|~~~).*")
_INLINE = re.compile(
    r"(?P<code>`+)(?P<code_text>.+?)(?P=code)"
    r"|(?P<picture>!?)\[(?P<label>[^\]]*)\]\((?P<target>[^)\s]*)[^)]*\)"
    r"|(?P<address>https?://[^\s<>)]+)"
    r"|(?P<strong>\*\*|__)(?=\S)(?P<strong_text>.+?)(?<=\S)(?P=strong)"
    r"|(?P<gone>~~)(?=\S)(?P<gone_text>.+?)(?<=\S)~~"
    r"|(?<![A-Za-z0-9_*])(?P<soft>[*_])(?=[^\s*_])(?P<soft_text>.+?)(?<=\S)(?P=soft)(?![A-Za-z0-9_])"
)


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    struck: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a page."""

    kind: str
    """heading, text, item, quote, code, rule"""
    runs: tuple[Run, ...] = ()
    level: int = 0
    """Of a heading 1-6; of an item how deep it is, from 0."""
    sign: str = ""
    """An item's bullet or number."""
    checked: bool | None = None
    """None = no checkbox."""


def blocks(text: str) -> list[Block]:
    """The page that a text is."""
    found: list[Block] = []
    lines = iter(text.splitlines())
    held: list[str] = []
    """Lines of the paragraph being read."""

    def close() -> None:
        if held:
            found.append(Block("text", inline("\n".join(held))))
            held.clear()

    for line in lines:
        if _FENCE.fullmatch(line):
            close()
            code = []
            for inner in lines:
                if _FENCE.fullmatch(inner):
                    break
                code.append(inner)
            found.append(Block("code", (Run("\n".join(code), code=True),)))
            continue
        block = _single(line)
        if block is None and line.strip():
            held.append(line.strip())
            continue
        close()
        if block is not None:
            found.append(block)
    close()
    return found


def _single(line: str) -> Block | None:
    """A line that is a block by itself; None for a line of a paragraph and for an empty one."""
    heading = _HEADING.fullmatch(line)
    if heading:
        return Block("heading", inline(heading[2]), len(heading[1]))
    if _RULE.fullmatch(line):
        return Block("rule")
    item = _ITEM.fullmatch(line)
    if item:
        depth = len(item[1].expandtabs(4)) // 2
        sign = "\u2022" if item[2] in "-*+" else item[2]
        checked = None if item[3] is None else item[3] in "xX"
        return Block("item", inline(item[4]), min(depth, 6), sign, checked)
    if line.lstrip().startswith(">"):
        return Block("quote", inline(line.lstrip().lstrip("> ")))
    return None


def inline(text: str) -> tuple[Run, ...]:
    """A line's runs, with the marks that made them taken off."""
    runs: list[Run] = []
    at = 0
    for found in _INLINE.finditer(text):
        if found.start() > at:
            runs.append(Run(text[at : found.start()]))
        runs += _styled(found)
        at = found.end()
    if at < len(text):
        runs.append(Run(text[at:]))
    return tuple(runs)


def _styled(found: re.Match[str]) -> list[Run]:
    if found["code"]:
        return [Run(found["code_text"], code=True)]
    if found["label"] is not None:
        return [Run(found["label"] or found["target"], link="" if found["picture"] else found["target"])]
    if found["address"]:
        return [Run(found["address"], link=found["address"])]
    inner = found["strong_text"] or found["gone_text"] or found["soft_text"]
    return [
        Run(
            run.text,
            run.bold or bool(found["strong"]),
            run.italic or bool(found["soft"]),
            run.code,
            run.struck or bool(found["gone"]),
            run.link,
        )
        for run in inline(inner)
    ]
