"""Values that code makes: numbers, telephone numbers, addresses and words that nobody knows."""

import re
from random import Random

_ONSETS = (
    *"bcdfghjklmnprstvwz",
    *("br", "ch", "dr", "fl", "gr", "kl", "pl", "qu", "sh", "sk", "st", "tr", "zh"),
)
_CORES = (*"aeiouy", *("ai", "au", "ea", "ee", "io", "ou"))
_ENDS = ["", "", "", "n", "r", "s", "l", "k", "m", "x", "nd", "rt", "th"]
_ACCENTS = {"a": "äáàâã", "e": "éèêë", "i": "íïî", "o": "öóôø", "u": "üúû", "n": "ñ", "c": "ç"}
_MAIL_HOSTS = (
    "example.com",
    "example.org",
    "mail.test",
    "web.example",
    "post.example.net",
    "uni.example.edu",
)
_TOPS = ("com", "org", "net", "de", "fr", "es", "cn", "io", "co.uk", "edu", "info")
_DIGITS = "零一二三四五六七八九"


def made(kind: str, random: Random) -> str:
    """Make a value: a range ("3-40"), one with zeros in front ("02:0-59"), or one of the words below."""
    if found := re.fullmatch(r"(?:(zh|0\d):)?(\d+)-(\d+)(?:/(\d+))?", kind):
        number = random.randrange(int(found[2]), int(found[3]) + 1, int(found[4] or 1))
        return chinese(number) if found[1] == "zh" else str(number).zfill(int(found[1] or 0))
    return {
        "word": word,
        "accented": _accented,
        "Word": lambda random: word(random).capitalize(),
        "code": _code,
        "phone": phone,
        "email": _email,
        "host": _host,
    }[kind](random)


def word(random: Random) -> str:
    """Make a word that nobody knows."""
    syllables = random.choice((1, 2, 2, 2, 3))
    return "".join(random.choice(_ONSETS) + random.choice(_CORES) for _ in range(syllables)) + random.choice(
        _ENDS
    )


def _accented(random: Random) -> str:
    made_up = word(random).capitalize()
    return "".join(random.choice(_ACCENTS.get(one, one)) if random.random() < 0.4 else one for one in made_up)


def _code(random: Random) -> str:
    letters = "".join(random.choice("ABCDEFGHKLMNPRSTVWXZ") for _ in range(random.randint(1, 3)))
    return letters + random.choice(("", "-", "_", " ")) + str(random.randint(1, 9999))


def _digits(random: Random, count: int) -> str:
    return "".join(str(random.randint(0, 9)) for _ in range(count))


def phone(random: Random) -> str:
    """Make a telephone number, in one of the ways in which people write them."""
    gap = random.choice((" ", " ", "-", "", "."))
    country = random.choice(("+1", "+44", "+49", "+34", "+33", "+86", "+39", "+7", "0049"))
    groups = random.choice(
        ((3, 3, 4), (3, 4), (2, 2, 2, 2, 2), (4, 7), (3, 4, 4), (3, 8), (5, 6), (11,), (3,), (4, 4))
    )
    body = gap.join(_digits(random, count) for count in groups)
    match random.random():
        case chance if chance < 0.2:
            return country + (gap or " ") + body
        case chance if chance < 0.3:
            return f"({_digits(random, 3)}) {_digits(random, 3)}-{_digits(random, 4)}"
        case chance if chance < 0.4:
            return f"1{random.choice('35789')}{_digits(random, 9)}"
        case chance if chance < 0.5:
            return "0" + body
    return body


def _email(random: Random) -> str:
    local = (
        word(random) + random.choice(("", ".", "_", "")) + random.choice((word(random), _digits(random, 2)))
    )
    return f"{local}@{random.choice((*_MAIL_HOSTS, word(random) + '.' + random.choice(_TOPS)))}"


def _host(random: Random) -> str:
    name = word(random) + random.choice(("", "", "-" + word(random)))
    start = random.choice(("", "", "", "www.", "https://", "https://www.", "m."))
    path = random.choice(("", "", "", "/" + word(random), f"/{word(random)}/{random.randint(1, 99)}"))
    return f"{start}{name}.{random.choice(_TOPS)}{path}"


def chinese(number: int) -> str:
    """Write a number below a thousand in Chinese."""
    if number < 10:
        return _DIGITS[number]
    if number < 20:
        return "十" + (_DIGITS[number % 10] if number % 10 else "")
    if number < 100:
        return _DIGITS[number // 10] + "十" + (_DIGITS[number % 10] if number % 10 else "")
    rest = number % 100
    tens = ("" if not rest else "零" + _DIGITS[rest]) if rest < 10 else _DIGITS[rest // 10] + "十"
    ones = _DIGITS[rest % 10] if rest >= 10 and rest % 10 else ""
    return _DIGITS[number // 100] + "百" + tens + ones
