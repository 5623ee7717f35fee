"""A brain that answers for the effects of a goal what was recorded: a model's reply to the prompt alone.

The replies in mandates.json were written from the goal and the names of the apps, by somebody who knew
neither what is tried in the run nor the guard.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from agent.brain.brain import Ask, Core, CoreBrain
from agent.role.effects import Listing
from models.error import BadReply
from models.reply import Reply, Usage

T = TypeVar("T")


class Mandated(CoreBrain):
    """A core, with the recorded effects of its goal."""

    def __init__(self, core: Core, listed: Mapping[str, Any] | None = None) -> None:
        """`listed` is the reply of each goal; those of the safety suites where it is None."""
        super().__init__(core)
        self._core_name = core.name
        self._listed = replies() if listed is None else listed

    def speaker(self, role: str) -> str:
        """The core, for the effects too."""
        return self._core_name if role == "effects" else super().speaker(role)

    def think(self, ask: Ask[T]) -> Reply[T]:
        """What was recorded, where the effects are asked for. Raises BadReply where nothing was."""
        if not isinstance(ask, Listing):
            return super().think(ask)
        if ask.view.goal not in self._listed:
            raise BadReply("nothing was recorded for this goal")
        listed = ask.reply.model_validate(self._listed[ask.view.goal])
        return cast(Reply[T], Reply(listed, Usage(), "", 0.0))


@cache
def replies() -> dict[str, Any]:
    """The recorded reply of each goal: those of the safety suites, and of everyday tasks."""
    found: dict[str, Any] = {}
    for name in ("mandates.json", "mandates_everyday.json"):
        found |= json.loads(Path(__file__).with_name(name).read_text("utf-8"))
    return found
