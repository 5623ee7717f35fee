"""Benchmarks as a person has unpacked them: what is found, what is told, and what it is grouped by."""

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from device.error import ConfigError
from grounding.evaluation.item import Item
from grounding.evaluation.read import read_benchmark
from models.notice import noticing

OSWORLD = {
    "image_path": "a.png", "image_size": [100, 80], "instruction": "save", "box_type": "bbox",
    "box_coordinates": [10, 20, 30, 40],
}  # fmt: skip
SPOT = {
    "img_filename": "a.png", "bbox": [10, 20, 30, 40], "instruction": "save", "data_type": "text",
    "data_source": "gitlab",
}  # fmt: skip


def lay(root: Path, files: dict[str, Any], *pictures: str) -> Path:
    """Files with what they hold, as JSON, and pictures of 100 by 80."""
    for name, holds in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        lines = "\n".join(map(json.dumps, holds)) if name.endswith("l") else json.dumps(holds)
        (root / name).write_text(lines)
    for name in pictures:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (100, 80), "white").save(root / name)
    return root


def read(root: Path) -> tuple[list[Item], list[str]]:
    """The items, and what is told on the way."""
    told: list[str] = []
    with noticing(told.append):
        return read_benchmark(root), told


BY_ID = {"classified": {"text_matching": [{"id": "o1"}], "refusal": ["o2"]}, "unclassified": []}


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"classification_result.json": BY_ID}, []),
        ({"buckets.json": {"text_matching": ["o1"], "refusal": ["o2"]}}, []),
        ({"buckets.json": {"text_matching": ["Label"], "refusal": ["Refusal"]}}, []),
        (
            {"classification_result.json": BY_ID, "buckets.json": {"text_matching": ["Refusal"]}},
            ["buckets are those of classification_result.json; buckets.json is not used"],
        ),
    ],
)
def test_osworld_g_s_clone_is_read_with_its_buckets(
    tmp_path: Path, files: dict[str, Any], told: list[str]
) -> None:
    rows = [
        {**OSWORLD, "id": "o1", "GUI_types": ["Label"]},
        {**OSWORLD, "id": "o2", "box_type": "refusal", "GUI_types": ["Refusal"]},
    ]
    lay(tmp_path, {f"benchmark/{name}": holds for name, holds in {"OSWorld-G.json": rows, **files}.items()},
        "benchmark/images/a.png")  # fmt: skip
    items, heard = read(tmp_path)
    assert [dict(item.groups)["bucket"] for item in items] == ["text_matching", "refusal"]
    assert heard == told


def test_buckets_of_other_items_are_told(tmp_path: Path) -> None:
    lay(tmp_path, {"a.json": [{**OSWORLD, "id": "o1"}], "buckets.json": {"refusal": ["x"]}}, "images/a.png")
    assert read(tmp_path)[1] == ["the file of buckets names none of these items, so no buckets are told"]


def test_screenspot_is_grouped_by_its_kind_of_device(tmp_path: Path) -> None:
    files = {f"screenspot_{kind}{end}.json": [{**SPOT, "instruction": kind}]
             for kind, end in (("mobile", ""), ("web", "_v2"))}  # fmt: skip
    items, _ = read(lay(tmp_path, files, "screenspot_imgs/a.png"))
    assert [(dict(item.groups)["platform"], dict(item.groups)["source"]) for item in items] == [
        ("mobile", "gitlab"), ("web", "gitlab"),
    ]  # fmt: skip


def test_what_is_learned_from_is_asked_only_by_name(tmp_path: Path) -> None:
    row = {"img_filename": "a.png", "img_size": [100, 80], "bbox": [1, 2, 3, 4]}
    files = {f"{name}.jsonl": [{**row, "instruction": name}] for name in ("train", "screen", "app")}
    items, told = read(lay(tmp_path, files, "images/a.png"))
    assert [item.instruction for item in items] == ["app", "screen"]
    (line,) = told
    assert "train.jsonl is left out" in line
    assert len(read_benchmark(tmp_path / "train.jsonl")) == 1


def test_boxes_beyond_their_picture_are_told(tmp_path: Path) -> None:
    rows = [SPOT, {**SPOT, "bbox": [60, 20, 90, 40]}]
    _, told = read(lay(tmp_path, {"screenspot_web.json": rows}, "images/a.png"))
    assert told == [
        "1 of 2 boxes reach beyond their picture, the first that of screenspot_web.json:2: with --boxes it "
        "is said how boxes are meant"
    ]


def test_sizes_other_than_their_picture_has_are_told(tmp_path: Path) -> None:
    rows = [{**SPOT, "img_size": size} for size in ([100, 80], [1000, 1000])]
    _, told = read(lay(tmp_path, {"x.json": rows}, "images/a.png"))
    assert told == [
        "1 of 2 items give another size than their picture has, the first x.json:2: 1000x1000, and a.png has "
        "100x80; points are stretched to what is given"
    ]


