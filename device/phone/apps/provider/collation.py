"""The order of names: Chinese ones by their pronunciation, among the Latin letters they begin with.

GB 2312-1980 sorts its first 3,755 characters, the common ones, by pinyin; so its codes give the order, and
the places where the initial changes give the letter. Rarer characters stand behind Z, each for itself.
"""

from bisect import bisect_right

_FIRST_OF = (
    ("A", "啊"), ("B", "芭"), ("C", "擦"), ("D", "搭"), ("E", "蛾"), ("F", "发"), ("G", "噶"), ("H", "哈"),
    ("J", "击"), ("K", "喀"), ("L", "垃"), ("M", "妈"), ("N", "拿"), ("O", "哦"), ("P", "啪"), ("Q", "期"),
    ("R", "然"), ("S", "撒"), ("T", "塌"), ("W", "挖"), ("X", "昔"), ("Y", "压"), ("Z", "匝"),
)  # fmt: skip
"""The first character of each initial."""
_LETTERS = "".join(letter for letter, _ in _FIRST_OF)
_BEGIN = [character.encode("gb2312") for _, character in _FIRST_OF]
_END = b"\xd7\xf9"
"""The code of the last common character."""


def initial_of(name: str) -> str:
    """What a name is listed under: a letter in upper case; "#" where it begins with none."""
    first = name[:1].upper()
    code = _code(first)
    if code:
        return _LETTERS[bisect_right(_BEGIN, code) - 1]
    return first if first.isalpha() else "#"


def sort_key(name: str) -> tuple[bool, list[tuple[str, bytes, str]]]:
    """Sorts names as the address book does: those under "#" last, case ignored."""
    parts = [(initial_of(char).lower() if _code(char) else char, _code(char), char) for char in name.lower()]
    return initial_of(name) == "#", parts


def _code(char: str) -> bytes:
    """A common Chinese character's place in the order; empty for any other."""
    code = char.encode("gb2312", "ignore")
    return code if _BEGIN[0] <= code <= _END else b""
