"""Alarms: set, label, repeat, turn on and off, delete, tell."""

import re
from dataclasses import replace

from agent.action.action import Answer, InputText, Note
from agent.language.intention import DAYS, DeleteAlarm, ReadScreen, SetAlarm, SwitchAlarm
from agent.offline.skill.setting import say
from agent.offline.step.alarmcard import LABEL, AlarmCard, cards
from agent.offline.step.clockapp import go_to
from agent.offline.step.history import NOTED, Past
from agent.offline.step.move import Act, Done, Move, Stuck, click
from agent.offline.step.search import further, sweep
from agent.offline.step.timepicker import OK, is_picker, set_picker
from agent.perception.scene import Scene
from agent.run.status import Cause
from device.screen import UIElement
from grounding.target import Target

_ADD = ("Add alarm", "Create alarm", "New alarm", "添加闹钟", "新建闹钟")
_EXPAND = ("Expand alarm", "Expand", "展开闹钟", "展开")
_DELETE = ("Delete", "Delete alarm", "删除", "删除闹钟")
_SPEAKS = re.compile(r"\b(?:delet|remov|discard)|删|移除", re.IGNORECASE)
_TRIES = 5
_LOOKS = 6
"""Scrolls to see what stands beside an alarm."""


def set_alarm(want: SetAlarm, scene: Scene, past: Past) -> Move:
    """Have it on the list, turned on, with its label and days."""
    refusal = past.refused("alarm") or past.refused("OK")
    if refusal:
        return Stuck(f"The alarm for {want.time} could not be set: {refusal}")
    if scene.clock and is_picker(scene) and past.touched("alarm: add"):
        return set_picker(want.time, scene, past)
    if scene.clock and past.touched("alarm: label") and (field := _label_field(scene)) is not None:
        return _write_label(want.label, field, scene)
    way = go_to("alarm", scene, past)
    if way is not None:
        return way
    shown = cards(scene)
    there = [card for card in shown if card.meets(want)]
    if not there and past.touched("OK (time picker)"):  # an older one is never made into what is wanted
        mine = [card for card in shown if card.may_become(want)]
        there = [card for card in mine if card.days()] or mine
    if there:
        return _finish(want, there, scene, past)
    further = sweep(scene, past)
    if further is not None:
        return further
    if len(past.touched("OK (time picker)")) >= 2:
        return Stuck(f"The alarm for {want.time} was entered but does not show on the list")
    add = scene.button(*_ADD)
    if add is None:
        return Stuck("The clock app has no button to add an alarm")
    return click(add, "alarm: add", f"No alarm for {want.time} is on the list", "a time picker")


def _finish(want: SetAlarm, there: list[AlarmCard], scene: Scene, past: Past) -> Move:
    card = next((c for c in there if want.label and c.says(want.label)), there[0])
    if not card.switch.is_checked:
        return _flip(card, True, past)
    if want.days:
        days = card.days()
        if not days:
            return _unfold(card, scene, past)
        for number, day in enumerate(days):
            if day.is_checked != (number in want.days):
                word = "repeat" if number in want.days else "not repeat"
                return click(day, f"alarm: {DAYS[number]}", f"The alarm shall {word} on {DAYS[number]}")
    if want.label and not card.says(want.label):
        label = card.find(LABEL)
        if label is None:
            return _unfold(card, scene, past)
        if len(past.touched("alarm: label")) >= _TRIES:
            return Stuck(f'The alarm for {want.time} is set, but does not take the label "{want.label}"')
        return click(scene.row(label) or label, "alarm: label", "The alarm has no such label yet")
    extra = f' labelled "{want.label}"' if want.label else ""
    if want.day is None:
        return Done(f"The alarm for {card.head.label}{extra} is on")
    if card.rings() != want.day:
        return Stuck(f"The alarm for {card.head.label} is set, but the list does not show it for {want.day}")
    return Done(f"The alarm for {card.head.label}{extra} is on and rings {want.day}")


def _label_field(scene: Scene) -> UIElement | None:
    fields = [e for e in scene.elements if e.is_editable]
    return fields[0] if len(fields) == 1 and scene.button(*OK) is not None else None


def _write_label(label: str, field: UIElement, scene: Scene) -> Move:
    if field.text.strip() != label:
        target = Target(description="label field", element=field.index)
        return Act(InputText(text=label, target=target, clear=True), "The label goes here", label)
    ok = scene.button(*OK)
    assert ok is not None
    return click(ok, "OK (label)", "The label is written")


def _unfold(card: AlarmCard, scene: Scene, past: Past) -> Move:
    name = f"alarm: unfold {card.time}"
    since = past.since("alarm: delete")
    if len(since.touched(name)) >= _TRIES:
        return Stuck(f"The alarm for {card.time} does not show what else can be set")
    arrow = card.find(_EXPAND)
    target = (scene.row(arrow) or arrow) if arrow is not None else card.head
    return click(target, name, "The rest of the alarm is folded away")


def _flip(card: AlarmCard, on: bool, past: Past) -> Move:
    word = "on" if on else "off"
    name = f"alarm switch {card.time}"
    if len(past.touched(name)) >= _TRIES:
        return Stuck(f"The alarm for {card.time} cannot be turned {word}")
    return click(card.switch, name, f"The alarm for {card.time} shall be {word}", f"the alarm is {word}")


