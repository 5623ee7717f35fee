"""Switches and sliders of Settings, and what they are set to."""

import re

from agent.action import Answer, Click, Drag, Wait
from agent.policy.feature import Feature, feature
from agent.policy.intention import Ask, SetLevel, SetSwitch
from agent.policy.move import Act, Done, Move, Stuck, click
from agent.policy.past import Past
from agent.policy.scene import Scene
from agent.policy.seek import on_its_page, seek
from device.screen import UIElement
from grounding.target import Target

_TRIES = 4
_SLIDES = 7
_RELATIVE = 20
"""What `up` and `down` mean, in percent of the whole."""
_NEAR = 8
"""Coarsest step of a slider that still counts as reached, in percent."""
_WORDS = {True: "on", False: "off"}


def set_switch(want: SetSwitch, scene: Scene, past: Past) -> Move:
    """Find the switch, look at its state, turn it over if need be, and look again."""
    item = feature("switch", want.key)
    name = f"{item.title} switch"
    refusal = past.refused(name)
    if refusal:
        return Stuck(f"{item.title} could not be switched: {refusal}")
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
        return Stuck(f"{item.title} is {_WORDS[found.is_checked]} and the phone does not let it be changed")
    if len(past.touched(name)) >= _TRIES:
        return Stuck(f"{item.title} stays {_WORDS[found.is_checked]} however often it is tapped")
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
        return Stuck(f"The slider of {item.title} does not tell its value")
    wanted = _wanted(want.percent, shown, slides[-1][0] if slides else "")
    off = abs(shown - wanted)
    if off == 0 or (off == 1 and len(slides) > 1):
        return Done(f"{item.title} is at {shown}%")
    if not found.is_enabled:
        return Stuck(f"The phone does not let {item.title} be changed now")
    if len(slides) >= 3 and off <= _NEAR and 0 < wanted < 100:
        return Done(f"{item.title} is at {shown}%, the nearest to {wanted}% that it takes")
    if len(slides) >= _SLIDES or past.refused(name):
        return Stuck(f"{item.title} stays at {shown}% and does not get to {wanted}%")
    return _slide(found, f"{name} (from {shown}% to {wanted}%)", shown, wanted, past)


def _wanted(percent: int | str, shown: int, last: str) -> int:
    """The value to reach; what `up` means was settled with the first slide and stands in its name."""
    if isinstance(percent, int):
        return percent
    settled = re.search(r"to (\d+)%\)$", last)
    if settled is not None:
        return int(settled[1])
    return min(100, max(0, shown + (_RELATIVE if percent == "up" else -_RELATIVE)))


def _slide(slider: UIElement, name: str, shown: int, wanted: int, past: Past) -> Act:
    box = slider.bounds
    thought = f"It shows {shown}% and shall show {wanted}%"
    y = float(box.center.y)
    if wanted in (0, 100):  # to its very end, which no tap may reach
        thumb = min(box.left + box.width * shown / 100, box.right - 1)
        edge = box.left if wanted == 0 else box.right - 1
        start = Target(description=name, point=(thumb, y))
        return Act(Drag(start=start, end=Target(point=(edge, y))), thought, f"{wanted}%")
    last = past.touched(name.partition(" (")[0])
    x = box.left + box.width * wanted / 100
    if last and isinstance(last[-1][1].action, Click) and last[-1][1].action.target.point:
        x = last[-1][1].action.target.point[0] + box.width * (wanted - shown) / 100
    x = min(max(x, box.left + 1), box.right - 2)
    return Act(Click(target=Target(description=name, point=(x, y))), thought, f"{wanted}%")


def ask_setting(want: Ask, scene: Scene, past: Past) -> Move:
    """Go there, read it, say it."""
    if want.about == "switch":
        item = feature("switch", want.key)
        found = scene.switch(item.rows) if on_its_page(scene, past, item) else None
        words = f"{item.title} is {_WORDS[found.is_checked]}" if found else ""
    else:
        item = feature("level", want.key)
        here = scene.system_ui or on_its_page(scene, past, item)
        found = scene.slider(item.rows) if here else None
        shown = scene.percent(found) if found else None
        words = f"{item.title} is at {shown}%" if shown is not None else ""
        if found is not None and shown is None:
            return Stuck(f"The slider of {item.title} does not tell its value")
    if not words:
        return seek(scene, past, item)
    return say(words, past)


def say(words: str, past: Past) -> Move:
    """Answer once; done when it was said."""
    if past.of_kind(Answer):
        return Done(words)
    end = "" if words.endswith((".", "!", "?", "。", "！", "？", '"')) else "."
    return Act(Answer(text=f"{words}{end}"), words)
