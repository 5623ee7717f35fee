"""What goes into the offline policy from the run so far, and what comes out of it."""

from dataclasses import dataclass

from agent.action.action import Action
from agent.run.step import Outcome, Permit


@dataclass(frozen=True, slots=True)
class PastStep:
    """One step already taken, as far as the policy must know it to go on (also after a resume)."""

    action: Action
    outcome: Outcome
    error: str = ""
    """What went wrong in the step, e.g. that the target was not found; "" when nothing did."""
    screen: str = ""
    """`agent.perception.page.summarise` of the observation that the action was decided on."""
    done: int = 0
    """`Decision.done` of the decision that the action came from."""
    refused: bool = False
    """Whether it was not allowed, so that `error` says by whom."""
    permit: Permit | None = None
    """The guard's word on it, where it came so far."""
    plan: tuple[str, ...] = ()
    """`Decision.plan` as it stood then; () where there was none."""

    @property
    def serves(self) -> str:
        """What the plan calls the part that the step was for; "" where nobody knows, or nothing was left."""
        return self.plan[self.done] if self.done < len(self.plan) else ""


@dataclass(frozen=True, slots=True)
class PolicyDecision:
    """What to do next, and why."""

    thought: str
    """One sentence for the log: what the screen shows and what follows from it."""
    plan: tuple[str, ...]
    """The sub-goals of the whole goal, in words and in the order in which they are taken up."""
    done: int
    """How many of them, from the first on, the screen has confirmed."""
    actions: tuple[Action, ...]
    """Never empty; usually one."""
    expectation: str = ""
    """What the screen should show afterwards; "" when nothing can be said."""
