"""What the page of the guard prints works as it is pasted."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ui.cli import main


def agent(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def printed(page: str, mark: str) -> str:
    """What stands in the first block of a page that begins so."""
    text = (Path(__file__).parents[2] / page).read_text("utf-8")
    found = re.search(rf"^```{re.escape(mark)}(.*?)^```$", text, re.M | re.S)
    assert found
    return found[1]


def test_the_first_example_of_the_guards_page_prints_what_stands_there() -> None:
    command, *lines = printed("docs/guard.md", "\n$ ").splitlines()
    told = agent(*shlex.split(command)[1:], "--no-memory", "--yes=send").stdout.splitlines()
    assert lines
    assert [line for line in told if line.startswith(("plan", "must"))] == lines


@pytest.mark.parametrize(
    ("goal", "asks"), [("Delete the note shopping.md", False), ("Delete all notes", True)]
)
def test_the_setting_that_lets_a_named_deed_pass_works_as_printed(
    tmp_path: Path, goal: str, asks: bool
) -> None:
    own = tmp_path / "own.toml"
    own.write_text(printed("docs/guard.md", "toml\n"))
    told = agent(*f"run --device embedded --sample --no-memory --config {own}".split(), goal)
    assert (told.exit_code != 0) is asks, told.stdout
    assert ("nobody gave it" in told.stdout) is asks
