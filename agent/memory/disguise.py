"""Texts that hide what they say: in letters of other scripts, by signs that do not show, or in a code."""

import base64
import binascii
import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from agent.guard.fold import HAN

_BASE64 = re.compile(r"(?<![\w+/=-])[A-Za-z0-9+/_-]{12,}={0,2}(?![\w+/=-])")
_HEX = re.compile(r"(?<!\w)(?:(?:[0-9a-fA-F]{2}){8,}|(?:[0-9a-fA-F]{2}[\s:]){7,}[0-9a-fA-F]{2})(?!\w)")
_PERCENT = re.compile(r"(?<![\w.~-])[\w.~-]*(?:%[0-9a-fA-F]{2}[\w.~-]*){2,}")


def is_disguised(text: str) -> bool:
    """Whether letters of other scripts stand for Latin ones in a word, or signs that do not show part it."""
    for word in unicodedata.normalize("NFKC", text).split():
        scripts = {unicodedata.name(c, "").partition(" ")[0] for c in word if c.isalpha()}
        if "LATIN" in scripts and scripts & {"CYRILLIC", "GREEK", "CHEROKEE"}:
            return True
    inner = text.strip()
    return any(unicodedata.category(c) == "Cf" and c not in "\u200d\ufe0f" for c in inner)


@lru_cache(maxsize=4096)
def decoded(text: str) -> tuple[str, ...]:
    """The texts that stand in a text as base64, hexadecimal or percent code; () for none."""
    found = []
    for part in _BASE64.findall(text):
        found.append(_base64(part))
    for part in _HEX.findall(text):
        found.append(bytes.fromhex("".join(re.findall(r"[0-9a-fA-F]{2}", part))))
    for part in _PERCENT.findall(text):
        found.append(unquote_to_bytes(part))
    return tuple(read for raw in found if (read := _readable(raw)))


def _base64(part: str) -> bytes:
    bare = part.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
    except binascii.Error:
        return b""


def _readable(raw: bytes) -> str:
    """The bytes as text, where they are words: mostly letters, none of them control characters."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return ""
    worded = sum(c.isalnum() or c in " .,'\"!?-" for c in text)
    is_text = len(text) >= 4 and text.isprintable() and worded >= 0.9 * len(text)
    return text if is_text and (" " in text or re.search(HAN, text) is not None) else ""
