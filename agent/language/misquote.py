"""Words of the owner that somebody repeats with a slip of the pen."""


def misquoted(typed: str, told: str) -> str:
    """The part of `told` that `typed` repeats but for one slip; "" where it repeats it well, or not at all.

    A slip is a letter or digit that is another one, is missing, is one too many, or stands in its neighbour's
    place. Case, spaces and punctuation do not count, nor do short texts, which are like many others.
    """
    said = "".join(letter for _, letter in _letters(typed))
    letters = _letters(told)
    plain = "".join(letter for _, letter in letters)
    if len(said) < _LEAST or said in plain:
        return ""
    for begin in range(len(plain)):
        for length in (len(said), len(said) - 1, len(said) + 1):
            part = plain[begin : begin + length]
            if len(part) == length and _is_slip(said, part):
                return told[letters[begin][0] : letters[begin + length - 1][0] + 1]
    return ""


_LEAST = 6
"""Letters and digits that a text must have."""


def _letters(text: str) -> list[tuple[int, str]]:
    """Letters and digits in lower case, each with its place."""
    return [
        (place, letter) for place, one in enumerate(text) for letter in one.casefold() if letter.isalnum()
    ]


def _is_slip(said: str, part: str) -> bool:
    """Whether two different texts are the same but for one slip."""
    same = next(
        (place for place, pair in enumerate(zip(said, part, strict=False)) if pair[0] != pair[1]),
        min(len(said), len(part)),
    )
    said, part = said[same:], part[same:]
    return said[1:] == part[1:] or said[1:] == part or said == part[1:] or _is_swapped(said, part)


def _is_swapped(said: str, part: str) -> bool:
    return said[:2] == part[:2][::-1] and said[2:] == part[2:]
