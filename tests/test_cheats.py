"""The table of cheats in docs/benchmark.md has those that are tried, by their names."""

from pathlib import Path

from benchmarks.cheats import PROGRAMS

PAGE = (Path(__file__).parents[1] / "docs/benchmark.md").read_text("utf-8")


def test_the_page_has_every_program_that_cheats() -> None:
    rows = [line.split("|")[1].strip() for line in PAGE.splitlines() if line.startswith("| ")]
    assert [each.name for each in PROGRAMS if not any(row.startswith(each.name) for row in rows)] == []
