"""What an agent that is not ours says at its end, entered as a step as our own agent's claim is."""

from collections.abc import Callable

from agent.action.action import Status
from agent.run.journal import Journal
from agent.run.meter import Meter
from agent.run.status import RunStatus
from agent.run.step import Ending, Step


def last_word(ending: Ending) -> Status | None:
    """Return the claim that an ending makes; None where it was cut off or broke down."""
    if ending.status not in (RunStatus.COMPLETE, RunStatus.INFEASIBLE):
        return None
    return Status(goal_status="complete" if ending.status.is_claimed else "infeasible")


def enter_last_word(step: Step, journal: Journal, meter: Meter, told: Callable[[Step], None]) -> None:
    """Enter the step in the journal, with the time and the model calls since the one before, and tell it."""
    journal.intent(step)
    seconds, usage = meter.lap()
    done = step.model_copy(update={"performed": True, "seconds": seconds, "usage": usage})
    journal.result(done)
    told(done)