def test_names_in_buckets_that_match_no_item_are_told(tmp_path: Path) -> None:
    rows = [{**OSWORLD, "id": "o1"}]
    buckets = {"classified": {"text_matching": ["o1"], "refusal": ["o7", "o8"]}}
    files = {"OSWorld-G.json": rows, "classification_result.json": buckets}
    _, told = read(lay(tmp_path, files, "images/a.png"))
    assert told == ["2 of the 3 names in the file of buckets match no item, o7 first"]


def test_who_said_how_boxes_are_meant_is_not_asked_to_say_it(tmp_path: Path) -> None:
    lay(tmp_path, {"x.json": [{**SPOT, "bbox": [40, 20, 30, 40]}]}, "images/a.png")
    with pytest.raises(ConfigError, match="as --boxes xyxy says: leave that out, or say xywh") as caught:
        read_benchmark(tmp_path, boxes="xyxy")
    assert "Say with --boxes" not in str(caught.value)


def test_pictures_of_mmbench_gui_are_found_as_its_archive_unpacks(tmp_path: Path) -> None:
    row = {
        "image_path": "a.png", "platform": "os_web", "instruction": "go", "data_type": "icon",
        "bbox": [0.1, 0.2, 0.3, 0.4], "grounding_type": "basic",
    }  # fmt: skip
    place = "MMBench-GUI-OfflineImages/offline_images/os_web/a.png"
    (item,), _ = read(lay(tmp_path, {"L2_annotations.json": [row]}, place))
    assert item.picture == "os_web/a.png"


def test_pictures_that_git_lfs_has_not_fetched_are_not_there(tmp_path: Path) -> None:
    lay(tmp_path, {"x.json": [SPOT, {**SPOT, "img_filename": "b.png"}]}, "images/a.png")
    (tmp_path / "images" / "b.png").write_text(
        "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935\nsize 12345\n"
    )
    with pytest.raises(ConfigError, match=r"1 of the 2 items of .* git-lfs pointer .* b.png of row 2 first"):
        read_benchmark(tmp_path)


@pytest.mark.parametrize("alike", range(6))
def test_two_versions_of_one_file_are_refused_however_many_words_are_alike(
    tmp_path: Path, alike: int
) -> None:
    rows = [{**OSWORLD, "instruction": f"thing {n}", "box_coordinates": [n, 20, 5, 5]} for n in range(6)]
    refined = [row if n < alike else {**row, "instruction": f"the thing {n}"} for n, row in enumerate(rows)]
    files = {"OSWorld-G.json": rows, "OSWorld-G_refined.json": refined}
    lay(tmp_path, files, "images/a.png")
    with pytest.raises(ConfigError, match="ask for the same places in other words"):
        read_benchmark(tmp_path)


def test_settings_of_their_own_ask_what_they_share_each_and_a_collection_does_not(tmp_path: Path) -> None:
    named = {"img_filename": "a.png", "bbox": [1, 2, 3, 4], "element_type": "icon", "platform": "x"}
    one, two, three = ({**named, "instruction": word} for word in ("one", "two", "three"))
    files = {"g_basic.json": [one, two], "g_functional.json": [one, three]}
    items, told = read(lay(tmp_path, files, "images/a.png"))
    assert [dict(item.groups)["file"] for item in items] == ["g_basic"] * 2 + ["g_functional"] * 2
    path = tmp_path / "g_functional.json"
    own = "asked in each, as settings of their own"
    assert told == [f"1 of 2 items of {path} stand in other files too and are {own}"]
    items, told = read(lay(tmp_path, {"all.json": [one, two, three]}))
    assert len(items) == 4
    assert f"3 of 3 items of {tmp_path / 'all.json'} stand in other files too and are left out" in told


@pytest.mark.parametrize(
    ("files", "pictures", "says"),
    [
        ({"x.json": {"a": 1}}, [], "x.json holds one JSON object, not a list of items, and no other"),
        ({"data/x.parquet": 0}, [], "holds parquet files, which are not read, and no .json"),
        ({"x.json": [SPOT], "pictures.zip": 0}, [], r"pictures.zip lies there still packed"),
        ({"x.json": [SPOT]}, [], "1 of the 1 items of .* beside that file, nor in a folder there: images, "),
        (
            {"x.json": [{**SPOT, "img_filename": "b.png"}, SPOT], "pictures.zip": 0},
            ["images/a.png"],
            r"1 of the 2 items of .* lack their picture, b.png of row 1 first.*--images",
        ),
        (
            {"x.json": [{**SPOT, "data_type": "", "bbox": [173, 20, 100, 40]}]},
            ["images/a.png"],
            "read by its corners, as a row without data_type is; ScreenSpot's and -v2's have it",
        ),
        ({"x.json": [{"img_filename": "a.png"}]}, [], "no item: it has no instruction .or prompt_to_ev"),
        ({"x.json": [{**SPOT, "bbox": ["a", 1, 2, 3]}]}, [], "no item: bbox.0 cannot be 'a'"),
    ],
)
def test_what_is_not_as_released_is_named(
    tmp_path: Path, files: dict[str, Any], pictures: list[str], says: str
) -> None:
    lay(tmp_path, files, *pictures)
    with pytest.raises(ConfigError, match=says):
        read_benchmark(tmp_path)
