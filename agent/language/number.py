"""Numbers as people write them: digits, English words, Chinese numerals; percentages and durations."""

import re

_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
          "nineteen"]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS = {word: value for value, word in enumerate(_ONES + _TEENS)} | {
    word: 10 * place for place, word in enumerate(_TENS, 2)
}
_HANZI = {letter: value for value, letter in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}

_ONE = "|".join(sorted(WORDS, key=len, reverse=True))
ENGLISH = rf"(?:(?:{'|'.join(_TENS)})[- ](?:{'|'.join(_ONES[1:])})|(?:a |one )?hundred|(?:{_ONE}))"
CHINESE = r"[零〇一二三四五六七八九两兩十百千]{1,7}"
DIGITS = r"[0-9]{1,4}"
NUMBER = rf"(?:{DIGITS}|\b{ENGLISH}\b|{CHINESE})"
"""Any of the three, as part of a pattern."""

_FRACTION = rf"(?:[0-9]{{1,4}}\.[0-9]{{1,2}}|{NUMBER})"
_UNITS = (
    (3600, r"(?:hours?|hrs?|h)(?![a-z])|个?小时|個?小時|个?钟头|個?鐘頭"),
    (60, r"(?:minutes?|mins?|m)(?![a-z])|分钟|分鐘|分"),
    (1, r"(?:seconds?|secs?|s)(?![a-z])|秒钟|秒鐘|秒"),
)
_JOIN = r"\s*(?:, ?and|,|and|零|又)?\s*"
_PIECES = tuple(
    (size, re.compile(rf"(?P<n>{_FRACTION})\s*-?(?P<half>[个個]?半)?\s*(?:{unit})(?P<after>半)?", re.I))
    for size, unit in _UNITS
)
_IDIOMS = (
    (r"\b(?:an|one|1) hour and a half\b|\b(?:one|1) and a half hours\b", "90 minutes"),
    (r"\b(?:a|one|1) minute and a half\b|\b(?:one|1) and a half minutes\b", "90 seconds"),
    (r"\bhalf (?:an|a|1) hour\b|\bhalf-hour\b", "30 minutes"),
    (r"(?<![0-9零〇一二三四五六七八九两兩十百个個])半[个個]?(?:小[时時]|钟头|鐘頭)", "30 minutes"),
    (r"\bthree[- ]quarters of an hour\b|三刻[钟鐘]", "45 minutes"),
    (r"\b(?:a )?quarter of an hour\b|一刻[钟鐘]", "15 minutes"),
    (r"\bhalf a minute\b|(?<![0-9零〇一二三四五六七八九两兩十百个個])半分[钟鐘]", "30 seconds"),
    (r"(?<![a-z])an? (?=hour|minute|second|min\b|sec\b)", "1 "),
    (r"\b([0-9]{1,4}) and a half (hour|minute)s?\b", r"\1.5 \2s"),
    (r"\b([0-9]{1,4}) (hour|minute)s? and a half\b", r"\1.5 \2s"),
)
_PERCENT = re.compile(
    rf"百分之\s*(?P<zh>{NUMBER})|(?P<en>{NUMBER})\s*(?:%|percent\b|per cent\b|pct\b)", re.IGNORECASE
)


def read_number(text: str) -> int | None:
    """The whole number that a text is, in any of the three ways; None when it is none."""
    text = text.strip().lower().replace("-", " ")
    if re.fullmatch(r"[0-9]{1,9}", text):
        return int(text)
    if text in ("hundred", "a hundred", "one hundred"):
        return 100
    words = text.split()
    if words and all(word in WORDS for word in words):
        return _english([WORDS[word] for word in words])
    if text and all(letter in _HANZI or letter in _PLACES for letter in text):
        return _chinese(text)
    return None


def _english(values: list[int]) -> int | None:
    match values:
        case [single]:
            return single
        case [tens, ones] if tens >= 20 and 0 < ones < 10:
            return tens + ones
        case _:
            return None


def _chinese(text: str) -> int | None:
    """Positional (二〇二五) or with places (二十五, and 一百二 for 120); None for a jumble."""
    if not any(letter in _PLACES for letter in text):
        return int("".join(str(_HANZI[letter]) for letter in text))
    total, digit, smallest = 0, None, 10_000
    for letter in text:
        if letter in _HANZI:
            if digit:
                return None
            digit = _HANZI[letter]
            continue
        place = _PLACES[letter]
        if place >= smallest:
            return None
        smallest = place
        total += (1 if digit is None else digit) * place
        digit = None
    ones = smallest // 10 if text[-2:-1] in _PLACES else 1
    return total + (digit or 0) * ones


def find_percent(text: str) -> tuple[int, str] | None:
    """A percentage in the text and the text without it; None where there is none from 0 to 100."""
    found = _PERCENT.search(text)
    if found is None:
        return None
    value = read_number(found["zh"] or found["en"])
    if value is None or value > 100:
        return None
    return value, _without(text, found)


def find_duration(text: str) -> tuple[int, str] | None:
    """A length of time in seconds (1h 15m 30s, half an hour, 一个半小时) and the text without it."""
    for idiom, plain in _IDIOMS:
        text = re.sub(idiom, plain, text, flags=re.IGNORECASE)
    total, at, start = 0.0, None, 0
    for size, pattern in _PIECES:
        found = pattern.search(text) if at is None else _next(pattern, text, at)
        if found is None:
            continue
        value = _fraction(found["n"])
        if value is None:
            return None
        half = 0.5 * size if found["half"] or found["after"] else 0.0
        total += value * size + half
        if at is None:
            start = found.start()
        at = found.end()
    if at is None or total <= 0 or total != int(total):
        return None
    return int(total), f"{text[:start]} {text[at:]}".strip()


def _next(pattern: re.Pattern[str], text: str, at: int) -> re.Match[str] | None:
    """A further piece is only one when nothing but a joint lies between."""
    joint = re.compile(_JOIN, re.IGNORECASE).match(text, at)
    return pattern.match(text, joint.end() if joint else at)


def _fraction(text: str) -> float | None:
    return float(text) if re.fullmatch(r"[0-9]+\.[0-9]+", text) else read_number(text)


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}".strip()
