"""Tasks as text for other apps."""

from collections.abc import Sequence

from device.phone.apps.todo.state import HomeHands
from device.phone.apps.todo.task import TodoTask
from device.phone.apps.todo.words import moment_words


def share_tasks(hands: HomeHands, tasks: Sequence[TodoTask]) -> None:
    """One line each, as in a Markdown list, the notes of a task below it."""
    lines = []
    for task in tasks:
        due = f" ({moment_words(hands.context, task.due)})" if task.due else ""
        lines.append(f"- [{'x' if task.completed else ' '}] {task.title}{due}")
        lines += [f"  {line}" for line in task.notes.splitlines()]
    hands.context.share("\n".join(lines))
