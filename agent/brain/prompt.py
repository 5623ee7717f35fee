"""The prompts: Markdown files in prompts/, one per role, its standing orders above a line `---`.

Whatever came off a screen stands inside a fence whose tag carries a nonce, so that no text on the screen can
close it; a template that lacks a value fails instead of leaving it out.
"""

import calendar
import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from agent.action.action import describe
from agent.brain.brain import Ask, View
from agent.brain.outline import LONGEST, outline
from agent.brain.scale import Scale
from agent.effect.deed import deed_lines
from agent.run.description import describe_step
from agent.run.history import earlier_lines, heed_lines, history_lines, note_lines, plan_lines, step_lines
from agent.run.step import Step
from device.state.appname import names_of
from models.message import Message, Part, system, user
from models.profile import Profile

if TYPE_CHECKING:
    from jinja2 import Environment

T = TypeVar("T")
FOLDER = Path(__file__).parents[1] / "prompts"
_LONGEST = {
    "screen": 24_000,
    "before": 24_000,
    "after": 24_000,
    "record": 40_000,
    "notes": 16_000,
    "holds": 24_000,
}
_LONGEST_OTHER = 8_000
"""Characters that one text off the phone, or of a model's, may take in a prompt."""
_LONGEST_TEXT = 2_000
"""Characters of a text in the one action that a prompt is about."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of what is known a prompt tells."""

    record: int = _LONGEST["record"]
    """Characters of what was done before, the latest kept."""
    elements: int = LONGEST
    """Characters of one screen's element list."""
    turns: int | None = None
    """Latest turns, without pictures, of a model asked in its own language; None for all, with pictures."""
    pictures: bool = True


EXTENTS = (
    Extent(),
    Extent(record=3_000, turns=20),
    Extent(record=1_000, turns=4),
    Extent(record=1_000, turns=4, elements=6_000),
    Extent(record=600, turns=0, elements=2_000),
    Extent(record=600, turns=0, elements=2_000, pictures=False),
)
"""What is left out, from nothing on, where a model's context is too small: turns, elements, pictures."""


@dataclass(frozen=True, slots=True)
class Before:
    """What the first message to a model that is asked in its own language tells beside the goal."""

    actions: tuple[str, ...] = ()
    """Its earlier replies that are not shown as turns, in their short form; "" for one that has none."""
    lines: tuple[str, ...] = ()
    """What the owner added and what was noted in those."""
    app: str = ""
    """Name of the app in front on the first screen that is shown."""


class Prompts:
    """Renders one run's prompts, all with the same nonce."""

    def __init__(self, nonce: str = "") -> None:
        self._nonce = nonce or secrets.token_hex(4)

    def messages(
        self,
        ask: Ask[T],
        pictures: tuple[Part, ...] = (),
        *,
        scale: Scale | None = None,
        extent: Extent = EXTENTS[0],
        profile: Profile | None = None,
    ) -> list[Message]:
        """A role's prompt as messages; the standing orders come first and never vary within a run.

        `scale` is that in which the model gives places and is told them, None for the screen's pixels;
        `extent` says how much is told, and `profile` whether the element list has bounds and where the
        pictures stand.
        """
        counted = scale or Scale.of_pixels(ask.view.observation.size)
        shown = pictures if extent.pictures else ()
        is_first = profile is not None and profile.pictures_first
        place = f"<picture-{self._nonce}>" if is_first and shown else ""
        placed = counted.told_box if profile is not None and profile.bounds else None
        orders, question = self._rendered(
            ask.role,
            ask,
            extent,
            picture_place=place,
            points=counted.words,
            elements=partial(outline, placed=placed, longest=extent.elements),
            history=partial(_history, scale=counted),
            steps=partial(_steps, view=ask.view, scale=counted),
            describe=lambda action: describe(counted.action(action), longest=_LONGEST_TEXT),
            describe_step=lambda step: describe_step(step, counted.told, _LONGEST_TEXT),
        )
        if not place:
            return [system(orders), user(question, *shown)]
        before, has_place, screen = question.partition(place)
        told = (before.strip(), *shown, screen.strip()) if has_place else (*shown, question)
        return [system(orders), user(*told)]

    def opening(
        self, idiom: str, ask: Ask[T], scale: Scale, before: Before, extent: Extent = EXTENTS[0]
    ) -> tuple[str, str]:
        """The system text and how the first message begins, for a model that was trained on an idiom."""
        actions: list[tuple[int, str]] = []
        room = extent.record
        for number, action in reversed(list(enumerate(before.actions, 1))):
            room -= len(action)
            if action and room > 0:
                actions.insert(0, (number, action))
        return self._rendered(
            f"idiom/{idiom}", ask, extent, scale=scale, actions=actions, lines=before.lines, app=before.app
        )

    def _rendered(self, name: str, ask: Ask[T], extent: Extent, **values: object) -> tuple[str, str]:
        """What stands above and below the line `---` in a template."""
        template = _environment().get_template(f"{name}.md")
        text = template.render(ask=ask, view=ask.view, fence=partial(self._fence, extent=extent), **values)
        orders, _, question = text.partition("\n---\n")
        return orders.strip(), question.strip()

    def _fence(self, tag: str, text: str, *, extent: Extent) -> str:
        """As `fence`, of a record the latest part only."""
        if tag == "record" and len(text) > extent.record:
            start = text.find("\n", len(text) - extent.record) + 1 or len(text) - extent.record
            text = f"… (cut: {start} earlier characters)\n{text[start:]}"
        return self.fence(tag, text)

    def fence(self, tag: str, text: str) -> str:
        """The text between tags that nothing inside it can close."""
        name = f"{tag}-{self._nonce}"
        longest = _LONGEST.get(tag, _LONGEST_OTHER)
        if len(text) > longest:
            text = f"{text[:longest]}\n… (cut: {len(text) - longest} more characters)"
        return f"<{name}>\n{text.replace(self._nonce, '')}\n</{name}>"


def make_ready(roles: Iterable[str]) -> None:
    """Read the prompts of roles before they are due; the first of each takes some hundredths of a second."""
    for role in roles:
        _environment().get_template(f"{role}.md")


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - heavy

    environment = Environment(  # noqa: S701 - Markdown for a model, not HTML
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        notes=note_lines,
        heed=heed_lines,
        subgoals=plan_lines,
        bullets=bullet_lines,
        earlier=earlier_lines,
        app_name=lambda package: names_of(package)[0] if package else "",
        moment=moment,
        deeds=deed_lines,
        json=partial(json.dumps, ensure_ascii=False),
    )
    return environment


def _history(view: View, scale: Scale) -> str:
    return history_lines(replace(view, steps=scale.steps(view.steps)))


def _steps(steps: tuple[Step, ...], view: View, scale: Scale) -> str:
    return step_lines(scale.steps(steps), view)


def moment(time: datetime) -> str:
    """A date and time as a prompt tells it: `Sunday, 15 October 2023, 15:34 (UTC+00:00)`."""
    offset = f"{time:%z}"
    day = f"{calendar.day_name[time.weekday()]}, {time.day} {calendar.month_name[time.month]} {time.year}"
    return f"{day}, {time:%H:%M} (UTC{offset[:3]}:{offset[3:5]})"


@cache
def prompts_hash() -> str:
    """Changes whenever a prompt does."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.rglob("*.md")):
        digest.update(path.relative_to(FOLDER).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def bullet_lines(texts: tuple[str, ...]) -> str:
    """Texts, a line each, or several where a text has several, of which only the first is marked."""
    return "\n".join(f"- {text.strip()}".replace("\n", "\n  ") for text in texts)
