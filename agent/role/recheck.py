"""recheck: the same question as confirm's, put anew to somebody who does not know what was said to it.

A judge who errs once in ten replies errs twice in a row once in a hundred, as far as the two replies have
nothing to do with each other: so the second sees the screen first, the effects last and in another order, and
may be another model (`roles.recheck`).
"""

from dataclasses import dataclass
from typing import ClassVar

from agent.brain.brain import Confirmation, Core
from agent.role.confirm import Confirming
from models.error import BadReply
from models.reply import Reply


@dataclass(frozen=True)
class Rechecking(Confirming):
    """Judge once more those effects that rest on the first judge's word."""

    role: ClassVar[str] = "recheck"

    def put(self, core: Core) -> Reply[Confirmation]:
        """Nobody: a brain of four roles would say the same again."""
        raise BadReply(f"{core.name} has no role {self.role}")
