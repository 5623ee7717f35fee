"""Other values in a recorded run: what was typed and touched for the old one is made to stand for the new.

A value stands in the record as it was said, or in pieces: the words of a name in two fields, hour and minute
of a time on a picker, the digits of a number. Where it cannot be told what a piece would be, the move has a
`gap`, and the replay leaves the record there.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from agent.action.action import Action, InputText, OpenApp
from agent.perception.seek import changed
from agent.replay.script import Script, ScriptMove
from agent.run.step import Mark, Spot
from device.error import ConfigError
from grounding.likeness import id_words

_CLOCK = re.compile(r"(\d{1,2})[:：.](\d{2})\s*(?:([ap])\.?m\.?)?", re.IGNORECASE)
_OPEN, _CLOSE = '"“「『', '"”」』'
_QUOTED = re.compile(rf"[{_OPEN}](?P<text>[^{_OPEN}{_CLOSE}]+)[{_CLOSE}]")
_HOLE = "\ue000"
"""Stands for a value while a text is filled; no text has it."""
_HALVES = (("AM", "PM"), ("am", "pm"), ("a.m.", "p.m."), ("上午", "下午"))
_PARTS = {"hour": ("hour", "小时", "时"), "minute": ("minute", "分钟", "分")}
"""Words of a field by which piece of a time it takes."""


@dataclass(frozen=True, slots=True)
class ValuePiece:
    """A part of a value as it may stand on a screen by itself, before and now."""

    then: str
    now: str
    kind: str
    """`hour`, `minute`, `half`, `word`, `digits`."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of the day."""

    hour: int
    minute: int

    @property
    def half(self) -> int:
        """0 before noon, 1 after."""
        return self.hour // 12

    @property
    def dial(self) -> int:
        """The hour on a dial of twelve."""
        return self.hour % 12 or 12


def filled(script: Script, values: Mapping[str, str], since: int = 0) -> Script:
    """The script with new values, by the old ones, from the `since`-th move on.

    Quotes around a value tell where it ends in the goal; they are neither typed nor looked for.
    """
    bare = {_unquoted(old): _unquoted(new) for old, new in values.items()}
    moves = script.moves[:since] + tuple(_filled(move, bare) for move in script.moves[since:])
    moves = _with_halves(moves, bare, since)
    goal, page, added = script.goal, script.last_page, script.added
    plan = script.plan
    for old, new in values.items():
        goal, page = _said(goal, old, new), _said(page, _unquoted(old), _unquoted(new))
        added = tuple(_said(text, old, new) for text in added)
        if plan is not None:
            told = tuple(_said(subgoal, old, new) for subgoal in plan.subgoals)
            plan = plan.model_copy(update={"subgoals": told})
    told_now = {"goal": goal, "added": added, "last_page": page, "plan": plan}
    return script.model_copy(update={"moves": moves, **told_now})


def filled_out(script: Script, values: Mapping[str, str]) -> Script:
    """The same with values as a person gives them.

    Raises ConfigError for one that the record has nowhere, and for what no piece of the old can be.
    """
    meant = {checked_value(old): checked_value(new) for old, new in values.items()}
    for old, new in meant.items():
        if not uses(script, old):
            raise ConfigError(f'the run {script.run} neither typed nor touched "{old}"')
        _see_it_fits(script, _unquoted(old), _unquoted(new))
    return filled(script, meant)


def _see_it_fits(script: Script, old: str, new: str) -> None:
    """Raises ConfigError where pieces of a time or a number would stay as they were, or nothing be typed."""
    is_time = _clock(old) is not None and _clock(new) is None
    is_number = any(piece.kind == "digits" and not piece.now for piece in _pieces(old, new))
    if not (is_time or is_number):
        return
    for number in uses(script, old):
        move = script.moves[number - 1]
        action = _filled(move, {old: new}).action
        stays = action == move.action and isinstance(action, InputText)
        if stays or (isinstance(action, InputText) and not action.text):
            kind = "time of the day" if is_time else "number"
            raise ConfigError(f'"{new}" is no {kind}, and the run typed "{old}" in parts', "Say it as then")


