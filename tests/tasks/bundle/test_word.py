"""Which words of a verdict are the agent's own: by what each clause goes by, whatever it says."""

from agent.evaluation.verdict import Basis, Clause, Verdict
from tasks.bundle.word import own_words

ENDED = Clause(demand="the run ends complete", ok=True, evidence="it ends complete", basis=Basis.ENDING)
ANSWERED = Clause(demand="the answer is 7", ok=True, evidence="it answered '7'", basis=Basis.ANSWER)


def test_how_it_ended_and_what_it_answered_are_its_own_words() -> None:
    assert list(own_words(Verdict(clauses=(ENDED, ANSWERED)))) == ["it ends complete", "it answered '7'"]


def test_what_the_phone_shows_is_not_whatever_it_says() -> None:
    call = Clause(demand="the call was taken", ok=False, evidence="no answer")
    assert list(own_words(Verdict(clauses=(ENDED, call)))) == []
