"""What an address leads to: a file of the phone, a page of the phone's own internet, or why there is nothing.

The phone's internet is the folder /data/local/www: HOST/PATH is http(s)://HOST/PATH, index.html stands for a
folder. What a tester pushes there is all there is; nothing is ever fetched from outside. Each form sent by
POST is added as a line of JSON to HOST/.posts, see form.py.
"""

import base64
import binascii
import html
import posixpath
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, unquote, urlsplit

from device.phone.file.document import path_of
from device.phone.file.entry import SHARED, FileFault
from device.phone.file.mediatype import UNKNOWN, media_type
from device.phone.system.context import Context
from device.phone.system.radio import transport

WEB = "/data/local/www"
SEARCH = "www.google.com"
MOST_BYTES = 8 * 1024 * 1024
_READABLE = (SHARED, "/sdcard", "/mnt/sdcard", WEB)
_SHOWN = ("text/", "application/xhtml+xml", "application/json", "text/javascript")
_MOST_RESULTS = 10
_HEAD = '<!doctype html><meta name=viewport content="width=device-width">'


@dataclass(frozen=True, slots=True)
class BrowserAnswer:
    """What came of an address."""

    url: str
    data: bytes = b""
    kind: str = ""
    """Media type."""
    error: str = ""
    """One of Chrome's names for what went wrong; "" = nothing did."""

    @property
    def shown(self) -> bool:
        """Whether it is shown as a page (else it is downloaded)."""
        return self.kind.startswith((*_SHOWN, "image/"))


def online(context: Context) -> bool:
    """Whether the phone reaches the internet at all."""
    return bool(transport(context))


def fetch(context: Context, url: str) -> BrowserAnswer:
    """What is at an address."""
    scheme = urlsplit(url).scheme.lower()
    if scheme in ("http", "https"):
        return _from_web(context, url)
    if scheme in ("file", "content"):
        return _from_file(context, url)
    if scheme == "data":
        return _inline(url)
    if scheme == "about":
        return BrowserAnswer(url, b"", "text/html")
    return BrowserAnswer(url, error="ERR_UNKNOWN_URL_SCHEME")


def _from_file(context: Context, url: str) -> BrowserAnswer:
    path = path_of(url.partition("#")[0].partition("?")[0])
    if not path:
        return BrowserAnswer(url, error="ERR_FILE_NOT_FOUND")
    if not context.files.exists(path):
        return BrowserAnswer(url, error="ERR_FILE_NOT_FOUND")
    path = context.files.resolve(path)
    if not path.startswith(tuple(f"{root}/" for root in _READABLE)) and path not in _READABLE:
        return BrowserAnswer(url, error="ERR_ACCESS_DENIED")
    if context.files.is_dir(path):
        return BrowserAnswer(url, _listing(context, path).encode(), "text/html")
    return _read(context, url, path)


def _read(context: Context, url: str, path: str) -> BrowserAnswer:
    try:
        if context.files.stat(path).size > MOST_BYTES:
            return BrowserAnswer(url, error="ERR_FILE_TOO_BIG")
        return BrowserAnswer(url, context.files.read(path), media_type(path.rpartition("/")[2]))
    except FileFault:
        return BrowserAnswer(url, error="ERR_FILE_NOT_FOUND")


def _listing(context: Context, path: str) -> str:
    rows = "".join(
        f'<tr><td><a href="{quote(path)}/{quote(name)}">{html.escape(name)}</a></td></tr>'
        for name in sorted(context.files.list(path))
    )
    title = html.escape(f"Index of {path}")
    return f"{_HEAD}<title>{title}</title><h1>{title}</h1><table>{rows}</table>"


def _from_web(context: Context, url: str) -> BrowserAnswer:
    if not online(context):
        return BrowserAnswer(url, error="ERR_INTERNET_DISCONNECTED")
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    root = f"{WEB}/{host}"
    if "/" in host or host.startswith(".") or not context.files.is_dir(root):
        if host == SEARCH:
            return BrowserAnswer(
                url, _search(context, parse_qs(parts.query).get("q", [""])[0]).encode(), "text/html"
            )
        return BrowserAnswer(url, error="ERR_NAME_NOT_RESOLVED")
    path = (root + posixpath.normpath("/" + unquote(parts.path).lstrip("/"))).rstrip("/")
    if context.files.exists(path) and not context.files.resolve(path).startswith(root):
        return BrowserAnswer(url, error="HTTP_404")  # a link that leads out of the folder
    if context.files.is_dir(path):
        path = f"{path}/index.html"
    if not context.files.is_file(path) and context.files.is_file(f"{path}.html"):
        path = f"{path}.html"
    answer = _read(context, url, path)
    if answer.kind == UNKNOWN and b"<" in answer.data[:512]:
        return BrowserAnswer(url, answer.data, "text/html")
    return BrowserAnswer(url, error="HTTP_404") if answer.error else answer


def _search(context: Context, query: str) -> str:
    """Pages of the phone's internet that have all words of a query."""
    wanted = query.lower().split()
    found: list[str] = []
    for path, folder in context.files.walk(WEB) if context.files.is_dir(WEB) and wanted else ():
        if folder or not path.endswith((".html", ".htm")) or len(found) >= _MOST_RESULTS:
            continue
        text = context.files.read(path)[:200_000].decode("utf-8", "replace").lower()
        address = "https://" + path.removeprefix(f"{WEB}/").removesuffix("/index.html")
        if all(word in text or word in address for word in wanted):
            found.append(
                f'<h3><a href="{html.escape(address)}">{html.escape(address.removeprefix("https://"))}</a></h3>'
            )
    told = html.escape(query)
    results = "".join(found) or (
        f"<p>Your search - <b>{told}</b> - did not match any documents.</p>" if query else ""
    )
    title = f"{told} - Google Search" if query else "Google"
    field = f'<input name=q type=search value="{told}" aria-label=Search>'
    return (
        f"{_HEAD}<title>{title}</title><form action=/search>{field} <button>Search</button></form>{results}"
    )


def _inline(url: str) -> BrowserAnswer:
    head, _, body = url.removeprefix("data:").partition(",")
    kind = head.partition(";")[0] or "text/plain"
    try:
        data = base64.b64decode(unquote(body)) if head.endswith("base64") else unquote(body).encode()
    except (binascii.Error, ValueError):
        return BrowserAnswer(url, error="ERR_INVALID_URL")
    return BrowserAnswer(url, data, kind)


def origin_of(url: str) -> str:
    """Whose localStorage a page uses."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") else "file://"


def source_of(answer: BrowserAnswer) -> str:
    """The HTML that shows an answer."""
    if answer.kind.startswith("image/"):
        address = html.escape(answer.url, quote=True)
        return (
            f'{_HEAD}<body style="margin:0;background:#0E0E0E"><img src="{address}" style="max-width:100%">'
        )
    text = _decoded(answer.data)
    if answer.kind in ("text/html", "application/xhtml+xml"):
        return text
    return f'{_HEAD}<pre style="white-space:pre-wrap">{html.escape(text)}</pre>'


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    head = data[:1024].lower()
    for name in (b"gbk", b"gb2312", b"iso-8859-1", b"windows-1252", b"shift_jis"):
        if b"charset=" + name in head.replace(b'"', b"") and name != b"utf-8":
            return data.decode(name.decode(), "replace")
    return data.decode("utf-8-sig", "replace")
