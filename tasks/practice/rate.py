"""How often each kind of task was done: what the proposer goes by, and what is worth learning from."""

from collections import Counter
from collections.abc import Sequence

from agent.proposal.proposer import Rates
from tasks.practice.runner import SheetResult, is_done


def rates_of(attempts: Sequence[SheetResult]) -> Rates:
    """How often each kind was solved so far, by tasks that ask for it alone."""
    tries: Counter[str] = Counter()
    solved: Counter[str] = Counter()
    for tried in attempts:
        for place, proposal in enumerate(tried.proposals):
            outcome = tried.outcomes[place]
            if len(proposal.kinds) == 1 and not outcome.is_crash:
                tries[proposal.kinds[0]] += 1
                solved[proposal.kinds[0]] += is_done(outcome)
    return Rates(tries, solved)
