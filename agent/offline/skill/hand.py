"""Walks through an app's pages by labels and rows, as hand.toml tells, and looks at what came of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from agent.action.action import Answer, CallTool, ClearText, KeyboardEnter, NavigateBack, OpenApp
from agent.language.errand import Handle
from agent.language.hand import Walk, walk_of
from agent.language.name import canon, same
from agent.offline.skill.app import in_front
from agent.offline.skill.deletion import hold
from agent.offline.skill.setting import say
from agent.offline.step.form import typed, write
from agent.offline.step.history import Past
from agent.offline.step.listpage import Row, gather, rows
from agent.offline.step.move import Act, Done, Move, Stuck, click
from agent.offline.step.pick import Sought, pick
from agent.offline.step.search import launch, sweep
from agent.perception.scene import Scene
from agent.run.status import Cause
from agent.run.step import Outcome
from device.screen import UIElement
from grounding.target import Target

_TRIES, _BACKS, _CLEARINGS = 3, 4, 12
_MOST_TOLD = 12
_DENY = ("Don't allow", "Don’t allow", "Skip", "SKIP DOWNLOAD", "Not now", "不允许", "跳过", "以后再说")
"""What stands in an app's way when it is begun: questions that no walk needs."""
_AGREE = ("Yes", "OK", "Delete", "Remove", "Uninstall", "是", "确定", "删除", "移除", "卸载")


_BREAK = re.compile(r"[^\w.@]+|[.,;:!?](?=\s|$)")
_SIZE = re.compile(r"(\d+(?:[.,]\d+)?)\s*([KMGT]?B)\b")
_UNITS = ("B", "KB", "MB", "GB", "TB")
_LISTS = ("RecyclerView", "ListView", "GridView")


class Pace(NamedTuple):
    """One step of a walk."""

    number: int
    verb: str
    target: str
    may_lack: bool

    @property
    def name(self) -> str:
        """How the history calls it."""
        return f"step {self.number}: "


def handle(want: Handle, scene: Scene, past: Past) -> Move:
    """Done when the page shows what the walk was for; a question is answered from the page."""
    told = past.of_kind(Answer)
    if told and isinstance(told[-1].action, Answer):
        return Done(told[-1].action.text)
    return _Walker(want, walk_of(want.deed), scene, past).move()


def walk_out(want: Handle, scene: Scene, before: Past, since: Past) -> Act | None:
    """After a no: what was written is taken back, then back to where the walk began; None when there."""
    ours = {text for text in (want.name, want.who, want.new, want.text) if text}
    field = next((e for e in scene.elements if e.is_editable and e.text in ours), None)
    if field is not None:
        target = Target(description="field: emptied", element=field.index)
        return Act(ClearText(target=target), "It was not allowed: what was written is taken back")
    first = before.touched(Pace(1, "", "", may_lack=False).name)
    is_there = not first or scene.page == first[0][1].screen or not in_front(walk_of(want.deed).names, scene)
    return None if is_there or since.backs() >= _BACKS else Act(NavigateBack(), "Out of what was begun")


