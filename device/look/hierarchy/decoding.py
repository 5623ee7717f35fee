"""From bytes as they lie in a file to text, whatever wrote them.

Dumps come as UTF-8, as UTF-16 (PowerShell redirects), with or without a byte-order mark, and in legacy
code pages although their first line says UTF-8. Markup is ASCII in all of these, so that only values
suffer when the guess is wrong.
"""

import codecs
import re

from device.text import well_formed


def decode(data: bytes) -> str:
    """Text from bytes, without byte-order mark; never fails and never holds lone surrogates."""
    if data.startswith(codecs.BOM_UTF8):
        return _utf8(data[3:]) or _code_page(data[3:])
    if data.startswith(codecs.BOM_UTF16_LE):
        return _utf16(data[2:], "utf-16-le")
    if data.startswith(codecs.BOM_UTF16_BE):
        return _utf16(data[2:], "utf-16-be")
    wide = _wide(data[:400])
    if wide:
        return _utf16(data, wide)
    return _utf8(data) or _code_page(data)


def _utf16(data: bytes, codec: str) -> str:
    return data[: len(data) & ~1].decode(codec, "replace").lstrip("\ufeff")


def _wide(head: bytes) -> str:
    """The UTF-16 flavour of text that is mostly ASCII and carries no mark; "" when it is none."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = max(1, len(head) // 2)
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return ""


def _utf8(data: bytes) -> str:
    """UTF-8, a few damaged characters allowed (a cut end, halves of emoji); "" if it is something else."""
    try:
        return well_formed(data.decode("utf-8", "surrogatepass"))
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    whole = len(text) - len(text.encode("ascii", "ignore")) - damaged
    return text if damaged <= max(1, whole // 4) else ""


def _code_page(data: bytes) -> str:
    """Text in the legacy code page that makes the most sense of it."""
    for codec, plausible in (("cp949", _korean), ("cp932", _japanese), ("gb18030", _chinese)):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if plausible(text):
            return text
    text = data.decode("cp1251", "replace")
    high = re.findall("[^\0-\x7f]+", text)
    cyrillic = sum(len(run) for run in high) > 2 * len(high)
    return text if cyrillic else data.decode("cp1252", "replace")


def _foreign(text: str) -> str:
    """The characters beyond ASCII."""
    return "".join(character for character in text if character > "\x7f")


def _share(text: str, first: str, last: str) -> float:
    """What part of the characters beyond ASCII lies in a range."""
    high = _foreign(text)
    return sum(first <= character <= last for character in high) / len(high) if high else 0.0


def _korean(text: str) -> bool:
    # Japanese reads as Hangul too, but as syllables outside the common set that nobody writes.
    foreign = _foreign(text)
    common = sum(len(character.encode("euc_kr", "ignore")) == 2 for character in foreign)
    return _share(text, "가", "힣") > 0.8 and common > 0.8 * len(foreign)


def _chinese(text: str) -> bool:
    return _share(text, "\u3000", "\u9fff") + _share(text, "\uff01", "\uff5e") > 0.8


def _japanese(text: str) -> bool:
    return _share(text, "\u3000", "\u9fff") > 0.8 and _share(text, "\u3040", "\u30ff") > 0.2
