"""Switches and sliders of Settings, and what they are set to."""

from agent.action.action import Answer, Wait
from agent.language.feature import Feature, feature
from agent.language.intention import ReadScreen, SetLevel, SetSwitch
from agent.offline.step.history import Past
from agent.offline.step.move import Act, Done, Move, Stuck, click
from agent.offline.step.search import on_its_page, seek
from agent.offline.step.slider import Reach, wanted_level
from agent.perception.scene import Scene
from device.screen import UIElement

_TRIES = 5
_WORDS = {True: "on", False: "off"}


def set_switch(want: SetSwitch, scene: Scene, past: Past) -> Move:
    """Find the switch, look at its state, turn it over if need be, and look again."""
    item = feature("switch", want.key)
    name = f"{item.title} switch"
    refusal = past.refused(name)
    if refusal:
        return Stuck(f"{item.title} could not be switched: {refusal}", sure=True)
    found = scene.switch(item.rows) if on_its_page(scene, past, item) else None
    touched = past.touched(name)
    if found is None:
        agree = scene.accept() if touched and touched[-1][1] is past.last else None
        if agree is not None:
            return click(agree, agree.label, "The phone asks whether it really should")
        return seek(scene, past, item)
    wanted = want.on
    if wanted is None:
        wanted = touched[-1][0].endswith("on)") if touched else not found.is_checked
    if found.is_checked == wanted:
        return Done(f"{item.title} is {_WORDS[wanted]}")
    return _turn(found, item, wanted, past, name)


def _turn(found: UIElement, item: Feature, wanted: bool, past: Past, name: str) -> Move:
    word = _WORDS[wanted]
    if not found.is_enabled:
        if len(past.of_kind(Wait)) < 3:
            return Act(Wait(seconds=1.0), f"The switch of {item.title} cannot be moved yet")
        return Stuck(
            f"{item.title} is {_WORDS[found.is_checked]} and the phone does not let it be changed", sure=True
        )
    if len(past.touched(name)) >= _TRIES:
        return Stuck(f"{item.title} stays {_WORDS[found.is_checked]} however often it is tapped", sure=True)
    thought = f"{item.title} is {_WORDS[found.is_checked]} and shall be {word}"
    return click(found, f"{name} (to turn it {word})", thought, f"{item.title} is {word}")


def set_level(want: SetLevel, scene: Scene, past: Past) -> Move:
    """Find the slider, read its value, slide, read again, correct."""
    item = feature("level", want.key)
    name = f"{item.title} slider"
    here = scene.system_ui or on_its_page(scene, past, item)
    found = scene.slider(item.rows) if here else None
    if found is None:
        return seek(scene, past, item)
    shown = scene.percent(found)
    slides = past.touched(name)
    if shown is None:
        return Stuck(f"The slider of {item.title} does not tell its value", sure=True)
    wanted = wanted_level(want.percent, shown, slides[-1][0] if slides else "")
    if shown == wanted:
        return Done(f"{item.title} is at {shown}%")
    if not found.is_enabled:
        return Stuck(f"The phone does not let {item.title} be changed now", sure=True)
    reach = Reach.of(past, name, shown, wanted)
    if reach.jumps and shown == reach.nearest:
        return Done(f"{item.title} is at {shown}%: its slider has no {wanted}%, and this is the nearest")
    if reach.spent or past.refused(name):
        return Stuck(f"{item.title} stays at {shown}% and does not get to {wanted}%", sure=True)
    return reach.slide(found, name)


def ask_setting(want: ReadScreen, scene: Scene, past: Past) -> Move:
    """Go there, read it, say it."""
    if want.about == "switch":
        item = feature("switch", want.key)
        found = scene.switch(item.rows) if on_its_page(scene, past, item) else None
        words = f"{item.title} is {_WORDS[found.is_checked]}" if found else ""
    elif want.about == "reading":
        item = feature("reading", want.key)
        read = scene.reading(item.rows) if on_its_page(scene, past, item) else None
        words = f"{item.title} is at {read}%" if read is not None else ""
    else:
        item = feature("level", want.key)
        here = scene.system_ui or on_its_page(scene, past, item)
        found = scene.slider(item.rows) if here else None
        shown = scene.percent(found) if found else None
        words = f"{item.title} is at {shown}%" if shown is not None else ""
        if found is not None and shown is None:
            return Stuck(f"The slider of {item.title} does not tell its value", sure=True)
    if not words:
        return seek(scene, past, item)
    return say(words, past)


def say(words: str, past: Past, *, doubtful: bool = False, nothing: bool = False) -> Move:
    """Answer once; done when it was said. What may be missing something is `doubtful`."""
    if past.of_kind(Answer):
        return Done(words)
    end = "" if words.endswith((".", "!", "?", "。", "！", "？", '"')) else "."
    return Act(Answer(text=f"{words}{end}"), words, doubtful=doubtful, nothing=nothing)