@dataclass(frozen=True)
class _Walker:
    want: Handle
    walk: Walk
    scene: Scene
    past: Past

    def move(self) -> Move:
        paces = self._paces()
        start = Pace(0, "", "", may_lack=False)
        last = next((pace for pace in reversed(paces) if not pace.may_lack), start)
        ended = last.number > 0 and self._is_done(last, self.past)
        if not in_front(self.walk.names, self.scene):
            answer = self.scene.button(*_DENY)
            return click(answer, answer.label, "It needs no such thing") if answer else self._launched()
        since = self._since_launch()
        done = max((pace.number for pace in paces if self._is_over(pace, since)), default=0)
        done = max(done, self.walk.saves * any(not step.error for step in since.of_kind(CallTool)))
        for pace in paces[max(done, last.number * ended) :]:
            move = self._pace(pace, since)
            if move is not None:
                return move
            if not pace.may_lack:
                return self._missing(pace, done, since)
        return self._looked(last)

    # -- the way -------------------------------------------------------------------------------------
    def _launched(self) -> Move:
        """A launch; the tries before one that failed tell which names the phone knows."""
        return launch(self.walk.names, self.past)

    def _since_launch(self) -> Past:
        at = max((i for i, s in enumerate(self.past.steps) if isinstance(s.action, OpenApp)), default=-1)
        return Past(self.past.steps[at + 1 :])

    def _paces(self) -> list[Pace]:
        """The steps, without those for what the goal does not say."""
        found: list[Pace] = []
        for text in self.walk.walk:
            verb, _, target = text.lstrip("?").partition(" ")
            values = {"{choice}": self.want.choice, "{new}": self.want.new, "{text}": self.want.text}
            values |= {"{name}": self.want.name, "{who}": self.want.who}
            hole = target.partition(" ")[0]
            if hole and not values.get(hole, hole):
                continue
            for key, value in values.items():
                target = target.replace(key, value) if verb != "type" else target
            found.append(Pace(len(found) + 1, verb, target, text.startswith("?")))
        return found

    def _is_over(self, pace: Pace, since: Past) -> bool:
        """Whether a step was made since the app was opened, or ever where it may be made but once."""
        return self._is_done(pace, self.past if pace.verb == "commit" else since)

    def _is_done(self, pace: Pace, past: Past) -> bool:
        if pace.verb == "type":
            return typed(past, pace.name) > 0
        if pace.verb == "enter":
            return bool(past.of_kind(KeyboardEnter))
        touches = past.touched(pace.name)
        if pace.verb == "clear":
            return bool(touches) and not self._fitting()
        return bool(touches) and touches[-1][1].outcome != Outcome.NO_CHANGE

    def _pace(self, pace: Pace, since: Past) -> Move | None:
        """The move of one step; None where its control does not show."""
        if len(since.touched(pace.name)) >= (_CLEARINGS if pace.verb == "clear" else _TRIES):
            return Stuck(f"Nothing comes of {self._told(pace)}")
        told, last = self._told(pace), since.last
        if pace.number == 1 and since.touched(pace.name) and last is not None and not since.backs():
            return Act(NavigateBack(), "The app showed a page further on")
        match pace.verb:
            case "type":
                return self._typed(pace, since)
            case "enter":
                return Act(KeyboardEnter(), "The address is there")
            case "clear":
                found = self._beside(pace.target.split("|"))
            case "agree":
                found = self.scene.accept() or self.scene.button(*_AGREE)
            case _ if pace.target in ("{thing}", "{contact}"):
                row = self._row(pace, since)
                if not isinstance(row, Row):
                    return row
                found, told = row.box, row.name if self.want.newest else told
            case _:
                found = self._labelled(pace.target.split("|"))
        if found is None:
            return None
        thought = f'"{told}" is next'
        if pace.verb == "hold":
            return hold(found, pace.name + told, thought)
        return click(found, pace.name + told, thought)

    def _told(self, pace: Pace) -> str:
        about = self.want.name or self.want.who or self.want.thing
        if pace.target == "{contact}":
            return self.want.who
        return about if pace.target == "{thing}" else pace.target.partition("|")[0] or "OK"

    def _labelled(self, labels: list[str]) -> UIElement | None:
        """What is tapped of what goes by a label: a title of the page that says the same is not."""
        found = self.scene.labelled(labels)
        for start in (canon(label) for label in labels if label.endswith("*")):
            found += [
                e for e in self.scene.elements if canon(e.text or e.content_description).startswith(start)
            ]
        taken = next((e for e in found if self.scene.row(e) is not None), None)
        if taken is not None:
            return self.scene.row(taken)
        return found[-1] if found else None

    def _typed(self, pace: Pace, since: Past) -> Move | None:
        hole, _, hints = pace.target.partition(" in ")
        text = {"{name}": self.want.name, "{who}": self.want.who, "{new}": self.want.new}.get(
            hole, self.want.text
        )
        fields = [e for e in self.scene.elements if e.is_editable and e.bounds.area]
        wanted = {canon(hint) for hint in hints.split("|")}
        named = [e for e in fields if wanted & {canon(e.hint), canon(e.content_description), canon(e.text)}]
        field = next(iter(named), fields[0] if len(fields) == 1 or (fields and not hints) else None)
        if field is None or typed(since, pace.name):
            return None
        return write(field, pace.name, text, f"{text} goes here")

    def _missing(self, pace: Pace, done: int, since: Past) -> Move:
        """What to do where a step's control does not show: look further, go back to where the walk begins."""
        further = sweep(self.scene, since)
        if further is not None:
            return further
        if not done and since.backs() < _BACKS:
            return Act(NavigateBack(), f"This is not where {self.want} begins")
        app, lacking = self.walk.names[0], self.want.name if pace.verb == "clear" else self._told(pace)
        return Stuck(f'{app} shows no "{lacking}"', cause=Cause.NOT_FOUND)

    # -- rows ----------------------------------------------------------------------------------------
    def _fits(self, row: Row) -> bool:
        return all(_says(words, row.key) for words in (self.want.name, self.want.who) if words)

    def _fitting(self) -> list[Row]:
        """The rows that fit, of the list alone where any of the list's may be meant."""
        found = [row for row in rows(self.scene, ()) if self._fits(row)]
        return [row for row in found if self._is_listed(row)] if self.want.newest else found

    def _is_listed(self, row: Row) -> bool:
        return any(e.class_name.endswith(_LISTS) for e in self.scene.above(row.box))

    def _row(self, pace: Pace, since: Past) -> Row | Act | Stuck:
        if self.want.newest:
            fitting = self._fitting()
            return fitting[0] if fitting else Stuck("Nothing is there", cause=Cause.NOT_FOUND)
        before = since.since(f"step {pace.number - 1}: ") if pace.number > 1 else since
        if pace.target == "{contact}":
            return pick(self.scene, before, (), self._contact())
        name, said = canon(self.want.name), f"{self.want.name} {self.want.who}".strip()
        sought = Sought(said, f'"{said}"', self._fits, lambda own: bool(name) and canon(own) == name)
        return pick(self.scene, before, (), sought)

    def _contact(self) -> Sought:
        who = self.want.who
        return Sought(who, f'contact "{who}"', lambda row: _says(who, row.key), lambda own: same(own, who))

    def _beside(self, labels: list[str]) -> UIElement | None:
        """The control with one of the labels that is nearest below the top of the row."""
        names = [e for e in self.scene.elements if e.bounds.area and e.text and _says(self.want.name, e.text)]
        if not names:
            return None
        top = names[0].bounds.top
        below = [e for e in self.scene.labelled(labels) if e.bounds.center.y >= top]
        return min(below, key=lambda e: e.bounds.center.y, default=None)

    # -- what came of it -----------------------------------------------------------------------------
    def _looked(self, last: Pace) -> Move:
        since = self.past.since(last.name)
        if self.walk.tell:
            return self._answered(since)
        kind, _, target = self.walk.proof.partition(" ")
        if kind == "gone":
            return self._gone(last, since)
        values = {"{name}": self.want.name, "{new}": self.want.new, "{text}": self.want.text}
        for key, value in {**values, "{choice}": self.want.choice}.items():
            target = target.replace(key, value)
        if kind == "checked":
            shown = self._is_chosen(last.target.split("|"))
        else:
            shown = any(self._shows(words) for words in target.split("|"))
        if shown:
            labels = target or last.target
            return Done(f'The page shows "{labels.partition("|")[0]}"')
        further = sweep(self.scene, since)
        if further is not None:
            return further
        return Stuck(f"The page does not show whether I could {self.want}", sure=False)

    def _shows(self, words: str) -> bool:
        wanted = canon(words)
        return any(
            wanted in canon(e.text or e.content_description)
            for e in self.scene.elements
            if not e.is_editable and e.bounds.area
        )

    def _is_chosen(self, labels: list[str]) -> bool:
        control = self.scene.switch(labels)
        own = [control] if control is not None else self.scene.labelled(labels)
        return any(e.is_checked or e.is_selected for e in own)

    def _gone(self, last: Pace, since: Past) -> Move:
        """Whether the list on which it was found has it no more."""
        found = next(pace for pace in self._paces() if pace.target == "{thing}" or pace.verb == "clear")
        chosen, step = self.past.touched(found.name)[0]
        if self.scene.page != step.screen:
            if since.backs() < _BACKS:
                return Act(NavigateBack(), "Back to the list")
            return Stuck("The list does not show any more")
        if self.want.newest:
            return self._first_gone(chosen.removeprefix(found.name))
        left = gather(self.scene, since, (), self._fits)
        if isinstance(left, Act):
            return left
        if left:
            return Stuck(f"{self.want.thing} is still there")
        return Done(f"{self.want.thing} is gone from the list", doubtful=True)

    def _first_gone(self, name: str) -> Move:
        """Whether another one is the first now."""
        first = next(iter(self._fitting()), None)
        if first is not None and first.name == name:
            return Stuck(f'"{name}" is still there')
        return Done(f'"{name}" is gone from the list', doubtful=True)

    def _answered(self, since: Past) -> Move:
        kind, _, target = self.walk.tell.partition(" ")
        if kind == "row":
            return self._row_told(target, since)
        texts = [e.text for e in self.scene.elements if e.text and not e.is_editable and e.bounds.area]
        title = canon(self.scene.title)
        lines = [text for text in dict.fromkeys(texts) if canon(text) != title]
        told = lines[: _MOST_TOLD if kind == "page" else 2]
        return say("; ".join([*told, *(_room(told) if kind == "room" else ())]), self.past)

    def _row_told(self, target: str, since: Past) -> Move:
        if target == "{thing}":
            row = self._row(Pace(0, "", "", may_lack=False), since)
            return say(row.key.replace(" | ", ", "), self.past) if isinstance(row, Row) else row
        for label in self.scene.labelled(self.want.choice.split("|")):
            for around in self.scene.above(label):
                texts = dict.fromkeys(e.text for e in self.scene.inside(around) if e.text)
                if len(texts) > 1:
                    own = label.text
                    return say(f"{own}: {', '.join(text for text in texts if text != own)}", self.past)
        further = sweep(self.scene, since)
        return further or Stuck(
            f'The page shows no "{self.want.choice.partition("|")[0]}"', cause=Cause.NOT_FOUND
        )


def _room(texts: Iterable[str]) -> list[str]:
    """What is left, where just two sizes are told, in one unit or in two: what is used, and all there is."""
    sizes = [(float(size[1].replace(",", ".")), size[2]) for text in texts if (size := _SIZE.search(text))]
    if len(sizes) != 2:
        return []
    unit = max((unit for _, unit in sizes), key=_UNITS.index)
    used, total = sorted(size * 1000.0 ** (_UNITS.index(own) - _UNITS.index(unit)) for size, own in sizes)
    return [f"free: {total - used:.1f} {unit}"]


def _says(words: str, text: str) -> bool:
    """Whether a text has all of the words; in a script without blanks, the words as they are."""
    if not words.isascii() and canon(words) in canon(text):
        return True
    own = set(_words(text))
    return bool(_words(words)) and all(word in own for word in _words(words))


def _words(text: str) -> list[str]:
    return [word for part in _BREAK.split(text) if (word := canon(part))]
