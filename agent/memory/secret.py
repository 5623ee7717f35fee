"""Secrets are never remembered: this finds what looks like one."""

import re
import unicodedata

_NAMED = re.compile(r"\{\{\s*secret:[^{}]+\}\}")
_WORD = re.compile(
    r"\b(?:pass ?(?:word|code|phrase|wd)|pwd|pin(?: ?(?:code|number))?|cvv2?|cvc|otp"
    r"|(?:one[- ]time|security|verification|access|unlock|door|gate|alarm|entry|entrance|safe|lock) code"
    r"|(?:api|licen[cs]e|product|private|encryption|recovery|network|wi-?fi|wpa2?)[- ]?key"
    r"|(?:door|key)code|puk|passkey|secret|token)s?\b"
    r"|密码|口令|验证码|动态码|安全码|门禁码|密钥",
    re.IGNORECASE,
)
"""What is a secret whatever it looks like."""
_MAYBE = re.compile(
    r"(?P<harmless>\b(?:zip|post(?:al)?|area|country|dial(?:l?ing)?|qr|bar|error|status|dress|source|sort|colou?r"
    r"|promo|discount|voucher|key)[- ])?"
    r"\b(?:code|combination|combo|padlock|log-?in|credential|tan"
    r"|key(?=\W*$|\W*[?:=\d]|\s+(?:for|of|to|is|opens)\b))s?\b|代码",
    re.IGNORECASE,
)
"""What is one where a word with a digit is given, or two as name and password."""
_REACH = re.compile(r"(?:[^.;。；\n]|\.(?=\S)){0,60}")
"""How far after such a word the secret itself may stand: the same sentence."""
_BACK = 60
"""And how far before it."""
_GIVEN = re.compile(r"(?:\b(?:is|are)\b|[=:]|是|为)\s*[\"'“]?(?P<value>[^\s\"'”,，]{3,})", re.IGNORECASE)
_DIGITS = r"(?=[^\s\d]*\d)[!-~]{3,}"
_CODE = re.compile(rf"(?<![!-~])(?:{_DIGITS}|\d+(?: \d+)+)")
"""A word with a digit in it, or several of digits alone."""
_FIRST = re.compile(rf"(?<![!-~])(?P<value>{_DIGITS})\s+(?:is|are)\s(?:[\w'-]+\s){{0,4}}$", re.IGNORECASE)
"""How one is told before the word for it: "4711 is my ..."."""
_TIME = re.compile(
    r"\W*(?:\d{1,2}[:.h]\d\d|\d{1,2}[ap]m|\d{4}-\d\d-\d\d|\d+(?:st|nd|rd|th))\W*$", re.IGNORECASE
)
_TOLD = re.compile(r"^\W*(?=\d|[!-~]*\d)|^\s*(?:for|of|to)\b|\b(?:is|are)\b|[=:]|是|为", re.IGNORECASE)
"""From where on, after a word that may be about a secret, one is told."""
_PAIR = re.compile(r"(?:\b(?:is|are)\b|[=:])\s*(?P<name>[^\s/]+)\s*/\s*[^\s/]{3,}", re.IGNORECASE)
_HARMLESS = re.compile(
    r"(?:always|never|not|in|on|under|by|at|with|kept|saved|stored|there|here|asked|needed|required|wrong|the|an?"
    r"|to)\b",
    re.IGNORECASE,
)
"""What follows "the password is" where none is given."""
KEY = re.compile(
    r"\b(?:(?:sk|pk|rk|ghp|gho|xox[abp]|glpat)[-_]|AKIA|AIza)[A-Za-z0-9_-]{12,}|-----BEGIN [A-Z ]*PRIVATE KEY"
    r"|\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*"
)
_LONG = re.compile(
    r"(?<![\w+/-])(?=[\w+/-]*\d)(?=[\w+/-]*[a-z])(?=[\w+/-]*[A-Z])[\w+/-]{24,}={0,2}(?![\w/])|\b[0-9a-f]{32,}\b"
)
_STRUCK = "***"
_CARD = re.compile(r"(?<![\d+])[2-6](?:[ -]?\d){12,18}(?!\d)")


def secret_in(*texts: str) -> str:
    """What kind of secret the texts, read on from one another, seem to hold; "" for none.

    A secret's name, `{{secret:bank}}`, is no secret.
    """
    text = unicodedata.normalize("NFKC", _NAMED.sub(" ", ": ".join(part for part in texts if part)))
    if KEY.search(text) or _LONG.search(text):
        return "a key or token"
    if any(_is_card_number(found[0]) for found in _CARD.finditer(text)):
        return "a card number"
    named, maybe = list(_WORD.finditer(text)), _may_be_about(text)
    if any(_given_after(_tail(found, text)) for found in named):
        return "a password or code"
    if any(_told_after(_tail(found, text)) for found in maybe):
        return "a password or code"
    if any(_told_before(text[: found.start()][-_BACK:]) for found in named + maybe):
        return "a password or code"
    return ""


def struck(text: str) -> str:
    """The text with `***` for each key, card number, password and code in it; names of secrets stay."""
    plain = _CARD.sub(lambda found: _STRUCK if _is_card_number(found[0]) else found[0], text)
    for pattern in (KEY, _LONG):
        plain = pattern.sub(_STRUCK, plain)
    if secret_in(plain) == "a password or code":
        plain = _GIVEN.sub(_without_value, plain)
        plain = _CODE.sub(lambda found: found[0] if _TIME.match(found[0]) else _STRUCK, plain)
    return plain


def _without_value(found: re.Match[str]) -> str:
    if _HARMLESS.match(found["value"]):
        return found[0]
    return f"{found[0].removesuffix(found['value'])}{_STRUCK}"


def asks_for_secret(question: str) -> bool:
    """Whether the answer to a question would be one."""
    question = unicodedata.normalize("NFKC", question)
    return bool(_WORD.search(question) or _may_be_about(question))


def _may_be_about(text: str) -> list[re.Match[str]]:
    return [found for found in _MAYBE.finditer(text) if not found["harmless"]]


def _tail(found: re.Match[str], text: str) -> str:
    """What a secret would stand in after a word for one."""
    reached = _REACH.match(text, found.end())
    return reached[0] if reached else ""


def _given_after(tail: str) -> bool:
    """Whether a secret follows a word for one: after "is" or a colon anything, else a word with digits."""
    values = (given["value"] for given in _GIVEN.finditer(tail))
    return any(not _HARMLESS.match(value) for value in values) or _has_code(tail)


def _told_after(tail: str) -> bool:
    """Whether one follows a word that has harmless meanings, too."""
    told = _TOLD.search(tail)
    pairs = (pair["name"] for pair in _PAIR.finditer(tail))
    return (told is not None and _has_code(tail[told.end() :])) or any(not _HARMLESS.match(n) for n in pairs)


def _told_before(head: str) -> bool:
    told = _FIRST.search(head)
    return told is not None and not _TIME.match(told["value"])


def _has_code(text: str) -> bool:
    return any(not _TIME.match(code[0]) for code in _CODE.finditer(text))


def _is_card_number(text: str) -> bool:
    """By the check digit that all payment cards have (Luhn's formula, ISO/IEC 7812-1)."""
    digits = [int(letter) for letter in text if letter.isdigit()]
    if len(set(digits)) == 1:
        return False
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
