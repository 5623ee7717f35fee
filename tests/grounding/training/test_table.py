"""The comparison of arms: the same questions, resumed, with intervals over pictures."""

from pathlib import Path

import pytest

from grounding.training import table
from grounding.training.table import Answer, margin
from tests.grounding.training.square import squares


def test_the_margin_is_over_pictures() -> None:
    ours = [[Answer(str(n // 4), False, n % 4 > 0, 1.0) for n in range(80)]]
    theirs = [[Answer(str(n // 4), False, n % 4 > 1, 1.0) for n in range(80)]] * 2
    difference, interval = margin(ours, theirs)
    assert difference == pytest.approx(0.25)
    assert interval == pytest.approx((0.25, 0.25))  # every picture says the same
    one_sided = [[Answer(str(n // 40), False, n < 40, 1.0) for n in range(80)]]
    difference, interval = margin(one_sided, [[Answer(a.picture, False, False, 1.0) for a in one_sided[0]]])
    assert difference == pytest.approx(0.5)
    assert interval == pytest.approx((0.0, 1.0))  # two pictures, one all right and one all wrong


def test_the_command_prints_arms_and_takes_up_what_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = squares(tmp_path / "data", 8)
    with (data / "app.jsonl").open("w") as file:
        file.write((data / "screen.jsonl").read_text())
    arguments = [str(data), str(tmp_path / "runs"), "--arm", "uniform", "--arm", "v2p", "--steps", "2"]
    assert table.main([*arguments, "--seeds", "2"]) == 0
    first = capsys.readouterr().out
    assert "over uniform" in first
    assert first.count("v2p") == 2
    assert (tmp_path / "runs" / "curves.png").is_file()
    weights = [path.stat().st_mtime_ns for path in sorted(tmp_path.glob("runs/*/state.pt"))]
    assert len(weights) == 4
    assert table.main([*arguments, "--seeds", "2"]) == 0
    assert [path.stat().st_mtime_ns for path in sorted(tmp_path.glob("runs/*/state.pt"))] == weights