def uses(script: Script, value: str) -> tuple[int, ...]:
    """Numbers of the moves that a value stands in, whole or in pieces, from 1."""
    value = _unquoted(value)
    probe = _probe(value)
    return tuple(
        number for number, move in enumerate(script.moves, 1) if _filled(move, {value: probe}) != move
    )


def checked_value(value: str) -> str:
    """A value without blanks around it. Raises ConfigError for none, and for what no field takes."""
    text = value.strip()
    if not text or not text.isprintable():
        raise ConfigError(f"{value!r} is no value")
    return text


def _unquoted(value: str) -> str:
    """The value without quotes around it."""
    found = _QUOTED.fullmatch(value)
    return found["text"] if found else value


def _probe(value: str) -> str:
    """Another value of the same kind, all pieces of which differ."""
    clock = _clock(value)
    if clock is not None:
        return f"{(clock.hour + 13) % 24}:{(clock.minute + 7) % 60:02}"
    return re.sub(r"\w", lambda found: "7" if found[0] == "8" else "8" if found[0].isdigit() else "ж", value)


def _filled(move: ScriptMove, values: Mapping[str, str]) -> ScriptMove:
    action, spots, gap = move.action, move.spots, move.gap
    for old, new in values.items():
        mark = spots[0].mark if spots else None
        if isinstance(action, InputText):
            text = _typed(action.text, old, new, mark)
            gap = gap or ("" if text is not None else _no_way(action.text, new))
            action = action.model_copy(update={"text": text if text is not None else action.text})
        elif isinstance(action, OpenApp):
            action = action.model_copy(update={"app_name": _whole(action.app_name, old, new)})
        spots = tuple(_moved(spot, old, new) for spot in spots)
    if (action, spots, gap) == (move.action, move.spots, move.gap):
        return move
    return move.model_copy(update={"action": _renamed(action, values), "spots": spots, "gap": gap})


def _no_way(text: str, new: str) -> str:
    return f'it cannot be told what "{text}" would be for "{new}"'


def _moved(spot: Spot, old: str, new: str) -> Spot:
    if spot.mark is None:
        return spot.model_copy(update={"label": _whole(spot.label, old, new)})
    pieces = tuple(_pieces(old, new))

    def change(text: str) -> str:
        by_piece = next((piece.now for piece in pieces if piece.then == text and piece.kind != "word"), None)
        return by_piece if by_piece is not None else _whole(text, old, new)

    return spot.model_copy(update={"label": _whole(spot.label, old, new), "mark": changed(spot.mark, change)})


def _renamed(action: Action, values: Mapping[str, str]) -> Action:
    """What the action calls its places, with the values in it."""
    fields = {}
    for name in type(action).model_fields:
        target = getattr(action, name)
        description = getattr(target, "description", "")
        for old, new in values.items():
            description = _whole(description, old, new)
        if description and description != target.description:
            fields[name] = target.model_copy(update={"description": description})
    return action.model_copy(update=fields)


def _typed(text: str, old: str, new: str, mark: Mark | None) -> str | None:
    """What is to be typed now; None where that cannot be told."""
    whole = _whole(text, old, new)
    if whole != text or old == new:
        return whole
    pieces = [piece for piece in _pieces(old, new) if piece.then == text]
    meant = [piece for piece in pieces if mark is not None and _takes(mark, piece.kind)] or pieces
    by_kind: dict[str, str] = {}
    for piece in meant:
        by_kind.setdefault(piece.kind, piece.now)
    found = set(by_kind.values())
    if found:
        return found.pop() if len(found) == 1 else None
    return None if _is_word_of(text, old) else text


def _is_word_of(text: str, value: str) -> bool:
    return len(value.split()) > 1 and text in value.split()


def _takes(mark: Mark, kind: str) -> bool:
    own = " ".join((*mark.names, id_words(mark.resource_id))).casefold()
    return any(word in own for word in _PARTS.get(kind, ()))


def _whole(text: str, old: str, new: str) -> str:
    """The text with the new value in place of the old, as whole words."""
    edge = r"(?<![^\W_])", r"(?![^\W_])"
    before = edge[0] if old[:1].isascii() else ""
    after = edge[1] if old[-1:].isascii() else ""
    return re.sub(f"{before}{re.escape(old)}{after}", lambda _: new, text)


