"""The comparison of arms: cells that are kept, the order of those to come, and intervals over pictures."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from PIL import Image

from device.error import ConfigError
from grounding.training import cell, table
from grounding.training.cell import Found, Plan, Row, written
from grounding.training.table import lines, margin, missing, read_rows

torch.set_num_threads(1)

PLAN = Plan(steps=2, size=(360, 96), probe_every=1, sheets=2, screens=0)


def _row(arm: str, seed: int, hits: tuple[str, ...] = ("1", "0"), questions: str = "same") -> Row:
    found = {"symbol": Found(questions, hits, 3.0)}
    return Row(arm, seed, PLAN, "code", found, ((1, 2.0, 0.1, 0.2), (2, 1.0, 0.3, 0.4)), 0.1)


def test_the_margin_is_over_pictures() -> None:
    found = margin({0: ["0111"] * 20}, {0: ["0011"] * 20})
    assert found is not None
    assert found.whole == pytest.approx(0.25)
    assert found.interval == pytest.approx((0.25, 0.25))  # every picture says the same
    one_sided = margin({0: ["1" * 40, "0" * 40]}, {0: ["0" * 40, "0" * 40]})
    assert one_sided is not None
    assert one_sided.whole == pytest.approx(0.5)
    assert one_sided.interval == pytest.approx((0.0, 1.0))  # two pictures, one all right and one all wrong


def test_only_seeds_that_both_have_are_compared() -> None:
    found = margin({0: ["11"], 1: ["00"]}, {0: ["10"], 2: ["11"]})
    assert found is not None
    assert found.by_seed == (0.5,)
    assert margin({0: ["11"]}, {1: ["11"]}) is None


def test_every_arm_comes_once_before_any_comes_twice() -> None:
    rows = [_row("area", 0)]
    assert missing(rows, PLAN, ["uniform", "area"], 2) == [("uniform", 0), ("uniform", 1), ("area", 1)]
    other = replace(PLAN, steps=3)
    assert len(missing(rows, other, ["uniform", "area"], 2)) == 4


def test_answers_to_other_questions_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [_row("uniform", 0), _row("v2p", 0, ("1", "1")), _row("v2p", 1, ("0",), "others")]
    table.Console(width=140).print(table.table(rows))
    (line,) = [line for line in capsys.readouterr().out.splitlines() if " v2p " in line]
    assert "100.0%" in line
    assert "+50.0%" in line


def test_curves_are_means_over_seeds() -> None:
    both = [_row("v2p", 0), replace(_row("v2p", 1), curve=((1, 4.0, 0.3, 0.2), (2, 1.0, 0.5, 0.4)))]
    assert lines(both, 1) == {"v2p": [(1, 3.0), (2, 1.0)]}
    assert lines(both, 2) == {"v2p": [(1, pytest.approx(0.2)), (2, pytest.approx(0.4))]}


def test_a_cell_is_written_and_read_as_it_was(tmp_path: Path) -> None:
    row = cell.cell("v2p", 0, PLAN, tmp_path / "run")
    assert set(row.found) == {"symbol", "word"}
    assert len(row.found["symbol"].hits) == 2
    assert [point[0] for point in row.curve] == [1, 2]
    (tmp_path / "rows.jsonl").write_text(written(row) + "\n")
    assert read_rows(tmp_path / "rows.jsonl") == [row]
    assert cell.cell("v2p", 0, PLAN, tmp_path / "run").found == row.found  # nothing is trained again


def test_the_command_prints_what_there_is_and_draws_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text("".join(written(replace(_row(arm, 0), plan=Plan())) + "\n" for arm in ("uniform", "v2p")))
    assert table.main([str(rows), "--picture", str(tmp_path / "curves.png")]) == 0
    out = capsys.readouterr().out
    assert "uniform" in out
    assert "v2p" in out
    with Image.open(tmp_path / "curves.png") as drawn:
        assert drawn.size == (720, 840)


def test_a_broken_line_is_said(tmp_path: Path) -> None:
    assert read_rows(tmp_path / "none.jsonl") == []
    (tmp_path / "rows.jsonl").write_text('{"arm": 1}\n')
    with pytest.raises(ConfigError, match="line 1"):
        read_rows(tmp_path / "rows.jsonl")
