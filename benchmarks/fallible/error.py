"""What each kind of error makes of the right move."""

from collections.abc import Callable, Mapping
from random import Random

from benchmarks.fallible.shown import Shown
from benchmarks.fallible.slip import Situation, Slip, has_typo, label_of, neighbours, siblings
from benchmarks.fallible.voice import Json, action, by_number, claim, named

HARMLESS = frozenset({Slip.MALFORMED, Slip.THOUGHT, Slip.LOOSE_WORDS})
"""Those that mean the right move, however they say it."""
_NEAR = 3
_LOOSE = "the {} {} near the {}"


def mistaken(kind: Slip, here: Situation, shown: Shown, last: Json | None, draw: Random) -> Json:
    """The action that is said in place of the right one."""
    now, page = here.now, here.page
    spot = now.spot
    match kind:
        case Slip.NEIGHBOUR if spot is not None:
            other = draw.choice(neighbours(page, spot)[:_NEAR])
            return action(now, {**by_number(other, shown), "description": label_of(spot)}, shown)
        case Slip.SCALE if now.point is not None:
            words = {"description": label_of(spot)} if spot is not None else {}
            return action(now, {"point": shown.mistaken.point(now.point), **words}, shown)
        case Slip.LOOSE_WORDS if spot is not None:
            where = "top" if spot.bounds.center.y < page.size[1] // 2 else "bottom"
            kind_of = "input field" if spot.is_editable else "button" if spot.is_clickable else "row"
            return action(now, {"description": _LOOSE.format(label_of(spot), kind_of, where)}, shown)
        case Slip.DISAGREE if spot is not None:
            other = draw.choice(neighbours(page, spot)[:_NEAR])
            meant, pointed = (spot, other) if draw.random() < 0.5 else (other, spot)
            target = {**by_number(meant, shown), "point": shown.point(pointed.bounds.center)}
            return action(now, {**target, "description": label_of(spot)}, shown)
        case Slip.WRONG_PARTY:
            return _wrong_party(here, shown, draw)
        case Slip.TYPO:
            texts = {name: text for name, text in now.move.texts.items() if has_typo(text)}
            return _rewritten(
                action(now, named(spot, now.point, shown, draw), shown), texts, _with_typo, draw
            )
        case Slip.EARLY_CLAIM:
            return claim("Everything that was asked for is done.")
        case Slip.SURRENDER:
            return claim("I see no way to do this on this phone.", "infeasible")
        case Slip.STUBBORN if last is not None:
            return last
    raise AssertionError(f"{kind} does not fit here")


def forgetful(here: Situation, shown: Shown) -> tuple[Json, ...]:
    """A form without its last field."""
    return tuple(
        action(one, by_number(one.spot, shown) if one.spot else None, shown) for one in here.forgetful
    )


def _wrong_party(here: Situation, shown: Shown, draw: Random) -> Json:
    """Another entry of the same list; or a text with another number in it."""
    now = here.now
    if now.move.kind == "click" and now.spot is not None:
        return action(now, by_number(draw.choice(siblings(here.page, now.spot)), shown), shown)
    said = action(now, named(now.spot, now.point, shown, draw), shown)
    texts = {name: text for name, text in now.move.texts.items() if any(map(str.isdigit, text))}
    return _rewritten(said, texts, _with_other_digit, draw)


def _rewritten(
    said: Json, texts: Mapping[str, str], change: Callable[[str, Random], str], draw: Random
) -> Json:
    """An action with one of its texts changed."""
    name = draw.choice(sorted(texts)) if len(texts) > 1 else next(iter(texts))
    text = change(texts[name], draw)
    arguments = said.get("arguments")
    if isinstance(arguments, Mapping):
        return {**said, "arguments": {**arguments, name: text}}
    return {**said, name: text}


def _with_other_digit(text: str, draw: Random) -> str:
    place = draw.choice([place for place, letter in enumerate(text) if letter.isdigit()])
    digit = draw.choice([one for one in "0123456789" if one != text[place]])
    return f"{text[:place]}{digit}{text[place + 1 :]}"


def _with_typo(text: str, draw: Random) -> str:
    """Two letters beside each other in the wrong order, or one doubled where that would change nothing."""
    place = draw.choice([place for place, letter in enumerate(text) if letter.isalpha()])
    pair = text[place : place + 2]
    swapped = pair[::-1] if pair[::-1] != pair else pair[0] + pair
    return text[:place] + swapped + text[place + 2 :]
