"""The words by which people say where a thing is, by language: roles, relations, orders, places.

They are data (data/phrase/*.toml, one file a language); what means the same in several languages stands in
data/concept.toml, labels of Android and its apps in data/label.toml. All of it is read once and held in the
plain form of `plain`.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

ROLES = ("switch", "checkbox", "field", "slider", "dropdown", "tab", "button", "icon")
RELATIONS = ("right", "left", "below", "above", "beside", "of")
BETWEEN = "between"
"""The relation that has two anchors."""

SUFFIXING = ("zh", "ja", "ko")
"""Languages that say the thing last: `Wi-Fi 旁边的开关`."""
_SCRIPTS = {
    "zh": re.compile("[\u4e00-\u9fff]"), "ja": re.compile("[\u3040-\u30ff\u4e00-\u9fff]"),
    "ko": re.compile("[\uac00-\ud7af]"), "ru": re.compile("[\u0400-\u04ff]"),
    "ar": re.compile("[\u0600-\u06ff]"), "he": re.compile("[\u0590-\u05ff]"),
    # Without its marks Vietnamese has the look of other languages: `thẻ`, a tab, would be `the`.
    "vi": re.compile("[đơưảẻỉỏủẩẫậấầắằẳẵặạẹịọụếềểễệốồổỗộớờởỡợứừửữựỳỵỷỹ]", re.IGNORECASE),
}  # fmt: skip
_UNSPACED = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_IGNORED = re.compile(
    "[\ue000-\uf8ff\U000f0000-\U0010ffff\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0f\ufeff]"
)
_KEY = re.compile("[\u2190-\u21ff+*#]")
_MARKS = re.compile(r"[^\w\s]|_")
_NUMERALS = {numeral: str(value) for value, numeral in enumerate("一二三四五六七八九", 1)}
_ORDINAL = re.compile("第([一二三四五六七八九])")

Terms = tuple[str, ...]


@dataclass(frozen=True)
class Language:
    """One language's words, each list longest first."""

    name: str
    suffixing: bool
    verbs: Terms
    articles: Terms
    joiners: Terms
    items: Terms
    """Words for one of many that name no role: row, app, message."""
    roles: tuple[tuple[str, str], ...]
    """(word, role)."""
    relations: tuple[tuple[str, str], ...]
    """(word, relation)."""
    orders: tuple[tuple[str, int], ...]
    """(word, place): from 1, from -1 backwards, 0 for the middle."""
    places: tuple[tuple[str, tuple[int, int]], ...]
    """(words, direction): x and y each -1, 0 or 1."""
    counted: tuple[tuple[str, int], ...]
    """(words, 1 or -1): an order is counted from the top or from the bottom."""
    states: tuple[tuple[str, bool], ...]
    """(words, whether it is on)."""
    between: tuple[tuple[str, str], ...]
    """(word, joiner): what lies between one thing and another."""


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """What is left of a text when case, accents, punctuation, icon fonts and layout marks do not count.

    A text of nothing but punctuation stays as it is: a key may be called `*`.
    """
    folded = unicodedata.normalize("NFKD", _IGNORED.sub("", text)).casefold()
    kept = "".join(c for at, c in enumerate(folded) if not _accent(folded, at))
    kept = unicodedata.normalize("NFC", kept)
    kept = _ORDINAL.sub(lambda found: f"第{_NUMERALS[found[1]]}", kept)
    kept = re.sub(r"['’`]|(?<=\w)[-‐‑](?=\w)", "", kept)
    words = [w for part in kept.split() for w in _words(part)]
    words = [word[2:] if word.startswith("ال") and len(word) > 4 else word for word in words]
    return " ".join(words) or kept.strip()


def _words(part: str) -> list[str]:
    """The words in a piece without blanks; an arrow or a sign on a key is one, other marks are none."""
    return [part] if _KEY.fullmatch(part) else _MARKS.sub(" ", part).split()


