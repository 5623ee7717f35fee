"""A model practises: what it does now and then is written down, tested and kept, and it goes by that."""

import re
from contextlib import closing
from typing import Any

import pytest

from agent.proposal.kind import kinds
from agent.proposal.proposer import Composer
from agent.settings import Settings
from tasks.ledger.ledger import Ledger
from tasks.practice.curve import Point
from tasks.practice.cycle import Cycle, Scheme
from tasks.practice.lessons import LessonLearner, kept_notebook
from tasks.practice.runner import PracticeRunner
from tests.models.server import Answer, Server, serving
from tests.tasks.practice.cycling import around, pool

KIND = "expense-add"
WORDINGS = kinds()[KIND].en
HOLES = {"{cost}": "(?P<cost>.+)", "{amount}": "(?P<amount>[0-9.]+)"}
FAMILIAR = ("Coffee", "Haircut")
OWN_WAY = (
    'open Pro Expense; click "Add expense"; type {cost} into "Name"; type {amount} into "Amount"; '
    'click "SAVE"'
)
DONE = {"action_type": "status", "goal_status": "complete"}


class Beginner(Server):
    """A model that knows how to enter what it has met before; else it needs to be told the way."""

    def answer(self, request: dict[str, Any]) -> Answer:
        with self.lock:
            self.requests.append(request)
        asked = request["response_format"]["json_schema"]["name"]
        if asked != "Decision":
            return Answer(
                {"reached": True, "evidence": "it says so", "lessons": [], "subgoals": ["it is done"]}
            )
        text = words(request)
        return Answer({"thought": "as I was told", "actions": [self.action(text)]})

    def action(self, text: str) -> dict[str, Any]:
        goal = next(filter(None, (goal_as(wording).search(text) for wording in WORDINGS)), None)
        done = len(re.findall(r"^\d+\. (?!navigate_back)", section(text, "So far"), re.MULTILINE))
        if goal is None or done == 0:
            return {"action_type": "open_app", "app_name": "Pro Expense"}
        told = re.search(r'To ".*": (?P<way>open Pro Expense; .+)\.$', text, re.MULTILINE)
        if told is None and goal["cost"] not in FAMILIAR:
            return DONE
        way = (told["way"] if told else OWN_WAY).split("; ")
        return deed(way[done], goal, section(text, "Screen")) if done < len(way) else DONE


def goal_as(wording: str) -> re.Pattern[str]:
    for hole, value in HOLES.items():
        wording = wording.replace(hole, value)
    return re.compile(f"^{wording}$", re.MULTILINE)


def words(request: dict[str, Any]) -> str:
    content = request["messages"][-1]["content"]
    return content if isinstance(content, str) else "\n".join(part.get("text", "") for part in content)


def section(text: str, title: str) -> str:
    return text.partition(f"# {title}\n")[2].partition("\n# ")[0]


def deed(part: str, goal: re.Match[str], screen: str) -> dict[str, Any]:
    """The action that a part of a way tells; what lies under the keyboard is laid free first."""
    *_, place = re.findall(r'"([^"]*)"', part)
    if f'"{place}"' not in screen:
        return {"action_type": "navigate_back"}
    target = {"description": place}
    if part.startswith("type "):
        typed = part.removeprefix("type ").partition(" into ")[0]
        text = goal["cost"] if typed == "{cost}" else goal["amount"]
        return {"action_type": "input_text", "text": text, "target": target, "clear": True}
    return {"action_type": "click", "target": target}


@pytest.fixture(scope="module")
def practised(tmp_path_factory: pytest.TempPathFactory) -> tuple[LessonLearner, tuple[Point, ...], Server]:
    folder = tmp_path_factory.mktemp("model")
    scheme = Scheme(rounds=1, per_round=6, held_out=4, seed=3)
    with serving(server=Beginner()) as server, closing(Ledger.open(str(folder / "ledger.sqlite"))) as ledger:
        settings = Settings(model="beginner", base_url=server.url, api_key="x", use_memory=False)
        learner = LessonLearner(settings, folder, trials=7)
        runner = PracticeRunner(folder, ledger, pool(), settings)
        points = tuple(
            Cycle(scheme, runner, learner, around(), proposer=Composer({KIND: kinds()[KIND]})).go()
        )
    return learner, points, server


@pytest.mark.full
def test_the_way_is_kept_once_it_is_clearly_better(
    practised: tuple[LessonLearner, tuple[Point, ...], Server],
) -> None:
    learner, (_, point), _ = practised
    assert 0 < point.attempts.value < 1
    told = [line for line in point.told if line.startswith("kept: ")]
    assert len(told) == 1, point.told
    assert ': open Pro Expense; click "Add expense"; type {cost} into "Name";' in told[0]
    assert point.kept
    (entry,) = learner.notebook.entries
    assert not any(value in entry.text for value in FAMILIAR), "it holds no value of the run it comes from"
    assert kept_notebook(learner.folder) is not None


@pytest.mark.full
def test_the_model_is_told_it_from_then_on(
    practised: tuple[LessonLearner, tuple[Point, ...], Server],
) -> None:
    learner, _, server = practised
    (entry,) = learner.notebook.entries
    assert any(entry.text in words(request) for request in server.requests)
    assert learner.now().identity.startswith("notebook ")
