"""No row of the exam is taken for another: what was shown, what is practised, what nobody ever meets."""

import pytest

from tasks.practice.exam import DEMONSTRATED, MISSING, NEVER, PRACTISED, Exam, exam_of
from tasks.practice.split import the_split
from tests.tasks.practice.cycling import around


@pytest.fixture(scope="module", params=[1, 2])
def exam(request: pytest.FixtureRequest) -> Exam:
    return exam_of(around(), 40, request.param)


def kinds_of(exam: Exam, row: str) -> set[str]:
    return {kind for each in exam.proposals if exam.row(each) == row for kind in each.kinds}


def test_each_row_has_its_share(exam: Exam) -> None:
    rows = [exam.row(each) for each in exam.proposals]
    assert {row: rows.count(row) for row in set(rows)} == {
        PRACTISED: 20,
        NEVER: 8,
        DEMONSTRATED: 8,
        MISSING: 4,
    }


def test_what_is_never_met_was_never_shown_and_may_not_be_practised(exam: Exam) -> None:
    shown = {kind for kind, part in the_split().parts.items() if part == "demonstrated"}
    assert kinds_of(exam, DEMONSTRATED) <= shown
    assert not kinds_of(exam, PRACTISED) & shown
    assert not kinds_of(exam, NEVER) & (shown | exam.allowed.keys())
    assert all(exam.held_out.covers(each) for each in exam.proposals if exam.row(each) == NEVER)


def test_the_same_seed_draws_the_same(exam: Exam) -> None:
    other = exam_of(around(), 40, 3)
    assert [each.goal for each in other.proposals] != [each.goal for each in exam.proposals]
    assert exam_of(around(), 40, 3) == other
