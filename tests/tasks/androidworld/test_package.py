"""What a person hears who has no AndroidWorld, and how its code is kept from everybody else's."""

import os
import random
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner

from device.error import ConfigError
from tasks.androidworld.package import TheirFault, running
from tasks.suite import find_suite, suite_names
from ui.cli import main

without = pytest.mark.skipif(
    find_spec("android_world") is not None, reason="needs an environment without android_world"
)


@without
def test_the_suite_says_how_to_get_it() -> None:
    assert "androidworld" in suite_names()
    for _ in range(2):
        with pytest.raises(ConfigError, match=r"not installed here .*git clone .*android_world"):
            find_suite("androidworld")


@without
def test_the_command_says_it_in_one_line_and_lists_it_as_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = CliRunner().invoke(main, ["bench", "run", "--suite", "androidworld", "--agent", "noop"])
    assert said.exit_code == 2
    assert said.output.startswith("error: AndroidWorld is not installed here")
    listed = CliRunner().invoke(main, ["bench", "list"])
    assert listed.exit_code == 0
    assert "not installed" in listed.output


def test_what_breaks_in_their_code_is_theirs_and_what_people_must_hear_is_not() -> None:
    with pytest.raises(TheirFault, match="ZeroDivisionError"), running():
        raise ZeroDivisionError("division by zero")
    with pytest.raises(ConfigError, match="do this"), running():
        raise ConfigError("not so", "do this")


def test_their_code_draws_prints_and_writes_apart(capsys: pytest.CaptureFixture[str]) -> None:
    random.seed(1)
    wanted = random.Random(1).random()
    outside = tempfile.gettempdir()
    with running():
        random.seed(99)
        print("noise")
        inside = tempfile.gettempdir()
    assert random.random() == wanted
    assert tempfile.gettempdir() == outside != inside
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "noise\n")


def test_temporary_files_go_with_their_process_and_with_dead_ones(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    dead, alive = (tmp_path / f"tapwright-androidworld-{pid}" for pid in (ended.pid, os.getpid()))
    for folder in (dead, alive):
        folder.mkdir()
        (folder / "task.html").touch()
    code = (
        "import tempfile; from tasks.androidworld.package import running\n"
        "with running(): open(tempfile.gettempdir() + '/task.html', 'w').close()"
    )
    root = str(Path(__file__).parents[3])
    subprocess.run(
        [sys.executable, "-c", code], env={"TMPDIR": str(tmp_path), "PYTHONPATH": root}, check=True
    )
    assert [folder.name for folder in tmp_path.iterdir()] == [alive.name]
