"""The offline policy: decides from the goal, the UI tree and the history, with no model at all."""

from collections.abc import Sequence

from agent.action import Status
from agent.policy.decision import Decision, PastStep
from device.screen import Observation


class OfflinePolicy:
    """Pure: the same goal, observation and history give the same decision, so a run can be resumed."""

    def decide(self, goal: str, observation: Observation, history: Sequence[PastStep]) -> Decision:
        """What to do next; ends with a `status` action, `complete` only when the screen has confirmed it."""
        del observation, history
        return Decision(
            thought="",
            plan=(goal,),
            done=0,
            actions=(Status(goal_status="infeasible", reason="under construction"),),
        )
