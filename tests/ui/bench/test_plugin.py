"""An agent and tasks of one's own: the example of docs/benchmark.md runs, and what can go wrong is told."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tasks.suite import find_suite
from ui.cli import main

PAGE = (Path(__file__).parents[3] / "docs/benchmark.md").read_text("utf-8")
EXAMPLE = re.search(r"With this as `mine.py`\n\n```python\n(.*?)^```", PAGE, re.M | re.S)
COMMANDS = re.findall(r"^agent (bench .*mine:.*)$", PAGE, re.M)


def agent(*words: str) -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(main, list(words))


@pytest.fixture(autouse=True)
def mine() -> Iterator[Path]:
    """The example of the page in the folder at hand, and nothing of it left in this process."""
    assert EXAMPLE is not None
    path = Path("mine.py").absolute()
    path.write_text(EXAMPLE[1], "utf-8")
    yield path
    find_suite.cache_clear()
    sys.modules.pop("mine", None)
    sys.path[:] = [each for each in sys.path if each != str(path.parent)]


def forget() -> None:
    """As a process that begins anew."""
    sys.modules.pop("mine", None)
    find_suite.cache_clear()


def test_the_example_of_the_page_runs_as_it_stands() -> None:
    """In processes of their own, which import it again."""
    assert len(COMMANDS) == 3
    for command in COMMANDS:
        result = agent(*command.split())
        assert result.exit_code == 0, result.output
    runs = agent("bench", "list").stdout
    assert "-mine-SUITE-mine-agent" in runs
    assert re.search(r"mine:SUITE +4 +4 +4\b", runs)
    assert re.search(r"world-mine-agent +world +1 +1\b", runs)


def test_a_run_of_ones_own_is_shown_published_and_gone_on_with(mine: Path) -> None:
    words = ("--suite", "mine:SUITE", "--agent", "mine:agent", "--name", "one", "--json")
    told = json.loads(agent("bench", "run", *words).stdout.splitlines()[-1])
    assert (told["planned"], told["succeeded"]) == (1, 1)
    assert "mine:agent" in agent("bench", "show", "one").stdout
    assert agent("bench", "export", "one").exit_code == 0
    assert agent("bench", "report", "one").exit_code == 0
    assert agent("bench", "resume", "one").exit_code == 0

    mine.write_text(mine.read_text("utf-8") + "\n# otherwise\n", "utf-8")
    forget()
    refused = agent("bench", "resume", "one")
    assert refused.exit_code == 2
    assert "since it began there have changed: entrant (source " in refused.stderr
    assert "versions (mine:SUITE " in refused.stderr

    mine.unlink()
    forget()
    assert agent("bench", "verify", "one.zip").exit_code == 0  # a bundle needs no code of its maker's


def test_a_worker_has_the_environment_of_its_run(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when it is forked off a process that began in an earlier run."""
    heard = """
import os

def heard(settings):
    open(os.environ["HEARD"], "w").close()
    return agent(settings)
"""
    mine.write_text(mine.read_text("utf-8") + heard, "utf-8")
    for place in (mine.with_name("first"), mine.with_name("second")):
        monkeypatch.setenv("HEARD", str(place))
        told = agent("bench", "run", "--suite", "mine:SUITE", "--agent", "mine:heard")
        assert told.exit_code == 0, told.output
        assert place.exists()


def test_who_tries_it_may_be_ours() -> None:
    told = agent("bench", "run", "--suite", "mine:SUITE", "--agent", "noop", "--json")
    assert json.loads(told.stdout.splitlines()[-1])["succeeded"] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--suite", "mine:SUTE", "--agent", "noop"), "mine has no 'SUTE'. Did you mean SUITE?"),
        (
            ("--suite", "mine:zzz", "--agent", "noop"),
            "There are: APPS, draw, judge, OPEN, SUITE, play, agent\n",
        ),
        (("--suite", "mine:OPEN", "--agent", "noop"), "mine:OPEN is a Template, and no Suite"),
        (("--suite", "nobody:SUITE", "--agent", "noop"), "cannot import nobody: No module named 'nobody'"),
        (
            ("--suite", "mine:SUITE", "--agent", "mine:APPS"),
            "mine:APPS is no function that makes an agent",
        ),
        (
            ("--suite", "mine:SUITE", "--agent", "mine:str"),
            "mine:str makes a str, no agent: it has no `play`",
        ),
    ],
)
def test_what_is_none_is_told_before_anything_is_tried(mine: Path, words: tuple[str, ...], said: str) -> None:
    mine.write_text(mine.read_text("utf-8") + "\nfrom builtins import str\n", "utf-8")
    result = agent("bench", "run", *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not list(Path("bench").glob("*/start.json"))


RAISING = """

def keyless(settings: Settings) -> Guest:
    raise RuntimeError("no key")

class Shy:
    def play(self, device, goal):
        raise ValueError
    @property
    def identity(self):
        raise KeyError("who")

def shy(settings: Settings) -> Guest:
    return Shy()
"""


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("mine:keyless", "--agent mine:keyless raises RuntimeError: no key"),
        ("mine:shy", "--agent mine:shy raises KeyError: 'who'"),
        ("json:loads", "--agent json:loads raises TypeError: the JSON object must be str"),
    ],
)
def test_an_agent_that_raises_before_it_is_made_is_one_line(mine: Path, who: str, said: str) -> None:
    mine.write_text(mine.read_text("utf-8") + RAISING, "utf-8")
    result = agent("bench", "run", "--suite", "mine:SUITE", "--agent", who)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert not list(Path("bench").glob("*/start.json"))


def test_a_module_that_raises_when_it_is_imported_is_one_line(mine: Path) -> None:
    mine.write_text("raise RuntimeError('not today')\n", "utf-8")
    result = agent("bench", "run", "--suite", "mine:SUITE", "--agent", "noop")
    assert result.exit_code == 2
    assert "cannot import mine: it raises RuntimeError: not today" in result.stderr


def test_gold_does_not_begin_on_tasks_that_nobody_told_it_how_to_do() -> None:
    result = agent("bench", "run", "--suite", "mine:SUITE", "--agent", "gold", "--name", "one")
    assert result.exit_code == 2
    assert "gold does not know how to do Open of mine" in result.stderr
    assert not Path("bench/one").exists()
