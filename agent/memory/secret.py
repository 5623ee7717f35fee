"""Secrets are never remembered: this finds what looks like one."""

import re
import unicodedata

_NAMED = re.compile(r"\{\{\s*secret:[^{}]+\}\}")
_WORD = re.compile(
    r"\b(?:pass ?(?:word|code|phrase|wd)|pwd|pin(?: ?(?:code|number))?|cvv2?|cvc|otp"
    r"|(?:one[- ]time|security|verification|access|unlock) code|secret|token|api[- ]?key)s?\b"
    r"|密码|口令|验证码|动态码|安全码|密钥",
    re.IGNORECASE,
)
_REACH = re.compile(r"(?:[^.;。；\n]|\.(?=\S)){0,60}")
"""How far after such a word the secret itself may stand: the same sentence."""
_GIVEN = re.compile(r"(?:\b(?:is|are)\b|[=:]|是|为)\s*[\"'“]?(?P<value>[^\s\"'”,，]{3,})", re.IGNORECASE)
_CODE = re.compile(r"(?<![\w:])(?=[^\s\d]*\d)[!-~]{4,}")
"""A word with a digit in it."""
_TIME = re.compile(r"\d{1,2}[:.h]\d\d\W*$")
_HARMLESS = re.compile(
    r"(?:always|never|not|in|on|under|kept|saved|stored|there|here|asked|needed|required|wrong|the|an?|to)\b",
    re.IGNORECASE,
)
"""What follows "the password is" where none is given."""
_KEY = re.compile(
    r"\b(?:sk|pk|rk|ghp|gho|xox[abp]|AKIA|AIza|glpat)[-_]?[A-Za-z0-9_-]{12,}|-----BEGIN [A-Z ]*PRIVATE KEY"
    r"|\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*"
)
_LONG = re.compile(
    r"(?<![\w+/])(?=[\w+/-]*\d)(?=[\w+/-]*[a-z])(?=[\w+/-]*[A-Z])[\w+/-]{24,}={0,2}(?![\w/])|\b[0-9a-f]{32,}\b"
)
_CARD = re.compile(r"(?<![\d+])[2-6](?:[ -]?\d){12,18}(?!\d)")


def secret_in(*texts: str) -> str:
    """What kind of secret the texts, read on from one another, seem to hold; "" for none.

    A secret's name, `{{secret:bank}}`, is no secret.
    """
    text = unicodedata.normalize("NFKC", _NAMED.sub(" ", ": ".join(part for part in texts if part)))
    if _KEY.search(text) or _LONG.search(text):
        return "a key or token"
    if any(_is_card_number(found[0]) for found in _CARD.finditer(text)):
        return "a card number"
    if any(_given_after(found.end(), text) for found in _WORD.finditer(text)):
        return "a password or code"
    return ""


def asks_for_secret(question: str) -> bool:
    """Whether the answer to a question would be one."""
    return bool(_WORD.search(unicodedata.normalize("NFKC", question)))


def _given_after(place: int, text: str) -> bool:
    """Whether a secret follows a word for one: after "is" or a colon anything, else a word with digits."""
    found = _REACH.match(text, place)
    tail = found[0] if found else ""
    values = [given["value"] for given in _GIVEN.finditer(tail)]
    codes = [code[0] for code in _CODE.finditer(tail)]
    return any(not _HARMLESS.match(value) for value in values) or any(not _TIME.match(code) for code in codes)


def _is_card_number(text: str) -> bool:
    """By the check digit that all payment cards have (Luhn's formula, ISO/IEC 7812-1)."""
    digits = [int(letter) for letter in text if letter.isdigit()]
    if len(set(digits)) == 1:
        return False
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
