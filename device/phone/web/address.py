"""What somebody typed into an address bar (an address or words), and how addresses are shown."""

import re
from urllib.parse import quote_plus, urlsplit

_HOST = re.compile(
    r"(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#].*)?|localhost(?::\d+)?(?:[/?#].*)?|\d+\.\d+\.\d+\.\d+(?::\d+)?(?:[/?#].*)?",
    re.IGNORECASE,
)
_SCHEMES = (
    "http://",
    "https://",
    "file://",
    "content://",
    "about:",
    "chrome://",
    "chrome-native://",
    "data:",
    "tel:",
    "mailto:",
    "sms:",
    "smsto:",
    "geo:",
    "market:",
    "intent:",
)


def typed_address(text: str, search: str) -> str:
    """The address for what was typed; `search` is the one of the search page, up to the words."""
    bare = text.strip()
    if bare.lower().startswith(_SCHEMES):
        return bare
    if _HOST.fullmatch(bare) and " " not in bare:
        return f"https://{bare}" if "/" in bare else f"https://{bare}/"
    if bare.startswith(("/sdcard/", "/storage/")):
        return f"file://{bare}"
    return f"{search}{quote_plus(bare)}"


def shown_address(url: str) -> str:
    """An address as the bar shows it while nobody types in it: without https:// and a lone slash."""
    if url.startswith("chrome-native:"):
        return ""
    parts = urlsplit(url)
    if parts.scheme in ("http", "https"):
        bare = url.split("://", 1)[1].removeprefix("www.")
        return bare[:-1] if bare.endswith("/") and bare.count("/") == 1 else bare
    return url


def host_of(url: str) -> str:
    """The site an address is of; "" for none."""
    return urlsplit(url).hostname or ""
