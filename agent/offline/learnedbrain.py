"""The bundled policy whole: the reader where it hears a goal, what was learned where it does not."""

from agent.brain.brain import Confirmation, Decision, Judgement, View
from agent.goal.goalreader import GoalReader, goal_reader
from agent.language.courtesy import courtesy
from agent.language.followup import refers_back
from agent.language.intention import NotUnderstood
from agent.language.typedgoal import TypedGoal
from agent.language.understand import understand
from agent.offline.learned.policy import LearnedPolicy
from agent.offline.learned.word import words
from agent.offline.offlinebrain import OfflineBrain, timed
from agent.offline.policy import OfflinePolicy
from agent.run.step import Plan, Step
from device.screen import Observation
from models.reply import Reply

_FEW = 5
"""Words of a goal that can hardly say what it means by "that"."""


class CombinedBrain:
    """Pure: says the same of the same view. Which part answers hangs on the goal alone, so all run long.

    A goal that is read is the policy's: what it claims, it has seen. So is one that is nearly understood,
    mistyped or half said: what is not clear is asked for, not guessed.
    """

    name = "offline"

    def __init__(self, policy: OfflinePolicy | None, learned: LearnedPolicy | None) -> None:
        """None leaves a part out, but not both."""
        if policy is None and learned is None:
            raise ValueError("one part at least has to be there")
        self._policy = OfflineBrain(policy or OfflinePolicy())
        self._reader = policy.reader if policy else None
        self._learned = learned

    @property
    def reader(self) -> GoalReader:
        """What reads goals."""
        return self._reader or goal_reader()

    def typed(self, goal: str) -> TypedGoal:
        """A goal with what it asks for; an open one where only what was learned can pursue it."""
        found = self._reader.typed(goal) if self._reader else TypedGoal(goal)
        return TypedGoal(goal, is_open=True) if not found.is_known and self._is_for_learned(goal) else found

    def settled_by(self, goal: str, said: str) -> TypedGoal | None:
        """What an answer makes of a goal; None where it answers no question about it."""
        return self._reader.settled_by(goal, said) if self._reader else None

    def plan(self, view: View, goal: TypedGoal | None = None) -> Reply[Plan]:
        """The policy's sub-goals; what was learned has none."""
        return timed(Plan) if self._learned_for(view, goal) else self._policy.plan(view, goal)

    def decide(self, view: View, goal: TypedGoal | None = None) -> Reply[Decision]:
        """What to do next."""
        learned = self._learned_for(view, goal)
        return timed(lambda: _decided(learned, view)) if learned else self._policy.decide(view, goal)

    def reflect(self, view: View, step: Step, before: Observation, suspicion: str) -> Reply[Judgement]:
        """Nothing beyond the cheap check."""
        return self._policy.reflect(view, step, before, suspicion)

    def confirm(self, view: View, goal: TypedGoal | None = None) -> Reply[Confirmation]:
        """The policy looks again; what was learned cannot tell whether the screen proves it."""
        if not self._learned_for(view, goal):
            return self._policy.confirm(view, goal)
        return timed(lambda: Confirmation(reached=None, evidence="the learned policy holds it for done"))

    def _learned_for(self, view: View, goal: TypedGoal | None) -> LearnedPolicy | None:
        if self._learned is None or (goal is not None and goal.parts):
            return None
        if self._reader is None:
            return self._learned
        is_read = self._reader.typed(view.goal).is_known or courtesy(view.goal)
        return self._learned if not is_read and self._is_for_learned(view.goal) else None

    def _is_for_learned(self, goal: str) -> bool:
        if self._learned is None or (self._reader is not None and not _is_left_over(goal)):
            return False
        return self._learned.knows(goal)


def _is_left_over(goal: str) -> bool:
    """Whether a goal that is not read is left to somebody else.

    A few words that mean something said before, as "turn that off", are asked about, not guessed.
    """
    found = understand(goal)
    is_strange = isinstance(found, NotUnderstood) and not found.is_near
    return is_strange and not (len(words(goal)) <= _FEW and refers_back(goal))


def _decided(learned: LearnedPolicy, view: View) -> Decision:
    decision = learned.decide(view.goal, view.observation, view.steps)
    return Decision(thought=decision.thought, actions=decision.actions)
