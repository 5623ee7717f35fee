"""effects: what must have happened in the end, listed before the first screen is read.

A model sees only the owner's words and the names of the apps; the list of a run without one is what the rules
of the language read. What the phone's state says of each effect is read at the same time, to tell later what
the run itself has done.
"""

from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from agent.brain.brain import Ask, Look, Spoken
from agent.effect.effect import Effect, EffectKind, Requirement, Requirements, Standing
from agent.effect.literal import as_said
from agent.effect.probe import probe_of, setting_of
from agent.effect.reading import read_effects
from agent.effect.sight import compared
from agent.effect.source import PhoneState
from agent.run.context import Context
from agent.run.event import EffectsListed
from agent.run.state import State
from device.error import ToldToModel


class Listed(Spoken):
    """The effects."""

    effects: tuple[Effect, ...] = Field(min_length=1, max_length=20)

    @property
    def gist(self) -> str:
        """All of them."""
        return " | ".join(effect.text for effect in self.effects)


@dataclass(frozen=True)
class Listing(Ask[Listed]):
    """List what the goal requires."""

    role: ClassVar[str] = "effects"
    apps: tuple[str, ...] = ()
    """Names of the installed apps."""

    @property
    def reply(self) -> type[Listed]:
        """The effects."""
        return Listed

    def looks(self) -> tuple[Look, ...]:
        """None: no text on a screen is to have a say in it."""
        return ()


def require(state: State, context: Context) -> Requirements:
    """List what the goal requires, as it stands now, and keep it on the record."""
    read = read_effects(state.goal, state.added, state.earlier, state.said)
    listed = _asked(state, context)
    effects = (*listed, *_forgotten(listed, read)) if listed else read
    if listed:
        context.events.append(EffectsListed(effects=effects))
    known = {item.effect: item for item in state.required.items} if state.required else {}
    with context.meter.timed("device"):
        items = tuple(known.get(effect) or _with_baseline(effect, context) for effect in effects)
    before = (*state.required.former, *known) if state.required else ()
    former = tuple(effect for effect in dict.fromkeys(before) if effect not in effects)
    requirements = Requirements(items=items, added=state.added, former=former)
    context.journal.required(requirements)
    return requirements


def _asked(state: State, context: Context) -> tuple[Effect, ...]:
    """A model's list, in every preset; none where nobody gives one that can be used."""
    if not context.brain.speaker("effects"):
        return ()
    apps = tuple(app.names[0] for app in context.installed if app.names)
    view = context.view(state)
    try:
        effects = context.ask(Listing(view, apps=apps)).value.effects
    except ToldToModel:
        return ()
    said = "\n".join((state.goal, *state.added, *view.wishes, *(past.goal for past in state.earlier)))
    return tuple(as_said(effect, said) for effect in effects)


def _forgotten(listed: tuple[Effect, ...], read: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """The settings that the goal names, as its reader has them, of which a model's list says nothing."""
    told = {setting_of(effect) for effect in listed}
    return tuple(effect for effect in read if (setting := setting_of(effect)) and setting not in told)


def _with_baseline(effect: Effect, context: Context) -> Requirement:
    phone = PhoneState(context.device)
    probe = probe_of(effect, phone)
    if probe is None or effect.kind is EffectKind.OTHER:
        return Requirement(effect=effect)
    rows = probe.read(phone)
    was_so = rows is not None and compared(probe, rows, rows).standing is Standing.MET
    return Requirement(effect=effect, baseline=rows, was_so=was_so)
