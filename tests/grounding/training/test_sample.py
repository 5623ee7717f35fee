"""The seeds' data as it is released, and one line for what is none."""

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from PIL import Image

from device.error import ConfigError
from grounding.pointed import PointedPrompt
from grounding.profile import profile_of
from grounding.training.conversation import IGNORED, ConversationEncoder
from grounding.training.sample import POINTER, samples
from grounding.training.vlmtask import Meant
from tests.grounding import tiny
from tests.table import each_row

CLICK = {"from": "gpt", "value": "pyautogui.click(x=0.25, y=0.5)", "bbox_gt": [0.2, 0.4, 0.3, 0.6]}
ASKED = {"from": "human", "value": "<image>Open the settings"}
ROW: dict[str, Any] = {"image": "a.png", "conversations": [ASKED, CLICK]}


def written(folder: Path, *rows: Any, name: str = "data.json") -> Path:
    Image.new("RGB", (224, 112), "gray").save(folder / "a.png")
    path = folder / name
    text = "\n".join(map(json.dumps, rows)) if name.endswith("l") else json.dumps(rows)
    path.write_text(text, "utf-8")
    return path


def test_coordinates_become_pointers_with_their_boxes(tmp_path: Path) -> None:
    drag = "pyautogui.dragTo(from_coord=[0.1, 0.0], to_coord=[0.5, 1.0])"
    regions = [[0.0, 0.0, 0.1, 0.1], [0.5, 0.5, 0.6, 0.6]]
    row = {
        "image": ["a.png"],
        "conversations": [
            ASKED, CLICK, {"from": "human", "value": "Both"},
            {**CLICK, "bbox_gt": regions, "end_turn": False},
            {"from": "gpt", "value": drag}, {"from": "gpt", "value": "x=0.1, y=0.1", "recipient": "all"},
        ],
    }  # fmt: skip
    (sample,) = samples(written(tmp_path, row))
    assert sample.turns[1].text == f"pyautogui.click({POINTER})"
    assert sample.turns[4].text == f"pyautogui.dragTo({POINTER}, {POINTER})"
    assert sample.turns[5].text == "x=0.1, y=0.1", "what is not for the system is left as it is"
    near, far = (0.1, 0.001, 0.1, 0.001), (0.5, 0.999, 0.5, 0.999)
    assert sample.regions == (((0.2, 0.4, 0.3, 0.6),), tuple(map(tuple, regions)), (near,), (far,))


def test_a_mix_takes_from_each_what_it_says(tmp_path: Path) -> None:
    def numbered(n: int) -> dict[str, Any]:
        return {"image": "a.png", "conversations": [{**ASKED, "value": f"<image>{n}"}, CLICK]}

    written(tmp_path, *map(numbered, range(10)), name="one.json")
    written(tmp_path, *map(numbered, range(10, 20)), name="two.jsonl")
    mix = tmp_path / "mix.yaml"

    def taken(strategy: str) -> list[int]:
        mix.write_text(
            f"datasets:\n  - json_path: one.json\n    images_folder: .\n    sampling_strategy: {strategy}\n"
            "  - json_path: two.jsonl\n    images_folder: ''\n    sampling_strategy: end:2\n"
        )
        return [int(sample.turns[0].text.removeprefix("<image>")) for sample in samples(mix, tmp_path)]

    assert taken("first:3") == [0, 1, 2, 18, 19]
    assert taken("end:15%") == [8, 9, 18, 19]
    assert taken("all") == [*range(10), 18, 19]
    drawn = taken("random:4")
    assert drawn == taken("random:4") != [0, 1, 2, 3, 18, 19]
    with pytest.raises(ConfigError, match=r"dataset 1 of .*mix.yaml.*'some'"):
        taken("some")


@pytest.mark.parametrize("name", ["data.json", "data.jsonl"])
def test_what_is_no_sample_is_told_by_file_and_row(tmp_path: Path, name: str) -> None:
    @each_row(
        ("row", "says"),
        [
            ({"image": "b.png", "conversations": [ASKED, CLICK]}, "the picture .*b.png of row 2"),
            ({"conversations": [ASKED, CLICK]}, "image: Field required"),
            ({**ROW, "conversations": []}, "conversations"),
            ({**ROW, "conversations": [{**ASKED, "value": "no picture"}, CLICK]}, "it shows 0 pictures"),
            ({**ROW, "conversations": [CLICK, ASKED]}, "before it shows the picture"),
            ({**ROW, "conversations": [ASKED, {**CLICK, "bbox_gt": [10, 20, 30, 40]}]}, "bbox_gt"),
            ({**ROW, "conversations": [ASKED, {**CLICK, "bbox_gt": [0.1, 0.2]}]}, "bbox_gt"),
            ({**ROW, "conversations": [ASKED, {**CLICK, "value": "x=0.1.2, y=0.5"}]}, "float: '0.1.2'"),
            (["no row"], "no sample"),
        ],
    )
    def told(row: Any, says: str) -> None:
        with pytest.raises(ConfigError, match=says) as error:
            samples(written(tmp_path, ROW, row, name=name))
        assert f"row 2 of {tmp_path / name}" in str(error.value)

    told()


def test_supervised_is_what_the_seeds_supervise(tmp_path: Path) -> None:
    """From the first token of an assistant's turn to the newline after its last, but for a pointer's end."""
    (sample,) = samples(written(tmp_path, ROW))
    vlm = tiny.vlm("qwen2_5_vl")
    prompt = PointedPrompt(vlm, profile_of("tiny", "anchor", "qwen2_5_vl"))
    encoded = ConversationEncoder(vlm, prompt).encode([sample], [tiny.picture(224, 112)])
    supervised = encoded.wanted[0][encoded.wanted[0] != IGNORED]
    words = vlm.processor.tokenizer.decode(supervised)
    pointer = "<|pointer_start|><|pointer_pad|>"
    assert words == f"<|im_start|>assistant<|recipient|>os\npyautogui.click({pointer})<|diff_marker|>\n"
    first = int((encoded.wanted[0] != IGNORED).nonzero()[0])
    before = vlm.processor.tokenizer.decode(encoded.inputs["input_ids"][0, :first])
    assert before.endswith("Open the settings<|im_end|>\n")
    asked, _ = prompt.encode([tiny.picture(224, 112)], "Open the settings")
    length = asked["input_ids"].shape[1]
    assert torch.equal(asked["input_ids"][0], encoded.inputs["input_ids"][0, :length]), "asked as it learned"


def test_several_boxes_make_one_label_and_a_point_its_patch() -> None:
    two = Meant(((0, 0, 28, 28), (56, 28, 84, 56)), (112, 56))
    assert two.label(None, 28).tolist() == [1, 0, 0, 0, 0, 0, 1, 0]
    assert Meant(((30, 30, 30, 30),), (112, 56)).label(None, 28).tolist() == [0, 0, 0, 0, 0, 1, 0, 0]
