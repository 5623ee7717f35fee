"""The bundled policy whole: rules where they understand a goal, what was learned where the rules do not."""

from agent.brain.brain import Confirmation, Decision, Judgement, View
from agent.language.courtesy import courtesy
from agent.language.followup import refers_back
from agent.language.intention import Intention, NotUnderstood
from agent.language.understand import understand
from agent.offline.goal.goalreader import GoalReader
from agent.offline.goal.outcome import Refused
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

    A goal that the rules understand is theirs: what they claim, they have seen. So is one that they nearly
    understand, mistyped or half said: what is not clear is asked for, not guessed. What neither knows is
    refused in the rules' words, which tell what was not understood.
    """

    name = "offline"

    def __init__(
        self, rules: OfflinePolicy | None, learned: LearnedPolicy | None, reader: GoalReader | None = None
    ) -> None:
        """None leaves a part out, but not both. Where a reader reads goals, nothing learned begins one."""
        if rules is None and learned is None:
            raise ValueError("one part at least has to be there")
        self._reader = reader
        self._rules = OfflineBrain(OfflinePolicy(reader) if reader else rules or OfflinePolicy())
        self._has_rules = rules is not None
        self._learned = learned

    def knows(self, goal: str) -> bool:
        """Whether either part can pursue a goal, if need be after a question."""
        if self._reader is not None:
            return not isinstance(self._reader.outcome(goal), Refused)
        found = understand(goal) if self._has_rules else None
        if isinstance(found, list) or self._learned is None:
            return isinstance(found, list)
        return _is_left_over(goal, found) and self._learned.knows(goal)

    def plan(self, view: View) -> Reply[Plan]:
        """The rules' sub-goals; what was learned has none."""
        learned = self._learned_for(view)
        return timed(Plan) if learned else self._rules.plan(view)

    def decide(self, view: View) -> Reply[Decision]:
        """What to do next."""
        learned = self._learned_for(view)
        return timed(lambda: _decided(learned, view)) if learned else self._rules.decide(view)

    def reflect(self, view: View, step: Step, before: Observation, suspicion: str) -> Reply[Judgement]:
        """Nothing beyond the cheap check."""
        return self._rules.reflect(view, step, before, suspicion)

    def confirm(self, view: View) -> Reply[Confirmation]:
        """The rules look again; what was learned cannot tell whether the screen proves it."""
        if not self._learned_for(view):
            return self._rules.confirm(view)
        return timed(lambda: Confirmation(reached=None, evidence="the learned policy holds it for done"))

    def _learned_for(self, view: View) -> LearnedPolicy | None:
        if self._learned is None or self._reader is not None:
            return None
        if not self._has_rules:
            return self._learned
        is_left_over = _is_left_over(view.goal, understand(view.goal)) and not courtesy(view.goal)
        return self._learned if is_left_over and self._learned.knows(view.goal) else None


def _is_left_over(goal: str, found: list[Intention] | NotUnderstood | None) -> bool:
    """Whether the rules, where there are any, leave a goal to somebody else.

    A few words that mean something said before, as "turn that off", are asked about, not guessed.
    """
    is_strange = found is None or (isinstance(found, NotUnderstood) and not found.is_near)
    return is_strange and not (len(words(goal)) <= _FEW and refers_back(goal))


def _decided(learned: LearnedPolicy, view: View) -> Decision:
    decision = learned.decide(view.goal, view.observation, view.steps)
    return Decision(thought=decision.thought, actions=decision.actions)
