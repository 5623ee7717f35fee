"""The prompts: Markdown files in prompts/, one per role, its standing orders above a line `---`.

Whatever came off a screen stands inside a fence whose tag carries a nonce, so that no text on the screen can
close it; a template that lacks a value fails instead of leaving it out.
"""

import hashlib
import secrets
from functools import cache
from pathlib import Path
from typing import TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from agent.action import describe
from agent.brain import Ask, View
from agent.step import Noted, Step
from device.screen import Observation, UIElement
from models.message import Message, Part, system, user

T = TypeVar("T")
FOLDER = Path(__file__).with_name("prompts")
_LONGEST_LABEL = 200
_MOST_ELEMENTS = 250


class Prompts:
    """Renders one run's prompts, all with the same nonce."""

    def __init__(self, nonce: str = "") -> None:
        self._nonce = nonce or secrets.token_hex(4)

    def messages(self, ask: Ask[T], pictures: tuple[Part, ...] = ()) -> list[Message]:
        """A role's prompt as messages; the standing orders come first and never vary within a run."""
        template = _environment().get_template(f"{ask.role}.md")
        text = template.render(ask=ask, view=ask.view, fence=self.fence)
        orders, _, question = text.partition("\n---\n")
        return [system(orders.strip()), user(question.strip(), *pictures)]

    def fence(self, tag: str, text: str) -> str:
        """The text between tags that nothing inside it can close."""
        name = f"{tag}-{self._nonce}"
        return f"<{name}>\n{text.replace(self._nonce, '')}\n</{name}>"


@cache
def _environment() -> Environment:
    environment = Environment(  # noqa: S701 - Markdown for a model, not HTML
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        elements=element_lines, history=history_lines, steps=step_lines, notes=note_lines, describe=describe
    )
    return environment


@cache
def prompts_hash() -> str:
    """Changes whenever a prompt does."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.rglob("*.md")):
        digest.update(path.relative_to(FOLDER).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def element_lines(observation: Observation) -> str:
    """The elements worth knowing, a line each: number, kind, label, state."""
    lines = [_line(element) for element in observation.elements if _matters(element)]
    if len(lines) > _MOST_ELEMENTS:
        lines = [*lines[:_MOST_ELEMENTS], f"… and {len(lines) - _MOST_ELEMENTS} more"]
    return "\n".join(lines) or "(no elements)"


def _matters(element: UIElement) -> bool:
    acts = element.is_clickable or element.is_editable or element.is_checkable or element.is_scrollable
    return element.bounds.area > 0 and bool(element.label or acts)


def _line(element: UIElement) -> str:
    kind = element.class_name.rpartition(".")[2] or "element"
    label = " ".join(element.label.split())[:_LONGEST_LABEL]
    words = [f"[{element.index}]", kind]
    if label:
        words.append(f'"{label}"')
    if not element.label or element.is_editable:
        words.append(element.resource_id.rpartition("/")[2])
    states = {
        "clickable": element.is_clickable and not element.is_editable,
        "editable": element.is_editable,
        "password": element.is_password,
        "focused": element.is_focused,
        "scrollable": element.is_scrollable,
        "selected": element.is_selected,
        "disabled": not element.is_enabled,
    }
    if element.is_checkable:
        words.append("on" if element.is_checked else "off")
    words += [name for name, holds in states.items() if holds]
    return " ".join(word for word in words if word)


def history_lines(view: View) -> str:
    """The steps so far: older ones by their action, the latest with thought and outcome."""
    older, latest = view.steps[: -view.detailed], view.steps[-view.detailed :]
    lines = [_brief(step) for step in older]
    return "\n".join([*lines, step_lines(latest)] if latest else lines) or "(nothing yet)"


def step_lines(steps: tuple[Step, ...]) -> str:
    """Steps in full: action and outcome, then what was thought, seen and said."""
    lines: list[str] = []
    for step in steps:
        lines.append(_brief(step))
        if step.thought:
            lines.append(f"   thought: {_one_line(step.thought)}")
        if step.evidence:
            lines.append(f"   saw: {_one_line(step.evidence)}")
        if step.permit is not None and step.permit.answer:
            lines.append(f"   the owner said: {_one_line(step.permit.answer)}")
    return "\n".join(lines)


def note_lines(notes: tuple[Noted, ...]) -> str:
    """The notes, a line each, with where they were read."""
    return "\n".join(f"- {_one_line(str(note))}" for note in notes) or "(none)"


def _brief(step: Step) -> str:
    what = describe(step.action) if step.action is not None else "(no decision)"
    return f"{step.index}. {what}: {_one_line(step.error) if step.error else step.outcome or 'done'}"


def _one_line(text: str) -> str:
    return " ".join(text.split())[:300]
