"""Write an utterance as people type: in lower case, without accents or punctuation, with slips."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from unicodedata import combining, normalize

from agent.reader.corpus.grammar import LANGUAGES, load
from agent.reader.corpus.piece import Item, Piece
from agent.reader.intent import Role, Tag

_ENDS = {"zh": ("。", "？", "！"), "fr": (".", " ?", " !")}
_ASCII = str.maketrans("，。？！：；“”（）", ',.?!:;""()')
_TRADITIONAL = str.maketrans(
    "开关闹钟设个电话给发删联系人记后时间买点单声机见连备么请说让帮还没这会飞网络热调亮应拨号听视频张务标题内写进为",
    "開關鬧鐘設個電話給發刪聯繫人記後時間買點單聲機見連備麼請說讓幫還沒這會飛網絡熱調亮應撥號聽視頻張務標題內寫進為",
)
_NAMES = frozenset((Role.TITLE, Role.NAME, Role.NEW_NAME, Role.PERSON, Role.LABEL, Role.SUBJECT, Role.APP))
_UNCHANGED = frozenset((Role.NUMBER, Role.EMAIL, Role.QUERY))
_SENTENCES = frozenset((Role.TEXT, Role.DESCRIPTION, Role.DIRECTIONS))
"""Values that are sentences: a full stop or a cry behind one, outside of quotes, is part of it."""
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_TEXTED, _SHORTENED = 0.12, 0.7
"""Utterances that are typed as in a chat, and of the words that have a short form there those that get it."""


@dataclass(frozen=True, slots=True)
class Noise:
    """The pieces as they were typed, and what was done to them."""

    items: list[Item]
    kinds: tuple[str, ...] = field(default=())


def noisy(items: Sequence[Item], language: str, random: Random) -> Noise:
    """Retype an utterance; its labels stay with the characters."""
    kinds: list[str] = []
    typed = as_written(items)
    draw = random.random()
    if draw < 0.3:
        typed = _capital(typed)
        kinds.append("cased")
    elif draw < 0.6:
        typed = _mapped(typed, str.lower)
        kinds.append("lower")
    elif draw < 0.615 and language != "zh":
        typed = _mapped(typed, str.upper)
        kinds.append("upper")
    if random.random() < (0.6 if draw < 0.3 else 0.12):
        typed = _ended(typed, language, random)
    for chance, kind, change in (
        (0.1, "curly", lambda text: text.replace("'", "’")),
        (0.04, "straight", _without_apostrophes),
        (0.12, "bare", _without_accents),
    ):
        if language != "zh" and random.random() < chance and draw >= 0.3:
            typed = _mapped(typed, change)
            kinds.append(kind)
    if language != "zh" and draw < 0.4 and random.random() < 0.15:
        typed = [_titled(item) for item in typed]
        kinds.append("titled")
    if language == "zh":
        typed = _chinese(typed, random, kinds)
    if draw >= 0.3 and random.random() < 0.25:
        typed = [_without_commas(item, " ") for item in typed]
        kinds.append("no-commas")
    if draw >= 0.3 and language in LANGUAGES and random.random() < _TEXTED:
        typed = _texted(typed, load(language).rules["texting"], random)
        kinds.append("texted")
    if random.random() < 0.13:
        typed = _slip(typed, language, random)
        kinds.append("slip")
    return Noise(typed, tuple(kinds))


def as_written(items: Sequence[Item]) -> list[Item]:
    """Take the signs of the notation out of an utterance."""
    return [_cleaned(item) for item in items]


def _cleaned(item: Item) -> Item:
    if not isinstance(item, Piece) or not set(item.text) & set("~⟦"):
        return item
    text = item.text.replace("⟦", "").replace("'~", "'").replace("~", " ")
    return Piece(text, item.tag)


def _mapped(items: Sequence[Item], change: Callable[[str], str]) -> list[Item]:
    return [Piece(change(item.text), item.tag) if isinstance(item, Piece) else item for item in items]


def _titled(item: Item) -> Item:
    """Give the words of a name capital letters."""
    if not isinstance(item, Piece) or item.tag not in _NAMES:
        return item
    return Piece(" ".join(word[:1].upper() + word[1:] for word in item.text.split(" ")), item.tag)


def _capital(items: list[Item]) -> list[Item]:
    """Begin each sentence with a capital letter."""
    begun = False
    typed: list[Item] = []
    for item in items:
        if not isinstance(item, Piece):
            typed.append(item)
            continue
        text = item.text
        first = next((at for at, one in enumerate(text) if one.isalnum()), None)
        if not begun and first is not None and item.tag is not Role.EMAIL:
            text = text[:first] + text[first].upper() + text[first + 1 :]
        begun = begun or first is not None
        if item.tag in (Tag.JOIN, Tag.REASON) and text.rstrip().endswith((".", "!", "?")):
            begun = False
        typed.append(Piece(text, item.tag))
    return typed


def _ended(items: list[Item], language: str, random: Random) -> list[Item]:
    spoken = [item for item in items if isinstance(item, Piece) and item.text.strip()]
    last = spoken[-1].text.rstrip() if spoken else ""
    if not last or not (last[-1].isalnum() or last[-1] in "\"'”’»)%“"):
        return items
    dot, question, cry = _ENDS.get(language, (".", "?", "!"))
    asks = any(not isinstance(item, Piece) and item.mood == "ask" for item in items)
    first = next((item for item in items if isinstance(item, Piece)), None)
    polite = first is not None and first.tag is Tag.FILLER
    end = random.choice(
        (question, question, question, dot) if asks else (dot, dot, cry, question if polite else dot)
    )
    within = end != question and spoken[-1].tag in _SENTENCES
    return [*items, Piece(end, spoken[-1].tag if within else Tag.FILLER)]


def _without_apostrophes(text: str) -> str:
    """Leave out those inside; one at the end stays ("l'"): what follows has a tag of its own."""
    return re.sub(r"(?<=\w)'(?=\w)", "", text)


def _without_accents(text: str) -> str:
    plain = (one for one in normalize("NFD", text.replace("ß", "ss")) if not combining(one))
    return normalize("NFC", "".join(plain))


def _without_commas(item: Item, blank: str) -> Item:
    if not isinstance(item, Piece) or item.tag not in (
        Tag.JOIN,
        Tag.FILLER,
        Tag.REASON,
        Tag.CUE,
        Tag.CONDITION,
    ):
        return item
    text = item.text.replace("，", blank).replace(", ", blank).replace("、", blank)
    return Piece(text, item.tag) if text.strip() else item


def _chinese(items: list[Item], random: Random, kinds: list[str]) -> list[Item]:
    if random.random() < 0.12:
        kinds.append("traditional")
        items = _mapped(items, lambda text: text.translate(_TRADITIONAL))
    if random.random() < 0.15:
        kinds.append("ascii")
        items = _mapped(items, lambda text: text.translate(_ASCII))
    if random.random() < 0.1:
        kinds.append("spaced")
        spaced = (Piece(f" {item.text} ", item.tag) if isinstance(item, Piece) else item for item in items)
        items = [
            one
            if not isinstance(one, Piece) or isinstance(one.tag, Role) or random.random() < 0.3
            else Piece(one.text.strip(), one.tag)
            for one in spaced
        ]
    return items


def _texted(items: list[Item], shorts: Sequence[str], random: Random) -> list[Item]:
    """Shorten words outside of slots as people do in a chat."""
    forms = dict(one.split(">") for one in shorts)
    edge = r"(?<!\w){}(?!\w)" if any(word.isascii() for word in forms) else "{}"
    whole = re.compile("|".join(edge.format(re.escape(word)) for word in forms), re.IGNORECASE)

    def shorter(match: re.Match[str]) -> str:
        kept = random.random() > _SHORTENED
        return match[0] if kept else random.choice(forms[match[0].lower()].split("/"))

    return [
        item
        if not isinstance(item, Piece) or isinstance(item.tag, Role)
        else Piece(whole.sub(shorter, item.text), item.tag)
        for item in items
    ]


def _slip(items: list[Item], language: str, random: Random) -> list[Item]:
    """Mistype one or two letters, not in numbers and addresses, and in values seldom."""
    able = [
        index
        for index, item in enumerate(items)
        if isinstance(item, Piece)
        and item.tag not in _UNCHANGED
        and sum(one.isalpha() for one in item.text) >= (2 if language == "zh" else 4)
        and (isinstance(item.tag, Tag) or random.random() < 0.4)
    ]
    typed = list(items)
    for index in random.sample(able, min(len(able), random.choice((1, 1, 1, 2)))):
        piece = items[index]
        if isinstance(piece, Piece):
            typed[index] = Piece(_mistyped(piece.text, language, random), piece.tag)
    return typed


def _mistyped(text: str, language: str, random: Random) -> str:
    places = [at for at in range(1, len(text) - 1) if text[at].isalpha() and text[at - 1].isalpha()]
    if not places:
        return text
    at = random.choice(places)
    if language == "zh":
        return text[:at] + text[at] + text[at:] if random.random() < 0.5 else text[:at] + text[at + 1 :]
    match random.randrange(5):
        case 0:
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :] if text[at + 1].isalpha() else text
        case 1:
            return text[:at] + text[at + 1 :]
        case 2:
            return text[:at] + text[at] + text[at:]
        case 3:
            row = next((keys for keys in _KEYS if text[at] in keys), "")
            near = row[max(0, row.find(text[at]) - 1) : row.find(text[at]) + 2] if row else text[at]
            return text[:at] + random.choice(near) + text[at + 1 :]
        case _:
            return text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :] if at > 1 else text
