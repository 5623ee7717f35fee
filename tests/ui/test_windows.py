"""The core as on Windows, as far as that can be had on Linux; see benchmarks/windows/simulation.py."""

from pathlib import Path

from benchmarks.windows.lane import CODEPAGE, GOAL, PAGE, lane


def test_each_command_of_the_core_does_its_work_and_the_page_shows_it(tmp_path: Path) -> None:
    commands = lane(tmp_path)
    for one in commands:
        assert one.code == 0, one
        one.text.encode(CODEPAGE)
    told = {one.words[0]: one.text for one in commands}
    assert GOAL.split()[-1] in told["run"]
    assert "complete" in told["resume"]
    assert "nothing is in the way" in told["doctor"]
    kept = {path.name for path in (tmp_path / "AppData" / "Local" / "tapwright").iterdir()}
    assert {"lease", "phones"} <= kept
    assert not any(path.name.startswith(".local") for path in tmp_path.iterdir())
    page = PAGE.read_text("utf-8")
    assert page.startswith("# Windows, simulated on Linux")
    for command in ("--help", "doctor", "run"):
        first = told[command].strip().splitlines()[0]
        assert first.partition("127.0")[0] in page
