"""Goals in one form of letters, and a bag of words from which what is understood is taken out."""

import re
import unicodedata

_ALIKE = {
    **dict.fromkeys("‘’`´", "'"),
    **dict.fromkeys("“”„「」『』《》", '"'),
    **dict.fromkeys("‐‑–—", "-"),
}
QUOTED = re.compile(r'"[^"]*"')


def letter(own: str) -> str:
    """One letter as it is read: no full-width form, no fancy quote, a blank for what does not show."""
    return "".join(_letter(each) for each in unicodedata.normalize("NFKC", own))


def _letter(own: str) -> str:
    if own in _ALIKE:
        return _ALIKE[own]
    hidden = unicodedata.category(own) in ("Cc", "Cf", "Co") and own != "\n"
    return " " if hidden else own


def plain(goal: str) -> str:
    """The goal in one form of letters: no full-width forms, fancy quotes or double blanks."""
    text = letter(goal).replace("''", '"')
    text = re.sub(r"(?<![\w'])'([^'\"\n]{1,400})'(?![\w'])", r'"\1"', text)
    return re.sub(r"[ \t]+", " ", text).strip()


def short(text: str) -> str:
    """The text, or as much of it as a message bears."""
    return text if len(text) <= 60 else text[:59] + "…"


class Bag:
    """The words of a clause that are not yet accounted for."""

    def __init__(self, text: str) -> None:
        self.text = text

    def take(self, pattern: str) -> re.Match[str] | None:
        """Find, and take out if it is there."""
        found = re.search(pattern, self.text, re.IGNORECASE)
        if found is not None:
            self.text = f"{self.text[: found.start()]} {self.text[found.end() :]}"
        return found

    def take_all(self, pattern: str) -> bool:
        """Take out every one; whether there was any."""
        self.text, hits = re.subn(pattern, " ", self.text, flags=re.IGNORECASE)
        return bool(hits)

    def holds_only(self, known: str) -> bool:
        """Whether nothing is left but words of the given pattern and punctuation."""
        left = re.sub(known, " ", self.text, flags=re.IGNORECASE)
        return not re.sub(r"[\s,.;:!?'\"。、()\[\]-]", "", left)
