"""One form for texts that read the same, and what is written inside them in a code.

Whoever writes onto a screen may spell a word with letters that only look like it, part it by signs that do
not show, or encode it. The letters are those of the scripts that look most like Latin ones (a hand-picked
part of Unicode Technical Standard 39's confusables).
"""

import base64
import binascii
import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote_to_bytes

_LOOKS = str.maketrans(
    # Cyrillic, Greek and Cherokee capitals and small letters, then the Latin letters they look like.
    "АВСЕНІЈКМОРЅТХУԌԜҮаеорсухіјѕһԁԛԝӏвнкмтгпьγ" "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαεικνορτυχω" "ᎪᏴᏟᎠᎬᎻᎥᎫᏦᏞᎷᏀᏢᎡᏚᎢᏙᎳᏃ" "ıłøđ",
    "ABCEHIJKMOPSTXYGWYaeopcyxijshdqwlbhkmtrnby" "ABEZHIKMNOPTYXaeiknoptuxw" "ABCDEHIJKLMGPRSTVWZ" "ilod",
)  # fmt: skip
HAN = r"[\u3400-\u9fff\uf900-\ufaff]"
_BETWEEN_HAN = re.compile(rf"(?<={HAN})\s+(?={HAN})")
_BASE64 = re.compile(r"(?<![\w+/=-])[A-Za-z0-9+/_-]{12,}={0,2}(?![\w+/=-])")
_HEX = re.compile(r"(?<!\w)(?:(?:[0-9a-fA-F]{2}){8,}|(?:[0-9a-fA-F]{2}[\s:]){7,}[0-9a-fA-F]{2})(?!\w)")
_PERCENT = re.compile(r"(?<![\w.~-])[\w.~-]*(?:%[0-9a-fA-F]{2}[\w.~-]*){2,}")
_HYPHENS = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Width, case, look-alike letters and signs that do not show made one; blanks between Han taken out."""
    before = None
    while text != before:
        # Once is not always enough: one letter's small form may be another's look-alike.
        before, text = text, _folded(text)
    return text


def _folded(text: str) -> str:
    shown = unicodedata.normalize("NFKC", text)
    if not shown.isprintable():
        shown = "".join(c for c in shown if unicodedata.category(c) != "Cf")
    plain = _HYPHENS.sub("-", shown).translate(_LOOKS).casefold().replace("’", "'")
    return " ".join(_BETWEEN_HAN.sub("", plain).split())


def letters(text: str) -> str:
    """Return the letters and digits of a folded text, without what stands between them."""
    return "".join(letter for letter in fold(text) if letter.isalnum())


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
