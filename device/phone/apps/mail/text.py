"""Letters as text: what an HTML body says, where its links lead, and addresses as people write them."""

import re
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser

_ADDRESS = re.compile(r"[^\s<>,;@\"]+@[^\s<>,;@\"]+\.[^\s<>,;@\".]+")
_URL = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]]")
_DROPPED = ("script", "style", "head", "title")
_HIDDEN = re.compile(r"display:none|visibility:hidden")
_FAINT = re.compile(
    r"(?<![-\w])color:(?:#fff(?:fff)?|white)(?![\w])|font-size:[01](?:px|pt)?(?![\d.])|opacity:0(?![.\d])"
)
_BREAKS = (
    "p",
    "div",
    "br",
    "tr",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "table",
    "ul",
    "ol",
    "blockquote",
    "hr",
    "td",
)
_HEADINGS = ("h1", "h2", "h3")
_VOID = ("br", "hr", "img", "meta", "link", "input")


@dataclass(frozen=True, slots=True)
class MailBlock:
    """A paragraph, or a link that stands by itself."""

    text: str
    url: str = ""
    heading: bool = False
    faint: bool = False
    """It is there, but nobody sees it: white on white, or of no size."""


@lru_cache(maxsize=512)
def blocks(body: str, kind: str) -> tuple[MailBlock, ...]:
    """What a body shows, piece by piece; `kind` is text/plain or text/html. Hidden elements show nothing."""
    if kind == "text/html":
        reader = _MailReader()
        reader.feed(body)
        reader.close()
        reader.end()
        return tuple(reader.found)
    found: list[MailBlock] = []
    for paragraph in re.split(r"\n\s*\n", body.strip("\n")):
        found += _linked(paragraph)
    return tuple(found)


def _linked(paragraph: str, *, heading: bool = False, faint: bool = False) -> list[MailBlock]:
    """A paragraph with its addresses of pages apart."""
    found, start = [], 0
    for match in _URL.finditer(paragraph):
        if before := paragraph[start : match.start()].strip(" \n"):
            found.append(MailBlock(before, "", heading, faint))
        found.append(MailBlock(match.group(), match.group()))
        start = match.end()
    if rest := paragraph[start:].strip(" \n"):
        found.append(MailBlock(rest, "", heading, faint))
    return found


class _MailReader(HTMLParser):
    """Collects blocks."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[MailBlock] = []
        self._open: list[tuple[str, bool, bool]] = []
        """Tags that are open, and whether what is in them is hidden or faint."""
        self._text = ""
        self._url = ""
        self._heading = False

    @property
    def _faint(self) -> bool:
        return any(faint for _, _, faint in self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A paragraph or link begins."""
        values = {name: value or "" for name, value in attrs}
        style = "".join(values.get("style", "").lower().split())
        if tag in _BREAKS or tag == "a":
            self.end()
        if tag == "img" and values.get("alt") and not any(hidden for _, hidden, _ in self._open):
            self._text += f" {values['alt']} "
        if tag in _VOID:
            return
        hidden = tag in _DROPPED or "hidden" in values or bool(_HIDDEN.search(style))
        if bool(_FAINT.search(style)) != self._faint:
            self.end()
        self._open.append((tag, hidden, bool(_FAINT.search(style))))
        if tag == "a":
            self._url = values.get("href", "").strip()
        self._heading = self._heading or tag in _HEADINGS

    def handle_endtag(self, tag: str) -> None:
        """It ends, and what was left open in it."""
        places = [place for place, (name, _, _) in enumerate(self._open) if name == tag]
        if not places:
            return
        if tag in _BREAKS or tag == "a" or self._faint:
            self.end()
        del self._open[places[-1] :]
        if tag in _HEADINGS:
            self._heading = False

    def handle_data(self, data: str) -> None:
        """Its words."""
        if not any(hidden for _, hidden, _ in self._open):
            self._text += data

    def end(self) -> None:
        """What was read so far is a block."""
        words, self._text = " ".join(self._text.split()), ""
        url, self._url = self._url, ""
        if not words:
            return
        if url:
            self.found.append(MailBlock(words, url, faint=self._faint))
        else:
            self.found += _linked(words, heading=self._heading, faint=self._faint)


def plain(body: str, kind: str) -> str:
    """A body as text alone, as far as it is seen."""
    return (
        body if kind != "text/html" else "\n\n".join(one.text for one in blocks(body, kind) if not one.faint)
    )


@lru_cache(maxsize=512)
def snippet(body: str, kind: str) -> str:
    """How it begins, on one line."""
    return " ".join(plain(body, kind).split())[:120]


def addresses_in(text: str) -> tuple[str, ...]:
    """All addresses in a field, once each."""
    return tuple(dict.fromkeys(_ADDRESS.findall(text)))


def unreadable(text: str) -> tuple[str, ...]:
    """The pieces of a field that are no address, alone or in angle brackets."""
    pieces = (piece.strip() for piece in re.split(r"[,;]", text))
    whole = re.compile(rf"{_ADDRESS.pattern}|[^<>]*<{_ADDRESS.pattern}>")
    return tuple(piece for piece in pieces if piece and not whole.fullmatch(piece))


def named(sender: str) -> tuple[str, str]:
    """Name and address of "Ann Lee <ann@lee.example>" or a bare address."""
    address = next(iter(addresses_in(sender)), sender.strip())
    return sender.replace(address, "").strip(' <>"'), address


def bare_subject(subject: str) -> str:
    """Without the "Re:" and "Fwd:" before it."""
    return re.sub(r"^(?:\s*(?:re|fwd?|回复|答复|转发)\s*[:：])+\s*", "", subject, flags=re.I).strip()


def prefixed(prefix: str, subject: str) -> str:
    """With "Re:" or "Fwd:" before it, once."""
    return f"{prefix} {bare_subject(subject)}".strip()
