"""One form for texts that read the same.

Whoever writes onto a screen may spell a word with letters that only look like it, or part it by signs that
do not show. The letters are those of the scripts that look most like Latin ones (a hand-picked
part of Unicode Technical Standard 39's confusables).
"""

import re
import unicodedata
from functools import lru_cache

_LOOKS = str.maketrans(
    # Cyrillic, Greek and Cherokee capitals and small letters, then the Latin letters they look like.
    "АВСЕНІЈКМОРЅТХУԌԜҮаеорсухіјѕһԁԛԝӏвнкмтгпьγ" "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαεικνορτυχω" "ᎪᏴᏟᎠᎬᎻᎥᎫᏦᏞᎷᏀᏢᎡᏚᎢᏙᎳᏃ" "ıłøđ",
    "ABCEHIJKMOPSTXYGWYaeopcyxijshdqwlbhkmtrnby" "ABEZHIKMNOPTYXaeiknoptuxw" "ABCDEHIJKLMGPRSTVWZ" "ilod",
)  # fmt: skip
HAN = r"[\u3400-\u9fff\uf900-\ufaff]"
_BETWEEN_HAN = re.compile(rf"(?<={HAN})\s+(?={HAN})")
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
