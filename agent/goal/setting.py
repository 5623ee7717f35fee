"""Binds clauses about settings, levels, apps and the way home and back."""

from typing import Literal

from agent.goal.hand import device_ask
from agent.goal.slot import Slots
from agent.language.intention import Intention, LaunchApp, Press, ReadScreen, SetLevel, SetSwitch
from agent.language.value.amount import read_percent
from agent.language.value.concept import concept
from agent.language.value.setting import read_slider, read_switch
from agent.reader.intent import Polarity, Role

_WAYS = {Polarity.ON: True, Polarity.OFF: False, Polarity.TOGGLE: None}


def switch(slots: Slots) -> tuple[Intention, ...]:
    """Bind `turn on Wi-Fi and Bluetooth`."""
    if slots.polarity not in _WAYS:
        slots.missing("on or off")
    if not slots.has(Role.SETTING):
        slots.missing("which setting")
    found = slots.values(Role.SETTING, lambda name, _: read_switch(name))
    return tuple(SetSwitch(feature.key, _WAYS[slots.polarity]) for feature in found)


def level(slots: Slots) -> tuple[Intention, ...]:
    """Bind `set brightness to 50%` and `turn the volume up`."""
    if not slots.has(Role.SETTING):
        slots.missing("which level")
    found = slots.values(Role.SETTING, lambda name, _: read_slider(name))
    to = slots.values(Role.LEVEL, read_percent)
    if not to and slots.polarity is Polarity.OFF and all(feature.stream is not None for feature in found):
        return tuple(SetLevel(feature.key, 0) for feature in found)
    if not to:
        way = _moved(slots)
        return tuple(SetLevel(feature.key, way) for feature in found)
    if len(to) not in (1, len(found)):
        slots.unused(Role.LEVEL)
    shared = to * len(found) if len(to) == 1 else to
    return tuple(SetLevel(feature.key, percent) for feature, percent in zip(found, shared, strict=True))


def _moved(slots: Slots) -> Literal["up", "down"]:
    if slots.polarity not in (Polarity.UP, Polarity.DOWN):
        slots.missing("to what level")
    return "up" if slots.polarity is Polarity.UP else "down"


def setting_ask(slots: Slots) -> tuple[Intention, ...]:
    """Bind `is Bluetooth on?`, `how bright is the screen?`, `what is the battery level?`."""
    names = slots.all(Role.SETTING)
    if not names:
        return device_ask(slots)
    asked: list[Intention] = []
    for name in names:
        if (turned := read_switch(name)) is not None:
            asked.append(ReadScreen("switch", turned.key))
        elif (slid := read_slider(name)) is not None:
            asked.append(ReadScreen("level", slid.key))
        elif concept("field", name) == "battery":
            asked.append(ReadScreen("reading", "battery"))
        else:
            slots.unread(Role.SETTING)
    if slots.has(Role.FIELD):
        slots.all(Role.FIELD)  # `how high`, `the state of`: the whole row is read and told
    return tuple(asked)


def app_open(slots: Slots) -> tuple[Intention, ...]:
    """Bind `open Camera and grant all permissions`."""
    names = slots.need(Role.APP, what="which app")
    granted = slots.named(Role.FIELD, "grant") is not None
    return tuple(LaunchApp(name, grant=granted) for name in names)


def go_home(slots: Slots) -> tuple[Intention, ...]:
    """Bind `go home`."""
    return (Press("home"),)


def go_back(slots: Slots) -> tuple[Intention, ...]:
    """Bind `go back`."""
    return (Press("back"),)
