"""What of a verdict is the agent's own word: how its run ended, and what it answered.

Neither comes through the phone, so no replay can play it: whoever forges a trace can forge both.
"""

from collections.abc import Iterator

from agent.evaluation.verdict import Verdict
from tasks.scene import is_answer


def own_words(verdict: Verdict) -> Iterator[str]:
    """The agent's words that decide a verdict, as its clauses tell them.

    None where the phone itself shows a failure: no word makes a success of that.
    """
    ending, *others = verdict.clauses
    if all(clause.ok for clause in others if not is_answer(clause)):
        yield ending.evidence
        yield from dict.fromkeys(clause.evidence for clause in others if is_answer(clause))
