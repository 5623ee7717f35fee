"""The core as on Windows, as far as that can be had on Linux; see benchmarks/windows/simulation.py."""

from pathlib import Path

import pytest

from benchmarks.windows.lane import CODEPAGE, GOAL, PAGE, Said, lane


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Said]]:
    folder = tmp_path_factory.mktemp("me")
    return folder, lane(folder)


def test_each_command_of_the_core_does_its_work(said: tuple[Path, list[Said]]) -> None:
    folder, commands = said
    for one in commands:
        assert one.code == 0, one
        one.text.encode(CODEPAGE)
    told = {one.words[0]: one.text for one in commands}
    assert GOAL.split()[-1] in told["run"]
    assert "complete" in told["resume"]
    assert "nothing is in the way" in told["doctor"]
    kept = {path.name for path in (folder / "AppData" / "Local" / "tapwright").iterdir()}
    assert {"lease", "phones"} <= kept
    assert not any(path.name.startswith(".local") for path in folder.iterdir())


def test_the_page_shows_these_commands(said: tuple[Path, list[Said]]) -> None:
    text = PAGE.read_text("utf-8")
    assert text.startswith("# Windows, simulated on Linux")
    for one in said[1]:
        if one.words[0] in ("--help", "doctor", "run"):
            first = one.text.strip().splitlines()[0]
            assert first.partition("127.0")[0] in text