def switch_alarm(want: SwitchAlarm, scene: Scene, past: Past) -> Move:
    """Turn one, or all, on or off."""
    word = "on" if want.on else "off"
    refusal = past.refused("alarm switch")
    if refusal:
        return Stuck(f"The alarm could not be turned {word}: {refusal}")
    way = go_to("alarm", scene, past)
    if way is not None:
        return way
    mine = [card for card in cards(scene) if want.time in (None, card.time)]
    for card in mine:
        if card.switch.is_checked != want.on:
            return _flip(card, want.on, past)
    if mine and want.time is not None:
        return Done(f"The alarm for {mine[0].head.label} is {word}")
    further = sweep(scene, past)
    if further is not None:
        return further
    if want.time:
        return Stuck(f"There is no alarm for {want.time}", cause=Cause.NOT_FOUND)
    return Done(f"All alarms are {word}", doubtful=True)


def delete_alarm(want: DeleteAlarm, scene: Scene, past: Past) -> Move:
    """Unfold and delete: the one that is meant, or all that are until none is left."""
    refusal = past.refused("alarm: delete") or past.refused("Delete")
    if refusal:
        return Stuck(f"The alarm could not be deleted: {refusal}")
    touched = past.touched("alarm: delete")
    if touched and touched[-1][1] is past.last and (agree := _asks_to_delete(scene)) is not None:
        return click(agree, agree.label, "The phone asks whether it really should")
    way = go_to("alarm", scene, past)
    if way is not None:
        return way
    shown = cards(scene)
    mine = [
        card
        for card in shown
        if want.time in (None, card.time) and (want.days is None or card.repeats() == want.days)
    ]
    doubt = None if past.touched("alarm: ") else _which(want, mine, shown, scene, past)
    if doubt is not None:
        return doubt
    for card in mine:
        delete = card.find(_DELETE)
        if delete is not None:
            return click(scene.row(delete) or delete, "alarm: delete", f"Deleting the {_called(card)}")
    arrows = any(card.find(_EXPAND) for card in shown)
    whole = [card for card in mine if card.find(_EXPAND)] if arrows else mine
    if whole:
        return _unfold(whole[0], scene, past)
    rest = sweep(scene, past)  # also where the edge of the list cuts a card's arrow off
    if rest is not None:
        return rest
    if mine:
        return _unfold(mine[0], scene, past)
    if want.time is None:
        return Done("There are no alarms any more", doubtful=True)
    which = str(replace(want, every=False)).removeprefix("delete the ")
    return Done(f"There is no {which} any more", doubtful=True)


def _which(
    want: DeleteAlarm, mine: list[AlarmCard], shown: list[AlarmCard], scene: Scene, past: Past
) -> Act | Stuck | None:
    """Where one is meant, the next move of looking whether there are several; None for just one.

    A clock lists its alarms by their times: others alike stand beside it.
    """
    if want.time is None or want.every or not mine:
        return None
    if len(mine) > 1:
        ones = "; ".join(_called(card) for card in mine)
        return Stuck(f"There are several: {ones}; say which one, or all of them", sure=True, which=True)
    if len(past.scrolls()) >= _LOOKS:
        return None
    below = further("down", scene, past) if mine[-1] is shown[-1] else None
    return below or (further("up", scene, past) if mine[0] is shown[0] else None)


def _called(card: AlarmCard) -> str:
    """Which one it is: others may ring at that time, and not all of them need be meant."""
    return str(DeleteAlarm(card.time, card.repeats())).removeprefix("delete the ")


def _asks_to_delete(scene: Scene) -> UIElement | None:
    """The button that agrees to it, where a dialog speaks of deleting; any other one is left by Back."""
    if is_picker(scene) or cards(scene) or not any(_SPEAKS.search(e.label) for e in scene.elements):
        return None
    return scene.accept()


def ask_alarms(want: ReadScreen, scene: Scene, past: Past) -> Move:
    """Look over the list and say what is on it; a list longer than the screen is noted down on the way."""
    answers = past.of_kind(Answer)
    if answers and isinstance(answers[-1].action, Answer):
        return Done(answers[-1].action.text)
    way = go_to("alarm", scene, past)
    if way is not None:
        return way
    shown = [card for card in cards(scene) if want.time in (None, card.time)]
    if want.time is not None and shown:
        return say(f"Yes: the alarm for {_in_words(shown[0])}", past)
    noted = past.noted()
    fresh = [words for card in shown if (words := _in_words(card)) not in noted]
    if scene.scroller is not None:
        if fresh:
            return Act(Note(text=NOTED.join(fresh)), "The list goes on: these must be remembered")
        further = sweep(scene, past)
        if further is not None:
            return further
    if want.time is not None:
        return say(f"No alarm is set for {want.time}", past, doubtful=True)
    listed = NOTED.join([*noted, *fresh])
    return say(f"Alarms: {listed}" if listed else "No alarms are set", past, doubtful=True)


def _in_words(card: AlarmCard) -> str:
    return f"{card.head.label} is {'on' if card.switch.is_checked else 'off'}"
