"""Read Markdown as blocks with runs of text: CommonMark, strikethrough, checkboxes and bare addresses.

markdown-it-py parses. A parse of 3,000 characters takes about 25 ms, so pages keep what they were given
(see markflow.py).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_STYLES = {"strong": "bold", "em": "italic", "s": "struck"}
"""Field of Run by the name of a markdown-it token."""
_CHECKBOX = re.compile(r"\[([ xX])\]\s+")
_ADDRESS = re.compile(r"(https?://[^\s<>)]+)")
_DEEPEST = 6
"""List levels beyond this one are indented like it."""


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
    """Return the blocks of a text, in reading order."""
    found: list[Block] = []
    lists: list[Token] = []
    items: list[Token] = []
    quotes = 0
    tokens = _parser().parse(text)
    for token, following in zip(tokens, [*tokens[1:], *tokens[:1]], strict=True):
        match token.type.partition("_")[0]:
            case "bullet" | "ordered":
                lists = [*lists, token] if token.nesting > 0 else lists[:-1]
            case "list":
                items = [*items, token] if token.nesting > 0 else items[:-1]
            case "blockquote":
                quotes += token.nesting
            case "fence":
                found.append(Block("code", (Run(token.content.removesuffix("\n"), code=True),)))
            case "hr":
                found.append(Block("rule"))
            case "heading" if token.nesting > 0:
                found.append(Block("heading", tuple(_runs(following)), int(token.tag[1])))
            case "paragraph" if token.nesting > 0 and items:
                found.append(_item(following, lists, items[-1]))
            case "paragraph" if token.nesting > 0:
                found.append(Block("quote" if quotes else "text", tuple(_runs(following))))
            case _:
                pass
    return found


def inline(text: str) -> tuple[Run, ...]:
    """Return a line's runs, without the marks that styled them."""
    return tuple(_runs(_parser().parseInline(text)[0]))


@cache
def _parser() -> "MarkdownIt":
    """Make the parser on first use: its import is slow, and most phones never show a note."""
    from markdown_it import MarkdownIt  # noqa: PLC0415

    unused = ["code", "html_block", "html_inline", "entity", "lheading", "reference"]
    return MarkdownIt("commonmark").enable("strikethrough").disable(unused)


def _item(line: "Token", lists: "list[Token]", item: "Token") -> Block:
    """Return a list item: its bullet or number, and its checkbox where it begins with one."""
    box = _CHECKBOX.match(line.content)
    runs = inline(line.content[box.end() :]) if box else tuple(_runs(line))
    sign = "•" if lists[-1].type.startswith("bullet") else item.info + lists[-1].markup
    return Block("item", runs, min(len(lists) - 1, _DEEPEST), sign, box[1] != " " if box else None)


def _runs(line: "Token") -> Iterator[Run]:
    """Yield the runs of a parsed line."""
    style: dict[str, bool] = {}
    link = ""
    for token in line.children or ():
        field = _STYLES.get(token.type.rpartition("_")[0])
        if field:
            style[field] = token.nesting > 0
        elif token.type.startswith("link"):
            link = str(token.attrs.get("href", ""))
        elif token.type == "code_inline":
            yield Run(token.content, code=True, link=link, **style)
        elif token.type == "image":
            yield Run(token.content or str(token.attrs["src"]), link=link, **style)
        else:
            yield from _with_addresses("\n" if token.type.endswith("break") else token.content, link, style)


def _with_addresses(text: str, link: str, style: dict[str, bool]) -> Iterator[Run]:
    """Yield a text's runs; a bare address becomes a link to itself."""
    for place, part in enumerate(_ADDRESS.split(text)):
        if part:
            yield Run(part, link=link or (part if place % 2 else ""), **style)
