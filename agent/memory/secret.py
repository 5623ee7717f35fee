"""Secrets are never remembered: this finds what looks like one."""

import re

_NAMED = re.compile(r"\{\{\s*secret:[\w.-]+\s*\}\}")
_PASSWORD = re.compile(
    r"\b(?:pass(?:word|code|phrase|wd)|pwd|pin(?: ?code)?|cvv2?|cvc|otp|one[- ]time code|security code"
    r"|verification code|secret)\b\s*(?:for [\w ]{1,30}?)?\s*(?:is|are|=|:|-)?\s*[\"']?(?P<value>[^\s\"']{3,})"
    r"|(?:密码|口令|验证码|动态码|安全码)\s*(?:是|为|=|:|：)?\s*[\"“']?(?P<value_zh>[A-Za-z0-9!@#$%^&*_.-]{3,})",
    re.IGNORECASE,
)
_SET = re.compile(r"\b(?:is|are|=|:)\s*[\"']?\S+$|[=:：]|是|为", re.IGNORECASE)
_KEY = re.compile(
    r"\b(?:sk|pk|rk|ghp|gho|xox[abp]|AKIA|AIza|glpat)[-_]?[A-Za-z0-9_-]{12,}|-----BEGIN [A-Z ]*PRIVATE KEY"
    r"|\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*"
)
_LONG = re.compile(
    r"\b(?=[\w+/-]*\d)(?=[\w+/-]*[a-z])(?=[\w+/-]*[A-Z])[\w+/-]{24,}={0,2}(?![\w/])|\b[0-9a-f]{32,}\b"
)
_DIGITS = re.compile(r"(?<!\d)(?:\d[ -]?){12,18}\d(?!\d)")


def secret_in(text: str) -> str:
    """What kind of secret a text seems to hold, in words; "" for none. A secret's name is no secret."""
    text = _NAMED.sub(" ", text)
    if _KEY.search(text) or _LONG.search(text):
        return "a key or token"
    if any(_is_card_number(found[0]) for found in _DIGITS.finditer(text)):
        return "a card number"
    if any(_gives_it_away(found) for found in _PASSWORD.finditer(text)):
        return "a password or code"
    return ""


def _gives_it_away(found: re.Match[str]) -> bool:
    """Whether the word is followed by the thing itself: not in `the password field`, but in `PIN 4711`."""
    value = found["value"] or found["value_zh"] or ""
    return bool(_SET.search(found[0])) or any(letter.isdigit() for letter in value)


def _is_card_number(text: str) -> bool:
    """By the check digit that all payment cards have (Luhn's formula, ISO/IEC 7812-1)."""
    digits = [int(letter) for letter in text if letter.isdigit()]
    if len(set(digits)) == 1:
        return False
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
