"""Whether a run has been to where a text is to come from, and whether a text has come from a screen."""

import re
from collections.abc import Sequence

from agent.effect.effect import Effect, EffectKind
from agent.guard.deed import GuardedDeed
from agent.guard.fit import FITS, Comparison, Fit
from agent.guard.fold import fold
from agent.guard.naming import names_it
from agent.guard.titled import files_in, without_files
from agent.memory.words import words
from agent.run.step import Step
from device.state.appname import names_of

_ADDRESS = re.compile(
    r"(?:https?://)?(?P<host>(?:[\w-]+\.)+(?:[^\W\d_]{2,}|\d+))(?::\d+)?(?:[/?#]\S*)?", re.I
)


def met_by(steps: Sequence[Step]) -> tuple[str, ...]:
    """List what a run has read, which apps and pages it was in and what it tapped, folded."""
    texts = (
        text
        for step in steps
        for text in (
            *step.read,
            *step.title,
            *(names_of(step.package) if step.package else ()),
            *(spot.label for spot in step.grounding if step.performed),
        )
    )
    return tuple(dict.fromkeys(fold(text) for text in texts if text))


def from_source(effect: Effect, deed: GuardedDeed, met: tuple[str, ...] | None) -> Comparison:
    """Tell whether a text that is to be read somewhere is sent by a run that was there.

    A file has to have been opened, by its name with or without its ending; of what the owner described
    ("Ann's message") one word must have come up. `met` is None where nobody knows what was read.
    """
    if met is None or not effect.source or effect.content or not deed.text or _is_met(effect.source, met):
        return FITS
    return Comparison(Fit.UNREAD, f"the run has not read {effect.source}")


def host_of(text: str) -> str:
    """The host of the web address that a text is, folded; "" for any other text, and for a file's name."""
    found = _ADDRESS.fullmatch(fold(text).strip())
    return found["host"] if found and without_files(found["host"]) else ""


def gone_to(host: str, effects: Sequence[Effect], known: Sequence[str], met: Sequence[str]) -> Comparison:
    """Tell whether the page of a host may be gone to: not where a screen alone tells it.

    `known` is what the owner said, and where the run was. Free is what no text that was met on a screen has,
    and all where the owner leaves to the screen what to open.
    """
    is_left = any(
        effect.kind is EffectKind.OTHER
        or (effect.kind is EffectKind.OPEN and (effect.which or effect.source))
        for effect in effects
    )
    is_met = any(host in text and not host_of(text) for text in met)
    if is_left or not is_met or any(host in fold(text) for text in known):
        return FITS
    return Comparison(Fit.OUTSIDE, f"the goal does not name {host}, a text on the screen does")


def _is_met(source: str, met: tuple[str, ...]) -> bool:
    files = files_in(source)
    if files:
        return all(any(names_it(file.rpartition(".")[0], text) for text in met) for file in files)
    wanted = set(words(source))
    return not wanted or any(wanted & set(words(text)) for text in met)
