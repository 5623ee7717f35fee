"""The prompts: Markdown files in prompts/, one per role, its standing orders above a line `---`.

Whatever came off a screen stands inside a fence whose tag carries a nonce, so that no text on the screen can
close it; a template that lacks a value fails instead of leaving it out.
"""

import hashlib
import secrets
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from agent.action.action import describe
from agent.brain.brain import Ask
from agent.run.description import describe_step
from agent.run.history import earlier_lines, history_lines, note_lines, plan_lines, step_lines
from device.screen import Observation, UIElement
from models.message import Message, Part, system, user

if TYPE_CHECKING:
    from jinja2 import Environment

T = TypeVar("T")
FOLDER = Path(__file__).parents[1] / "prompts"
_LONGEST_LABEL = 200
_MOST_ELEMENTS = 250
_LONGEST = {
    "screen": 24_000,
    "before": 24_000,
    "after": 24_000,
    "record": 24_000,
    "notes": 16_000,
    "holds": 24_000,
}
_LONGEST_OTHER = 8_000
"""Characters that one text off the phone, or of a model's, may take in a prompt."""


class Prompts:
    """Renders one run's prompts, all with the same nonce."""

    def __init__(self, nonce: str = "") -> None:
        self._nonce = nonce or secrets.token_hex(4)

    def messages(
        self, ask: Ask[T], pictures: tuple[Part, ...] = (), *, points: str = "device pixels", form: str = ""
    ) -> list[Message]:
        """A role's prompt as messages; the standing orders come first and never vary within a run.

        `points` says in which scale the model is to give places; `form` names another template than the
        role's own.
        """
        template = _environment().get_template(f"{form or ask.role}.md")
        text = template.render(ask=ask, view=ask.view, fence=self.fence, points=points)
        orders, _, question = text.partition("\n---\n")
        return [system(orders.strip()), user(question.strip(), *pictures)]

    def fence(self, tag: str, text: str) -> str:
        """The text between tags that nothing inside it can close."""
        name = f"{tag}-{self._nonce}"
        longest = _LONGEST.get(tag, _LONGEST_OTHER)
        if len(text) > longest:
            text = f"{text[:longest]}\n… (cut: {len(text) - longest} more characters)"
        return f"<{name}>\n{text.replace(self._nonce, '')}\n</{name}>"


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
        elements=element_lines,
        history=history_lines,
        steps=step_lines,
        notes=note_lines,
        subgoals=plan_lines,
        bullets=bullet_lines,
        earlier=earlier_lines,
        describe=describe,
        describe_step=describe_step,
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


def bullet_lines(texts: tuple[str, ...]) -> str:
    """A line each, or several where a text has several, of which only the first is marked."""
    return "\n".join(f"- {text.strip()}".replace("\n", "\n  ") for text in texts)
