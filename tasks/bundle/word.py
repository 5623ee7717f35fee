"""What of a verdict is the agent's own word: how its run ended, and what it answered.

Neither comes through the phone, so no replay can play it: whoever forges a trace can forge both.
"""

from collections.abc import Iterator

from agent.evaluation.verdict import Basis, Verdict

_WORDS = (Basis.ENDING, Basis.ANSWER)


def own_words(verdict: Verdict) -> Iterator[str]:
    """The agent's words that decide a verdict, as its clauses tell them.

    None where the phone itself shows a failure: no word makes a success of that.
    """
    words = [clause for clause in verdict.clauses if clause.basis in _WORDS]
    if all(clause.ok for clause in verdict.clauses if clause.basis not in _WORDS):
        yield from dict.fromkeys(clause.evidence for clause in words)