def _said(text: str, old: str, new: str) -> str:
    """The same in a sentence, where a time may be written in another way; quotes are not doubled."""
    bare = _unquoted(old)
    quoted = re.sub(rf"(?<=[{_OPEN}]){re.escape(bare)}(?=[{_CLOSE}])", _HOLE, text)
    whole = _whole(quoted, bare, new)
    for piece in _pieces(bare, new) if whole == text else ():
        if piece.kind == "time" and _whole(text, piece.then, piece.now) != text:
            return _whole(text, piece.then, piece.now)
    return whole.replace(_HOLE, _unquoted(new))


def _pieces(old: str, new: str) -> Iterator[ValuePiece]:
    was, now = _clock(old), _clock(new)
    if was is not None and now is not None:
        yield from _clock_pieces(was, now)
        return
    words, others = old.split(), new.split()
    if len(words) > 1 and len(words) == len(others):
        for word, other in zip(words, others, strict=True):
            yield ValuePiece(word, other, "word")
    digits = re.sub(r"\D", "", old)
    if len(digits) > 2 and digits != old and re.fullmatch(r"[\d\s()+./-]+", old):
        yield ValuePiece(digits, re.sub(r"\D", "", new), "digits")


def _clock_pieces(was: Clock, now: Clock) -> Iterator[ValuePiece]:
    by_day = was.hour > 12 or was.hour == 0
    yield ValuePiece(f"{was.minute:02}", f"{now.minute:02}", "minute")
    yield ValuePiece(f"{was.minute}", f"{now.minute}", "minute")
    yield ValuePiece(f"{was.dial}", f"{now.dial}", "hour")
    yield ValuePiece(f"{was.dial:02}", f"{now.dial:02}", "hour")
    if by_day:
        yield ValuePiece(f"{was.hour}", f"{now.hour}", "hour")
        yield ValuePiece(f"{was.hour:02}", f"{now.hour:02}", "hour")
    for halves in _HALVES:
        yield ValuePiece(halves[was.half], halves[now.half], "half")
    first, second = f"{was.dial}:{was.minute:02}", f"{now.dial}:{now.minute:02}"
    yield ValuePiece(first, second, "time")
    for blank in (" ", "\u202f", ""):
        halves = _HALVES[0]
        yield ValuePiece(f"{first}{blank}{halves[was.half]}", f"{second}{blank}{halves[now.half]}", "time")
    yield ValuePiece(f"{was.hour:02}:{was.minute:02}", f"{now.hour:02}:{now.minute:02}", "time")


def _clock(text: str) -> Clock | None:
    found = _CLOCK.fullmatch(text.strip())
    if found is None or int(found[1]) > 24 or int(found[2]) > 59:
        return None
    hour = int(found[1]) % 24
    if found[3]:
        hour = hour % 12 + (12 if found[3].lower() == "p" else 0)
    return Clock(hour, int(found[2]))


def _with_halves(
    moves: tuple[ScriptMove, ...], values: Mapping[str, str], since: int
) -> tuple[ScriptMove, ...]:
    """A gap where the new time is in the other half of the day and the record chose none.

    Whether the picker counts to 12 or to 24 cannot be told then, and half a day is a grave error.
    """
    halves = {half for pair in _HALVES for half in pair}
    chosen = any(halves & set(_names(move)) for move in moves)
    for old, new in values.items():
        was, now = _clock(old), _clock(new)
        if was is None or now is None or was.half == now.half:
            continue
        hours = [n for n, move in enumerate(moves) if n >= since and _typed_hour(move, now)]
        if chosen or not hours or was.hour > 12:
            continue
        gap = f"the record does not choose the half of the day, which {new} needs"
        moves = (*moves[: hours[0]], moves[hours[0]].model_copy(update={"gap": gap}), *moves[hours[0] + 1 :])
    return moves


def _names(move: ScriptMove) -> tuple[str, ...]:
    return tuple(name for mark in move.marks if mark is not None for name in mark.names[:1])


def _typed_hour(move: ScriptMove, now: Clock) -> bool:
    hours = (str(now.dial), f"{now.dial:02}", str(now.hour))
    return isinstance(move.action, InputText) and move.action.text in hours
