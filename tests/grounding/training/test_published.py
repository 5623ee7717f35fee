"""Training's full loss and its gradient, against the published code's, on tiny random checkpoints.

`RECORDED` is what that code gives: its own labels (`dataset.py`), pointer heads and losses
(`modeling_qwen25vl.py`) of GUI-AIMA@809f168e, GUI-Actor@d98d1bbd and AWorld-RL@4aeef7bc (V2P), its chat
template and mask of what is supervised, on the very checkpoint and samples below, with transformers' eager
attention as the rows that GUI-AIMA computes again.
"""

import json
import math
import zlib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from grounding.anchor.weight import weighting
from grounding.pointerhead import PointerHead
from grounding.profile import profile_of
from grounding.training.arm import ARMS
from grounding.training.sample import samples
from grounding.training.vlmtask import ByAnchor, ByHead, Supervision, VlmTask
from models.localvlm import load_vlm
from tests.grounding import tiny

SIZE = (336, 224)
BOX, OTHER = [0.27, 0.31, 0.53, 0.79], [0.7, 0.1, 0.95, 0.28]


def click(box: list[Any], said: str = "click(x=0.4, y=0.55)", *, ends: bool = True) -> dict[str, Any]:
    return {"from": "gpt", "value": f"pyautogui.{said}", "recipient": "os", "end_turn": ends, "bbox_gt": box}


ASKED = [
    {"from": "system", "value": "You are a GUI agent."},
    {"from": "human", "value": "<image>Open the Wi-Fi settings"},
]
SAMPLES = {
    "one box": [*ASKED, click(BOX)],
    "two boxes": [*ASKED, click([BOX, OTHER])],
    "two turns": [
        *ASKED, click(BOX), {"from": "human", "value": "Now the battery"},
        click(OTHER, "doubleClick(x=0.8, y=0.2)", ends=False),
    ],
}  # fmt: skip
RECORDED = {
    ("one box", "query_1"): (9.074882507, 23.245851441),
    ("one box", "query_kl_part"): (9.060240746, 23.755524277),
    ("one box", "uniform"): (10.017992973, 90.685971925),
    ("one box", "v2p"): (11.187397957, 83.209569016),
    ("two boxes", "query_1"): (8.485243797, 20.306418169),
    ("two boxes", "query_kl_part"): (8.500837326, 24.417048756),
    ("two turns", "uniform"): (10.226034164, 71.985710275),
    ("two turns", "v2p"): (11.719142914, 78.372196513),
}
"""The whole loss (words and pointer), and the norm of its gradient over all weights."""


@cache
def checkpoint() -> Path:
    """One whose numbers hang on the published names of its weights alone, whoever initialises them."""
    folder = tiny.save(tiny.build("qwen2_5_vl"), "qwen2_5_vl", "published")
    file = folder / "model.safetensors"
    save_file({n: numbers(n, w.shape) for n, w in load_file(file).items()}, file, metadata={"format": "pt"})
    return folder


def numbers(name: str, shape: torch.Size) -> torch.Tensor:
    generator = torch.Generator().manual_seed(zlib.crc32(name.encode()))
    drawn = 0.2 * torch.randn(shape, generator=generator)
    return 1 + drawn if "norm" in name and name.endswith("weight") else drawn


def supervision(how: str, width: int) -> Supervision:
    if how not in ARMS:
        return ByAnchor(weighting(how))
    head = PointerHead(width, dropout=0.0)
    head.load_state_dict({name: numbers(name, weight.shape) for name, weight in head.state_dict().items()})
    return ByHead(head, ARMS[how])


def task(sample: str, how: str, folder: Path) -> VlmTask:
    tiny.picture(*SIZE).save(folder / "a.png")
    row = {"image": "a.png", "conversations": SAMPLES[sample]}
    (folder / "data.json").write_text(json.dumps([row]), "utf-8")
    vlm = load_vlm(str(checkpoint()), device="cpu")
    way = supervision(how, vlm.layout.hidden)
    profile = profile_of("tiny", "pointer" if how in ARMS else "anchor", "qwen2_5_vl")
    made = VlmTask(vlm, profile, samples(folder / "data.json"), way)
    for module in made.modules.values():
        module.train()
    return made


@pytest.mark.parametrize(("sample", "how"), RECORDED)
def test_loss_and_gradient_are_those_of_the_published_code(sample: str, how: str, tmp_path: Path) -> None:
    made = task(sample, how, tmp_path)
    loss = made.loss(0)
    loss.backward()
    weights = [weight for module in made.modules.values() for weight in module.parameters()]
    norm = math.sqrt(
        sum(float(weight.grad.double().square().sum()) for weight in weights if weight.grad is not None)
    )
    assert (loss.item(), norm) == pytest.approx(RECORDED[sample, how], rel=1e-5)
