"""The bundled network goes on learning from what its apprentice did right."""

import pickle
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from agent.offline.learned.bundle import Bundle
from agent.offline.training.sample import Demonstration
from agent.proposal.kind import kinds
from agent.proposal.proposer import Composer
from agent.settings import Settings
from tasks.ledger.ledger import Ledger
from tasks.practice.cloning import PolicyLearner, digest_of
from tasks.practice.curve import Point
from tasks.practice.cycle import Cycle, Scheme
from tasks.practice.harvest import Harvest, Word, chosen, harvest_of
from tasks.practice.phone import PracticePhone
from tasks.practice.record import demonstrate
from tasks.practice.rehearsal import bar
from tasks.practice.runner import PracticeRunner, SheetResult, is_done
from tasks.practice.sheet import read_sheet
from tasks.practice.split import the_split
from tests.tasks.practice.cycling import around, pool

SETTINGS = Settings(model="offline", use_memory=False)
PRACTISED = ("alarm-set", "contact-add", "task-add")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Demonstrations: one of one template, as there is no time for all."""
    folder = tmp_path_factory.mktemp("shown")
    phone = PracticePhone()
    for template in the_split().templates("demonstrated"):
        one = demonstrate(phone, template, 0).demo if template.name == "ContactsAddContact" else None
        (folder / f"{template.name}.pickle").write_bytes(pickle.dumps([one] if one else []))
    return folder


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeRunner]:
    folder = tmp_path_factory.mktemp("practice")
    with closing(Ledger.open(str(folder / "ledger.sqlite"))) as ledger:
        yield PracticeRunner(folder, ledger, pool(), SETTINGS)


def practised(runner: PracticeRunner, learner: PolicyLearner, branch: str) -> tuple[Point, ...]:
    composer = Composer({name: kinds()[name] for name in PRACTISED})
    scheme = Scheme(rounds=1, per_round=9, held_out=4, seed=2)
    learner.rehearsals = 3
    return tuple(Cycle(scheme, runner, learner, around(), composer, branch=branch).go())


@pytest.fixture(scope="module")
def learned(runner: PracticeRunner, shown: Path) -> tuple[Point, ...]:
    return practised(runner, PolicyLearner(SETTINGS, runner.folder, seed=1, steps=4, shown_in=shown), "own")


@pytest.mark.full
def test_what_came_out_right_is_learned_into_weights_of_their_own(
    learned: tuple[Point, ...], runner: PracticeRunner
) -> None:
    weights = runner.folder / "round-1-own" / "weights"
    assert "successes of" in learned[1].told[0]
    assert digest_of(weights)
    card = Bundle(weights).card
    assert {kind for kind, _ in card.classes} & set(PRACTISED), "the router knows what was practised"
    assert card.made_by == "agent practice run --learner policy"


def test_how_sure_is_sure_enough_is_where_few_claims_above_are_wrong() -> None:
    claims = [(0.9, True), (0.8, False), (0.7, True), (0.6, False), (0.5, True)]
    assert bar(claims, 10) == pytest.approx(0.81), "none of ten may be wrong"
    assert bar(claims, 20) == pytest.approx(0.61), "one of twenty may"
    assert bar([(0.9, True)], 10) < 0.5, "who is never wrong is believed"


def test_what_was_tried_often_and_never_done_is_left_alone() -> None:
    right = (Demonstration("easy", 1, "", "a", (), ("a",), ()),)
    goals = {"easy": ("a",), "hard": ("b", "c"), "rare": ("d",)}
    found = Harvest(right, (), {"easy": 9, "hard": 9, "rare": 2}, goals)
    assert found.beyond == ("b", "c")


@pytest.mark.full
def test_a_control_learns_as_long_and_nothing_of_what_was_tried(
    learned: tuple[Point, ...], runner: PracticeRunner, shown: Path
) -> None:
    control = PolicyLearner(SETTINGS, runner.folder, seed=1, steps=4, shown_in=shown, is_control=True)
    points = practised(runner, control, "control")
    assert points[0] == learned[0], "both begin with the same exam"
    assert "0 successes" in points[1].told[0]
    assert digest_of(runner.folder / "round-1-control" / "weights")
    runs = [row.name for row in runner.ledger.runs()]
    assert [run for run in runs if run.startswith("round") and "rehearsal" not in run] == ["round-1"]
    assert {"exam-0", "exam-1-own", "exam-1-control"} < set(runs), "all else is their own"


@pytest.mark.full
@pytest.mark.parametrize("word", ["state", "claim", "judge"])
def test_whose_word_is_taken_says_what_is_learned_from(
    word: Word, learned: tuple[Point, ...], runner: PracticeRunner
) -> None:
    assert learned
    sheet = read_sheet(runner.folder / "round-1" / "sheet.jsonl")
    tried = SheetResult("round-1", runner.folder / "round-1", sheet, runner.ledger.outcomes("round-1"))
    found = harvest_of([tried], kinds(), word)
    right = {demo.seed for demo in found.right}
    done = {each.seed for place, each in enumerate(sheet) if is_done(tried.outcomes[place])}
    if word == "state":
        assert right <= done
    else:
        assert right & done
    assert all(demo.deals[-1].kind == "complete" for demo in found.right)
    assert {demo.template for demo in chosen(found, "plain")} <= set(PRACTISED)
    assert sum(found.tries.values()) == len(sheet)
