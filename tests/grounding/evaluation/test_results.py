"""Evaluations as result files and back: what is left out or lacking is told, and who answered survives."""

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from device.error import ConfigError
from device.screen import Observation, Point
from grounding.evaluation.answer import answers_in
from grounding.evaluation.merging import merge
from grounding.evaluation.mvplog import convert, submit
from grounding.evaluation.read import read_benchmark
from grounding.evaluation.run import Evaluation
from grounding.score.report import render, score_file
from grounding.score.viewlog import load
from grounding.target import Grounding, Target, TargetNotFound, ViewAnswer
from models.notice import noticing

ROW = {
    "img_filename": "a.png", "bbox": [10, 20, 30, 40], "img_size": [100, 80], "ui_type": "icon",
    "platform": "windows", "group": "Dev", "application": "vscode",
}  # fmt: skip
NATIVE = {
    "img_path": "images/a.png", "group": None, "platform": "windows", "application": "vscode", "lang": "en",
    "instruction_style": "instruction", "prompt_to_evaluate": "save", "gt_type": "positive",
    "ui_type": "icon", "task_filename": "vscode_windows", "pred": [15.0, 25.0], "raw_response": "[15, 25]",
    "bbox": [10, 20, 30, 40], "correctness": "correct",
}  # fmt: skip
"""A row as ScreenSpot-Pro's own evaluation writes it: no id, no size of the picture, no looks."""


class Reader:
    """Finds all but what is `gone`, and keeps no look, as OCR does."""

    looks: tuple[ViewAnswer, ...] = ()

    def ground(self, observation: Observation, target: Target) -> Grounding:
        if target.description == "gone":
            raise TargetNotFound("gone")
        return Grounding(Point(15, 25), 0.8, "reader", answers=self.looks)


class Looker(Reader):
    """The same with a look."""

    looks = (ViewAnswer((0, 0, 100, 80), (15.0, 25.0)),)


def evaluated(folder: Path, grounder: Reader, *rows: dict[str, Any], limit: int | None = None) -> Path:
    """The folder of an evaluation of such rows."""
    (folder / "images").mkdir()
    Image.new("RGB", (100, 80), "white").save(folder / "images" / "a.png")
    (folder / "set.json").write_text(json.dumps([ROW | row for row in rows]))
    evaluation = Evaluation(read_benchmark(folder / "set.json"), "reader", folder / "run", limit)
    list(evaluation.run(grounder))
    return folder / "run"


def test_places_that_are_no_box_are_told_where_looks_are_scored(tmp_path: Path) -> None:
    nowhere = {"instruction": "gone", "bbox": [-1] * 4}
    polygon = {"instruction": "it", "box_type": "polygon", "bbox": [0, 0, 50, 0, 0, 50]}
    run = evaluated(tmp_path, Looker(), {"instruction": "save"}, nowhere, polygon)
    made = score_file(run)
    assert (made.items, made.to_json()["unboxed"]) == (1, 2)
    assert "2 more left out, whose place is no box" in render(made)


def test_items_without_an_answer_are_told(tmp_path: Path) -> None:
    rows = [{"instruction": f"thing {n}"} for n in range(6)]
    run = evaluated(tmp_path, Looker(), *rows, limit=2)
    told: list[str] = []
    with noticing(told.append):
        assert submit(run, tmp_path / "board.json", "me") == 2
        assert convert(run, tmp_path / "results.json") == 2
        assert merge(tmp_path / "merged", [run]) == 2
    assert told == ["4 of the 6 items have no answer yet, so they are not in it"] * 3


def test_results_without_a_look_survive_the_way_there_and_back(tmp_path: Path) -> None:
    run = evaluated(tmp_path, Reader(), {"instruction": "save"}, {"instruction": "gone"})
    assert convert(run, tmp_path / "results.json") == convert(tmp_path / "results.json", tmp_path / "back")
    there, again = answers_in(run), answers_in(tmp_path / "back")
    assert [(a.key, a.right, a.point, a.method, a.confidence) for a in again.values()] == [
        (a.key, a.right, a.point, a.method, a.confidence) for a in there.values()
    ]
    assert [answer.method for answer in again.values()] == ["reader", ""]
    assert convert(tmp_path / "back", tmp_path / "again.json") == 2
    first, second = (json.loads((tmp_path / f"{name}.json").read_text()) for name in ("results", "again"))
    assert first == second


def test_screenspot_pro_s_own_result_file_is_read(tmp_path: Path) -> None:
    rows = [NATIVE, {**NATIVE, "prompt_to_evaluate": "x", "pred": None, "correctness": "wrong_format"}]
    (tmp_path / "own.json").write_text(json.dumps({"metrics": {}, "details": rows}))
    assert convert(tmp_path / "own.json", tmp_path / "run") == 2
    made = list(answers_in(tmp_path / "run").values())
    assert [(a.right, a.point, a.method, a.group, a.image) for a in made] == [
        (True, (15.0, 25.0), "", "", "images/a.png"), (False, None, "", "", "images/a.png"),
    ]  # fmt: skip
    for place in ("own.json", "run"):
        with pytest.raises(ConfigError, match="holds answers and no look: tree and ocr make none"):
            load(tmp_path / place)


def test_an_evaluation_without_a_look_says_so(tmp_path: Path) -> None:
    run = evaluated(tmp_path, Reader(), {"instruction": "save"})
    with pytest.raises(ConfigError, match="holds answers and no look: tree and ocr make none"):
        load(run)


def test_data_alone_are_no_results(tmp_path: Path) -> None:
    (tmp_path / "set.json").write_text(json.dumps([{**ROW, "instruction": "save"}]))
    with pytest.raises(ConfigError, match=r"no views .*data with pictures and boxes alone"):
        convert(tmp_path / "set.json", tmp_path / "back")
    run = evaluated(tmp_path, Looker(), {"instruction": "gone", "bbox": [-1] * 4})
    with pytest.raises(ConfigError, match="no item whose place is a box"):
        load(run)