def _accent(text: str, at: int) -> bool:
    """Whether a mark there may be left out: those on Latin, Cyrillic, Hebrew and Arabic letters."""
    return unicodedata.category(text[at]) == "Mn" and (at == 0 or text[at - 1] < "\u0700")


def unspaced(text: str) -> bool:
    """Whether words stand in it without blanks between them."""
    return bool(_UNSPACED.search(text))


@cache
def languages() -> tuple[Language, ...]:
    """All there are, read once."""
    folder = files("grounding").joinpath("data", "phrase")
    found = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda e: e.name
    )
    return tuple(
        _language(entry.name.removesuffix(".toml"), tomllib.loads(entry.read_text(encoding="utf-8")))
        for entry in found
    )


def languages_of(text: str) -> tuple[Language, ...]:
    """The languages a text can be in, by its letters."""
    known = {language.name: language for language in languages()}
    written = [known[name] for name, letters in _SCRIPTS.items() if name in known and letters.search(text)]
    latin = tuple(language for name, language in known.items() if name not in _SCRIPTS)
    return (*written, *latin) if not written or written[0].name == "vi" else tuple(written)


def _language(name: str, table: Mapping[str, object]) -> Language:
    def terms(key: str) -> Terms:
        return _longest(_strings(table[key]))

    roles = [(word, role) for role, words in _table(table["roles"]).items() for word in _strings(words)]
    relations = [(word, r) for r, words in _table(table["relations"]).items() for word in _strings(words)]
    orders = {word: int(str(place)) for word, place in _table(table["orders"]).items()}
    places = {word: _direction(place) for word, place in _table(table["places"]).items()}
    # What few languages have so far.
    counted = {word: int(str(sign)) for word, sign in _table(table.get("counted", {})).items()}
    states = [(word, s) for s, words in _table(table.get("states", {})).items() for word in _strings(words)]
    between = table.get("between", [])
    assert isinstance(between, list)
    pairs = [_strings(pair) for pair in between]
    return Language(
        name,
        name in SUFFIXING,
        terms("verbs"),
        terms("articles"),
        terms("joiners"),
        terms("items"),
        tuple(sorted(((plain(w), role) for w, role in roles), key=lambda pair: -len(pair[0]))),
        tuple(sorted(((plain(w), r) for w, r in relations), key=lambda pair: -len(pair[0]))),
        tuple(sorted(((plain(w), n) for w, n in orders.items()), key=lambda pair: -len(pair[0]))),
        tuple(sorted(((plain(w), d) for w, d in places.items()), key=lambda pair: -len(pair[0]))),
        tuple(sorted(((plain(w), n) for w, n in counted.items()), key=lambda pair: -len(pair[0]))),
        tuple(sorted(((plain(w), state == "on") for w, state in states), key=lambda pair: -len(pair[0]))),
        tuple((plain(word), plain(joiner)) for word, joiner in pairs),
    )


def _table(value: object) -> Mapping[str, object]:
    assert isinstance(value, dict)
    return value


def _strings(value: object) -> Sequence[str]:
    assert isinstance(value, list)
    return value


def _direction(value: object) -> tuple[int, int]:
    assert isinstance(value, list)
    x, y = value
    return int(x), int(y)


def _longest(words: Sequence[str]) -> Terms:
    return tuple(sorted({plain(word) for word in words}, key=lambda word: -len(word)))


def _read(name: str) -> Mapping[str, Sequence[str]]:
    text = files("grounding").joinpath("data", name).read_text(encoding="utf-8")
    return {key: _strings(terms) for key, terms in tomllib.loads(text).items()}


@cache
def concepts() -> Mapping[str, frozenset[str]]:
    """Which concepts a term stands for; a label that is known in two languages is one too."""
    found: dict[str, set[str]] = {}
    for concept, terms in _read("concept.toml").items():
        for term in terms:
            found.setdefault(plain(term), set()).add(concept)
    for label, others in _read("label.toml").items():
        for term in (label, *others):
            found.setdefault(plain(term), set()).add(f"label {label}")
    return {term: frozenset(known) for term, known in found.items()}
