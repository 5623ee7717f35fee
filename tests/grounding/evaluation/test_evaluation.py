"""Benchmarks as they lie on disk, the official rules of what is right, and runs that go on."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from device.error import ConfigError
from device.screen import Observation, Point
from grounding.evaluation.answer import answers_in
from grounding.evaluation.draw import draw_grounding, draw_nothing
from grounding.evaluation.item import Place
from grounding.evaluation.merging import merge
from grounding.evaluation.mvplog import convert, submit
from grounding.evaluation.read import read_benchmark
from grounding.evaluation.report import report
from grounding.evaluation.run import Evaluation
from grounding.evaluation.table import render
from grounding.look import Look
from grounding.score.method import mvp_pick
from grounding.score.report import score_file
from grounding.score.viewlog import load
from grounding.target import Alternative, Grounding, Target, TargetNotFound, ViewAnswer
from grounding.view import MultiView
from models.notice import noticing

LOG = Path(__file__).parents[3].parent / "shared/data/grounding/screenspot-pro-views-qwen3vl-8b.json.gz"
PRO = {
    "img_filename": "a.png", "bbox": [10, 20, 30, 40], "instruction": "save", "img_size": [100, 80],
    "ui_type": "icon", "platform": "windows", "group": "Dev", "application": "vscode", "id": "x_1",
}  # fmt: skip
V2 = {
    "img_filename": "a.png", "bbox": [10, 20, 30, 40], "instruction": "save", "data_type": "text",
    "data_source": "ios",
}  # fmt: skip
OSWORLD = {
    "id": "o1", "image_path": "a.png", "image_size": [100, 80], "instruction": "save",
    "box_type": "bbox", "box_coordinates": [10, 20, 30, 40], "GUI_types": ["Icon", "Button"],
}  # fmt: skip
POLYGON = {**OSWORLD, "id": "o2", "box_type": "polygon", "box_coordinates": [0, 0, 50, 0, 0, 50]}
REFUSAL = {**OSWORLD, "id": "o3", "box_type": "refusal", "box_coordinates": [-1, -1, -1, -1]}
OURS = {
    "img_filename": "a.png", "img_size": [100, 80], "instruction": "gone", "bbox": [-1, -1, -1, -1],
    "ui_type": "text", "language": "en",
}  # fmt: skip


def benchmark(folder: Path, *rows: dict[str, Any], name: str = "set.json") -> Path:
    (folder / "images").mkdir(exist_ok=True)
    for row in rows:
        image = folder / "images" / (row.get("img_filename") or row["image_path"])
        image.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (100, 80), "white").save(image)
    path = folder / name
    lines = "\n".join(json.dumps(row) for row in rows)
    path.write_text(lines if name.endswith("l") else json.dumps(rows), "utf-8")
    return path


def test_a_box_without_area_is_hit_on_its_point_alone() -> None:
    assert Place(box=(5, 5, 5, 5)).holds((5, 5))
    assert not Place(box=(5, 5, 5, 5)).holds((5, 6))


@pytest.mark.parametrize(
    ("row", "box"),
    [
        (PRO, (10, 20, 30, 40)),
        (V2, (10, 20, 40, 60)),
        (OSWORLD, (10, 20, 40, 60)),
        (OURS, None),
        (REFUSAL, None),
    ],
)
@pytest.mark.parametrize("name", ["set.json", "set.jsonl"])
def test_every_format_gives_the_true_box(
    tmp_path: Path, row: dict[str, Any], box: tuple[float, ...] | None, name: str
) -> None:
    (item,) = read_benchmark(benchmark(tmp_path, row, name=name))
    assert item.place.box == box
    assert item.place.nowhere == (box is None)
    assert item.image.is_file()


def test_a_folder_of_files_is_one_benchmark(tmp_path: Path) -> None:
    benchmark(tmp_path, V2, name="screenspot_mobile_v2.json")
    other = {**V2, "bbox": [1, 2, 3, 4]}
    benchmark(tmp_path, other, other, name="screenspot_web_v2.json")
    items = read_benchmark(tmp_path)
    assert len({item.key for item in items}) == 3
    assert {dict(item.groups)["file"] for item in items} == {"screenspot_mobile_v2", "screenspot_web_v2"}


def test_what_stands_in_several_files_counts_once(tmp_path: Path) -> None:
    vscode, word = {**PRO, "bbox": [1, 2, 3, 4]}, {**PRO, "application": "word", "ui_type": "text"}
    benchmark(tmp_path, vscode, word, name="all.json")
    benchmark(tmp_path, vscode, name="vscode_windows.json")
    benchmark(tmp_path, word, name="word_windows.json")
    told: list[str] = []
    with noticing(told.append):
        items = read_benchmark(tmp_path)
    assert [dict(item.groups)["file"] for item in items] == ["vscode_windows", "word_windows"]
    assert told == [f"2 of 2 items of {tmp_path / 'all.json'} stand in other files too and are left out"]


def test_osworld_g_s_folder_is_read_as_released(tmp_path: Path) -> None:
    rows = [OSWORLD, {**POLYGON, "GUI_types": ["Text"]}, REFUSAL]
    benchmark(tmp_path, *rows, name="OSWorld-G.json")
    (tmp_path / "buckets.json").write_text('{"text_matching": ["Text"], "element_recognition": ["Icon"]}')
    (tmp_path / "scores.json").write_text('{"accuracy": 0.5}')
    told: list[str] = []
    with noticing(told.append):
        items = read_benchmark(tmp_path)
    assert told == [f"{tmp_path / 'scores.json'} holds no items, so it is passed over"]
    evaluation = Evaluation(items, "corner", tmp_path / "out")
    list(evaluation.run(Corner()))
    made = report("corner", items, evaluation.answers)
    assert {name: share.items for name, share in made.by["bucket"].items()} == {
        "element_recognition": 2,
        "text_matching": 1,
    }
    benchmark(tmp_path, *({**row, "instruction": "store"} for row in rows), name="OSWorld-G_refined.json")
    with pytest.raises(
        ConfigError, match=r"OSWorld-G_refined.json and OSWorld-G.json ask for the same places"
    ):
        read_benchmark(tmp_path)
    assert len(read_benchmark(tmp_path / "OSWorld-G_refined.json")) == 3


def test_screenspot_pro_s_table_has_group_and_type(tmp_path: Path) -> None:
    rows = [PRO, {**PRO, "ui_type": "text"}, {**PRO, "group": "CAD", "bbox": [50, 50, 60, 60]}]
    items = read_benchmark(benchmark(tmp_path, *rows))
    evaluation = Evaluation(items, "corner", tmp_path / "out")
    list(evaluation.run(Corner()))
    table = report("corner", items, evaluation.answers).by["group and ui_type"]
    assert {name: share.right for name, share in table.items()} == {
        "CAD icon": 0,
        "Dev icon": 1,
        "Dev text": 1,
    }
    by = report("corner", items, {key: evaluation.answers[key] for key in ("set.json:1", "set.json:3")}).by
    assert list(by) == ["group"], "all have one type, so a crossing with it would repeat the groups"


def test_edges_count_as_inside_and_other_sizes_are_scaled(tmp_path: Path) -> None:
    (item,) = read_benchmark(benchmark(tmp_path, PRO))
    assert item.is_right((10, 20), (100, 80))
    assert item.is_right((30, 40), (100, 80))
    assert not item.is_right((31, 40), (100, 80))
    assert item.is_right((60, 80), (200, 160)), "the picture is twice as large as was annotated"
    assert not item.is_right(None, (100, 80))


def test_a_polygon_is_its_inside() -> None:
    place = Place(polygon=((0, 0), (50, 0), (0, 50)))
    assert place.holds((10, 10))
    assert not place.holds((40, 40))
    assert Place(box=(5, 5, 5, 5)).holds((5, 5)), "a box without area is a point"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({**PRO, "bbox": [1, 2, 3]}, "a box has 4 numbers"),
        ({**POLYGON, "box_coordinates": [1, 2, 3, 4]}, "no polygon"),
        ({"img_filename": "a.png", "bbox": [1, 2, 3, 4]}, "row 1 of .*instruction"),
        ({**PRO, "bbox": "left"}, "row 1 of "),
        ({**PRO, "instruction": " "}, "row 1 of .*instruction"),
        ({**PRO, "img_size": [0, 0]}, "row 1 of .*img_size"),
        ({**PRO, "bbox": [30, 20, 10, 40]}, "row 1 of .* no item: .*right at 10 .* left at 30.*--boxes"),
        ({**PRO, "bbox": [50, 60, 20, 10]}, "row 1 of .*--boxes"),
        ({**OSWORLD, "box_coordinates": [10, 20, 0, 5]}, "row 1 of .*--boxes"),
    ],
)
def test_rows_that_are_none_are_named(tmp_path: Path, row: dict[str, Any], says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        read_benchmark(benchmark(tmp_path, row))


def test_files_that_are_no_benchmark_are_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no file"):
        read_benchmark(tmp_path / "nothing")
    with pytest.raises(ConfigError, match=r"no \.json"):
        read_benchmark(tmp_path)
    (tmp_path / "x.json").write_text("[{")
    with pytest.raises(ConfigError, match="no valid JSON"):
        read_benchmark(tmp_path)
    (tmp_path / "x.json").unlink()
    (tmp_path / "x.jsonl").write_text("{")
    with pytest.raises(ConfigError, match="it is no JSON"):
        read_benchmark(tmp_path)
    (tmp_path / "x.jsonl").unlink()
    path = benchmark(tmp_path, PRO)
    with pytest.raises(ConfigError, match="there is no folder nodir"):
        read_benchmark(path, Path("nodir"))
    with pytest.raises(ConfigError, match=f"1 of the 1 items .*a.png of row 1 .* not in {tmp_path}"):
        read_benchmark(path, tmp_path)
    (tmp_path / "images" / "a.png").unlink()
    with pytest.raises(ConfigError, match=r"screenspot_imgs.*--images"):
        read_benchmark(path)


MIDDLE = Point(15, 25)


class Corner:
    """Always the same point; nothing for what is `gone`."""

    def __init__(self, point: Point = MIDDLE) -> None:
        self.point, self.asked = point, 0

    def ground(self, observation: Observation, target: Target) -> Grounding:
        self.asked += 1
        assert observation.screenshot is not None
        if target.description == "gone":
            raise TargetNotFound("gone")
        return Grounding(self.point, 0.8, "corner", alternatives=(Alternative(Point(1, 1), 0.1),))


class Seen(Corner):
    """The same with its look."""

    def ground(self, observation: Observation, target: Target) -> Grounding:
        found = super().ground(observation, target)
        return replace(found, answers=(ViewAnswer((0, 0, 100, 80), (15.0, 25.0)),))


def test_an_evaluation_counts_as_the_official_code_does(tmp_path: Path) -> None:
    rows = [PRO, {**PRO, "id": "x_2", "bbox": [50, 50, 60, 60]}, {**OURS, "ui_type": "icon"}, POLYGON]
    items = read_benchmark(benchmark(tmp_path, *rows))
    evaluation = Evaluation(items, "corner", tmp_path / "out")
    assert [answer.right for answer in evaluation.run(Corner())] == [True, False, True, True]
    made = report("corner", items, evaluation.answers)
    assert (made.all.right, made.all.items, made.unanswered) == (3, 4, 0)
    assert set(made.by) == {"GUI_types"}, "what all share is no group"
    assert made.by["GUI_types"]["Icon"].accuracy == 1
    assert "3 of 4 right" in render(made)
    assert json.dumps(made.to_json())


class Unsure(Corner):
    """Always a point, and never sure of it."""

    def ground(self, observation: Observation, target: Target) -> Grounding:
        return replace(super().ground(observation, target), confidence=0.01)


def test_an_unsure_point_counts_and_what_the_agent_makes_of_it_is_told_besides(tmp_path: Path) -> None:
    items = read_benchmark(benchmark(tmp_path, OSWORLD, REFUSAL))
    evaluation = Evaluation(items, "unsure", tmp_path / "out")
    list(evaluation.run(Unsure()))
    made = report("unsure", items, evaluation.answers, bound=0.3)
    assert (made.all.right, made.refusals and made.refusals.right) == (1, 0)
    told = render(made)
    assert "0 of 1 refusals right: every point counts, however unsure" in told
    assert "taps from 30 % on: 1 of 2 right (50.00 %), 1 of 1 refusals" in told
    assert made.acting is not None
    assert made.acting.to_json()["right"] == 1


def test_a_run_that_was_cut_short_goes_on(tmp_path: Path) -> None:
    items = read_benchmark(benchmark(tmp_path, *[{**PRO, "id": n} for n in range(5)]))
    out = tmp_path / "out"
    first = Evaluation(items, "corner", out).run(Corner())
    next(first), next(first)
    first.close()
    with (out / "items.jsonl").open("a") as file:
        file.write('{"key": "set.json:3", "ri')
    again, grounder = Evaluation(items, "corner", out), Corner()
    assert len(again.left) == 3
    assert len(list(again.run(grounder))) == grounder.asked == 3
    assert len(answers_in(out)) == len((out / "items.jsonl").read_text().splitlines()) == 5


def test_more_of_the_same_items_are_asked_after_some(tmp_path: Path) -> None:
    """Whatever the limit was, what is answered stays answered."""
    items = read_benchmark(benchmark(tmp_path, *[{**PRO, "id": n} for n in range(5)]))
    out = tmp_path / "out"
    assert len(list(Evaluation(items, "corner", out, 2).run(Corner()))) == 2
    more, grounder = Evaluation(items, "corner", out, 4), Corner()
    assert len(list(more.run(grounder))) == grounder.asked == 2
    assert not Evaluation(items, "corner", out, 3).left
    assert len(Evaluation(items, "corner", out).left) == 1


def test_a_folder_that_was_made_of_the_first_items_alone_goes_on(tmp_path: Path) -> None:
    items = read_benchmark(benchmark(tmp_path, *[{**PRO, "id": n} for n in range(5)]))
    list(Evaluation(items[:2], "corner", tmp_path / "out").run(Corner()))
    assert len(Evaluation(items, "corner", tmp_path / "out").left) == 3
    with pytest.raises(ConfigError, match=r"other items: 2 then, 4 now.*out to start over"):
        Evaluation(items[1:], "corner", tmp_path / "out")


def test_another_evaluation_in_the_folder_is_not_mixed_in(tmp_path: Path) -> None:
    items = read_benchmark(benchmark(tmp_path, PRO))
    Evaluation(items, "corner", tmp_path / "out")
    with pytest.raises(ConfigError, match=r"another grounder: corner, not other.*out to start over"):
        Evaluation(items, "other", tmp_path / "out")
    (tmp_path / "out" / "manifest.json").write_text("[")
    with pytest.raises(ConfigError, match="cannot be told"):
        Evaluation(items, "corner", tmp_path / "out")


def test_a_broken_picture_is_a_wrong_answer_and_no_end(tmp_path: Path) -> None:
    path = benchmark(tmp_path, PRO, {**REFUSAL, "image_path": "b.png"})
    for name in ("a.png", "b.png"):
        image = tmp_path / "images" / name
        image.write_bytes(image.read_bytes()[:60])
    items = read_benchmark(path)
    evaluation = Evaluation(items, "corner", tmp_path / "out")
    answers = list(evaluation.run(Corner()))
    assert [answer.right for answer in answers] == [False, False]
    assert all("cannot be read" in answer.told for answer in answers)
    made = report("corner", items, evaluation.answers)
    assert (made.unread, made.unanswered) == (2, 0)
    assert "2 whose picture could not be read" in render(made)
    assert f"first: {tmp_path / 'images' / 'a.png'} cannot be read as a picture" in render(made)
    assert "not found, which" not in render(made)


def test_a_picture_that_could_not_be_read_is_asked_again(tmp_path: Path) -> None:
    path = benchmark(tmp_path, PRO, {**PRO, "img_filename": "b.png"})
    picture = tmp_path / "images" / "b.png"
    whole = picture.read_bytes()
    picture.write_bytes(whole[:60])
    items = read_benchmark(path)
    list(Evaluation(items, "corner", tmp_path / "out").run(Corner()))
    assert len(answers_in(tmp_path / "out")) == 1
    lines = tmp_path / "out" / "items.jsonl"
    known = json.loads(lines.read_text())
    unread = {**known, "key": "set.json:2", "right": False, "unread": True}
    with lines.open("a") as file:
        file.write(json.dumps(unread) + "\n")  # as earlier runs wrote it
    picture.write_bytes(whole)
    again = Evaluation(items, "corner", tmp_path / "out")
    assert [item.key for item in again.left] == ["set.json:2"]
    assert [answer.right for answer in again.run(Corner())] == [True]
    assert [answer.right for answer in answers_in(tmp_path / "out").values()] == [True, True]


def test_two_grounders_are_compared_item_by_item(tmp_path: Path) -> None:
    items = read_benchmark(benchmark(tmp_path, *[{**PRO, "id": n} for n in range(8)]))
    good, bad = (Evaluation(items, name, tmp_path / name) for name in ("good", "bad"))
    list(good.run(Corner())), list(bad.run(Corner(Point(90, 70))))
    made = report("good", items, good.answers, answers_in(tmp_path / "bad"))
    against = made.against
    assert against is not None
    assert made.compared == 8
    assert "on 8 items" in render(made)
    assert (against.better, against.worse) == (8, 0)
    assert against.p_value < 0.01


def test_what_was_found_is_drawn_on_the_screen() -> None:
    import numpy as np

    from device.screen import Bounds

    heat = np.zeros((4, 3), np.float32)
    heat[0, 0] = np.nan
    heat[2, 1] = 1
    found = Grounding(
        Point(150, 250), 0.7, "mvp:local", Bounds(120, 220, 180, 280), "Play", heatmap=heat,
        alternatives=(Alternative(Point(20, 20), 0.2),),
        views=(Bounds(0, 0, 300, 400), Bounds(0, 100, 300, 350)),
    )  # fmt: skip
    screen = Image.new("RGB", (300, 400), "white")
    drawn = draw_grounding(screen, found, "播放 the play button")
    assert drawn.size[0] == 300
    assert drawn.size[1] > 400
    assert drawn.getpixel((150, 205)) != (255, 255, 255), "the heat"
    assert drawn.getpixel((100, 8)) == (255, 255, 255), "nothing where nothing is"
    assert screen.getpixel((150, 250)) == (255, 255, 255), "the screen itself is left as it is"


def test_labels_can_be_read_at_any_edge() -> None:
    others = tuple(Alternative(Point(296, y), 0.1) for y in (1, 4, 396))
    found = Grounding(Point(150, 250), 0.7, "tree", alternatives=others)
    drawn = draw_grounding(Image.new("RGB", (300, 400), "white"), found, "it").crop((0, 0, 300, 400))
    labels = sum(count for count, colour in drawn.getcolors(1 << 20) or () if colour == (0x1F, 0x29, 0x33))
    one = replace(found, alternatives=others[:1])
    single = draw_grounding(Image.new("RGB", (300, 400), "white"), one, "it").crop((0, 0, 300, 400))
    plate = sum(count for count, colour in single.getcolors(1 << 20) or () if colour == (0x1F, 0x29, 0x33))
    assert plate > 50
    assert labels > 2.5 * plate, "three plates, none on another and none cut off"


def test_nothing_found_is_the_screen_without_a_mark() -> None:
    screen = Image.new("RGB", (300, 400), "white")
    drawn = draw_nothing(screen, "teleport")
    assert drawn.crop((0, 0, 300, 400)).tobytes() == screen.tobytes()
    assert drawn.height > 400


class Twice:
    """Answers in words: left of the middle on the whole, the middle on its parts."""

    name = "twice"

    def ground(self, observation: Observation, target: Target) -> Grounding:
        raise AssertionError("it looks")

    def look(self, pictures: Sequence[Image.Image], words: str) -> list[Look]:
        return [Look((0.2, 0.3), text=f"({p.width},{p.height})", resized=p.size) for p in pictures]


def test_shards_are_merged_to_what_one_run_has(tmp_path: Path) -> None:
    items = read_benchmark(benchmark(tmp_path, *[{**PRO, "id": n} for n in range(5)]))
    for shard in (1, 2):
        list(Evaluation(items, "corner", tmp_path / f"{shard}", shard=(shard, 2)).run(Corner()))
    assert merge(tmp_path / "both", [tmp_path / "1", tmp_path / "2"]) == 5
    whole = Evaluation(items, "corner", tmp_path / "both")
    assert not whole.left
    list(Evaluation(items[:4], "corner", tmp_path / "other").run(Corner()))
    with pytest.raises(ConfigError, match="other is not of the evaluation"):
        merge(tmp_path / "three", [tmp_path / "1", tmp_path / "other"])
    with pytest.raises(ConfigError, match="is there already"):
        merge(tmp_path / "both", [tmp_path / "1"])


def test_an_evaluation_is_a_log_of_views_there_and_back(tmp_path: Path) -> None:
    items = read_benchmark(benchmark(tmp_path, PRO, REFUSAL))
    evaluation = Evaluation(items, "twice", tmp_path / "out")
    list(evaluation.run(MultiView(Twice(), 3)))
    (item,) = load(tmp_path / "out").items
    assert [(view.stage, view.coverage, view.output) for view in item.views] == [
        ("full_image", 0, "(100,80)"), ("subimage_1", 1, "(200,160)"), ("subimage_2", 1, "(267,213)"),
    ]  # fmt: skip
    assert item.view(0) is not None
    assert item.bbox == (10, 20, 30, 40)
    told: list[str] = []
    with noticing(told.append):
        assert convert(tmp_path / "out", tmp_path / "mvp.json") == 1
    assert told == ["answers whose place is no box, left out: 1"]
    assert json.loads((tmp_path / "mvp.json").read_text())["metrics"]["overall"]["num_total"] == 1
    assert convert(tmp_path / "mvp.json", tmp_path / "back") == 1
    (again,) = load(tmp_path / "back").items
    assert (again.views, again.digest, again.ui_type) == (item.views, item.digest, "icon")


def test_pictures_of_one_name_in_two_folders_stay_apart_there_and_back(tmp_path: Path) -> None:
    rows = [{**PRO, "img_filename": f"{app}/screenshot_1.png"} for app in ("excel", "word")]
    items = read_benchmark(benchmark(tmp_path, *rows))
    run, file, back = tmp_path / "run", tmp_path / "results.json", tmp_path / "back"
    list(Evaluation(items, "corner", run).run(Seen()))
    assert convert(run, file) == convert(file, back) == 2
    assert [row["img_path"] for row in json.loads(file.read_text())["details"]] == [
        "excel/screenshot_1.png", "word/screenshot_1.png",
    ]  # fmt: skip
    for place in (run, file, back):
        assert (len(load(place).items), load(place).duplicates) == (2, 0)
    there, again = answers_in(run), answers_in(back)
    assert [(a.method, a.confidence, a.point) for a in again.values()] == [
        (a.method, a.confidence, a.point) for a in there.values()
    ]
    assert list(again) == list(there)
    assert score_file(file).picks_published == 0, "our own picks are not published ones"


def test_rows_that_repeat_another_are_told_with_their_number(tmp_path: Path) -> None:
    row = {
        "img_path": "a.png", "img_size": [100, 80], "prompt_to_evaluate": "save", "bbox": [10, 20, 30, 40],
        "pred": [15, 25], "_debug": {"predictions": [{"stage": "full_image", "point": [15, 25]}]},
    }  # fmt: skip
    (tmp_path / "log.json").write_text(json.dumps([row, row, {**row, "prompt_to_evaluate": "open"}]))
    told: list[str] = []
    with noticing(told.append):
        assert convert(tmp_path / "log.json", tmp_path / "back") == 2
    assert told == ["rows that repeat another (same picture, words and box), left out: 1"]


@pytest.mark.skipif(not LOG.exists(), reason="the published log is not here")
def test_every_published_pick_survives_the_way_there_and_back(tmp_path: Path) -> None:
    for source, out in ((LOG, "one"), (tmp_path / "one", "mvp.json"), (tmp_path / "mvp.json", "two")):
        assert convert(source, tmp_path / out) == 1581
    log, there = load(LOG), load(tmp_path / "two")
    assert there.fingerprint == log.fingerprint
    picks = [mvp_pick(item) for item in there.items]
    assert picks == [item.published_pick for item in log.items]
    assert [answer.point for answer in answers_in(tmp_path / "two").values()] == picks


def test_ui_vision_s_folder_is_read_as_released(tmp_path: Path) -> None:
    """Its files ask for the same places in other words; a box has no area, corners are swapped."""
    named = {"platform": "Krita", "category": "Button", "element_type": "icon"}
    asked = {"image_path": "a.png", "image_size": [100, 80], "prompt_to_evaluate": "layout in grid"}
    row = {**asked, **named, "bbox": [30.6, 0.0, 10.4, 36.0]}
    point = {**row, "bbox": [5.0, 6.0, 5.0, 6.0]}
    folder = tmp_path / "annotations" / "element_grounding"
    folder.mkdir(parents=True)
    benchmark(folder, row, point, name="element_grounding_basic.json")
    benchmark(folder, {**row, "prompt_to_evaluate": "tiles"}, name="element_grounding_functional.json")
    (folder / "images").rename(tmp_path / "images")
    grid, bare, tiles = read_benchmark(tmp_path)
    assert (grid.place, tiles.place) == (Place(box=(10.4, 0.0, 30.6, 36.0)),) * 2
    assert bare.is_right((5.0, 6.0), (100, 80))
    assert dict(grid.groups) == {
        "ui_type": "icon", "application": "Krita", "category": "Button", "file": "element_grounding_basic",
    }  # fmt: skip


def test_mmbench_gui_s_folder_is_read_as_released(tmp_path: Path) -> None:
    """Boxes are shares of the picture, by their corners; the picture lies in the folder of its platform."""
    row = {
        "index": 0, "image_path": "a.png", "platform": "os_windows", "instruction": "Scroll down",
        "data_type": "icon",
        "bbox": [0.1, 0.25, 0.3, 0.5], "grounding_type": "basic", "app_name": "calendar",
    }  # fmt: skip
    phone = {**row, "platform": "os_ios"}
    benchmark(tmp_path, row, {**row, "grounding_type": "advanced"}, phone, name="L2_annotations.json")
    (tmp_path / "images").rename(tmp_path / "os_windows")
    (tmp_path / "offline_images").mkdir()
    (tmp_path / "L1_annotations.json").write_text('[{"question": "What is shown?"}]')
    (tmp_path / "os_windows").rename(tmp_path / "offline_images" / "os_windows")
    shutil.copytree(tmp_path / "offline_images" / "os_windows", tmp_path / "offline_images" / "os_ios")
    items = read_benchmark(tmp_path)
    assert items[0].box_on((100, 80)) == (10, 20, 30, 40)
    assert items[0].is_right((30, 40), (100, 80))
    assert not items[0].is_right((31, 40), (100, 80))
    evaluation = Evaluation(items, "corner", tmp_path / "out")
    list(evaluation.run(Corner()))
    by = report("corner", items, evaluation.answers).by
    crossed = ["os_ios basic", "os_windows advanced", "os_windows basic"]
    assert list(by["platform and grounding_type"]) == crossed


def test_the_leaderboard_s_file_has_every_share_of_screenspot_pro(tmp_path: Path) -> None:
    rows = [
        {**PRO, "instruction": "a"}, {**PRO, "instruction": "b", "bbox": [0, 0, 1, 1], "ui_type": "text"},
        {**PRO, "instruction": "c", "group": "CAD", "application": "autocad"},
    ]  # fmt: skip
    items = read_benchmark(benchmark(tmp_path, *rows))
    evaluation = Evaluation(items, "corner", tmp_path / "out")
    list(evaluation.run(Corner()))
    assert submit(tmp_path / "out", tmp_path / "board.json", "corner") == 3
    made = json.loads((tmp_path / "board.json").read_text())["corner"]
    assert (made["link"], made["description"]) == ("", "")
    assert list(made["results"]["group"]) == ["Dev", "CAD"]
    right = [answer.right for answer in evaluation.answers.values()]
    assert made["results"]["group"]["Dev"] == {"icon": right[0], "text": right[1], "avg": sum(right[:2]) / 2}
    assert made["results"]["application"]["autocad"] == {"icon": right[2], "text": 0, "avg": right[2]}
    assert made["results"]["overall"]["avg"] == pytest.approx(sum(right) / 3)
    with pytest.raises(ConfigError, match="there already"):
        submit(tmp_path / "out", tmp_path / "board.json", "corner")
