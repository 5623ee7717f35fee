"""What attempts teach in words, and when it is kept."""

from random import Random

import pytest

from agent.memory.procedure import expand
from agent.proposal.kind import kinds
from agent.proposal.proposer import Composer, Rates
from tasks.practice.apprentice import told_of
from tasks.practice.insight import Record, Said, pattern_of, rewordings
from tasks.practice.lessons import helps, is_open
from tasks.statistics.paired import compare
from tests.tasks.practice.cycling import around

ADD, NOTE = (
    "Add an expense {cost} of {amount} dollars in Pro Expense",
    "Note {amount} dollars for {cost} in Pro Expense",
)


def test_the_wording_of_what_is_composed_is_found_again() -> None:
    composer = Composer()
    stream = iter(composer.candidates(around(), Random(5), Rates()))
    for proposal in (next(stream) for _ in range(60)):
        kind = kinds()[proposal.kinds[0]]
        assert pattern_of(proposal, kinds()) in kind.wordings(proposal.language)
        assert told_of(kind, proposal.goal).wordings[0] == proposal.goal


def test_a_wording_that_fails_is_put_as_one_that_works() -> None:
    record = Record(kinds())
    record.wordings["expense-add"] = {("en", ADD): Said(3, 3), ("en", NOTE): Said(2, 0)}
    (insight,) = rewordings(record)
    assert insight.wording == NOTE
    goal = expand("Note 9.07 dollars for Bus ticket in Pro Expense", [insight.entry]).goal
    assert goal == "Add an expense Bus ticket of 9.07 dollars in Pro Expense"


def test_where_no_wording_works_there_is_nothing_to_put_it_as() -> None:
    record = Record(kinds())
    record.wordings["expense-add"] = {("en", ADD): Said(3, 0), ("en", NOTE): Said(2, 0)}
    assert list(rewordings(record)) == []


@pytest.mark.parametrize(
    ("without", "with_it", "repeats", "kept", "goes_on"),
    [("000000", "111111", False, True, False), ("0000", "1111", False, False, True),
     ("0011", "0110", False, False, False), ("0", "1", True, True, False),
     ("01", "10", True, False, False), ("11", "11", True, False, False)],
)  # fmt: skip
def test_what_is_kept_has_to_help(
    without: str, with_it: str, repeats: bool, kept: bool, goes_on: bool
) -> None:
    def told(row: str) -> dict[tuple[str, int], bool]:
        return {(str(place), 0): one == "1" for place, one in enumerate(row)}

    found = compare(told(without), told(with_it))
    assert (helps(found, repeats=repeats), is_open(found, repeats=repeats)) == (kept, goes_on)
