"""Tiny random models of the classes that are run for real, with tokenizer and processor, saved to disk."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import torch
from PIL import Image

from grounding.profile import profile_of
from grounding.training import blank
from grounding.training.blank import Family, Form
from models.localprompt import asked
from models.localvlm import LocalVLM, load_vlm

torch.set_num_threads(1)

FAMILIES: tuple[Family, ...] = ("qwen2_5_vl", "qwen3_vl")
FACTOR = {"qwen2_5_vl": 28, "qwen3_vl": 32}
HIDDEN, LAYERS = 64, 4


def build(family: Family, seed: int = 0, *, tied: bool = False) -> Any:
    """A random model of the class, spread widely, so that its attention is no flat one."""
    return blank.build(family, Form(HIDDEN, LAYERS, vision=32, spread=0.2, tied=tied), seed)


@cache
def _room() -> Path:
    room = Path(tempfile.mkdtemp(prefix="tiny-models-"))
    atexit.register(shutil.rmtree, room, ignore_errors=True)
    return room


def save(model: Any, family: Family, name: str) -> Path:
    return blank.save(model, family, _room() / name)


@cache
def folder(family: Family, seed: int = 0) -> Path:
    return save(build(family, seed), family, f"{family}-{seed}")


@cache
def vlm(family: Family, seed: int = 0) -> LocalVLM:
    return load_vlm(str(folder(family, seed)), device="cpu")


def picture(width: int = 168, height: int = 112, seed: int = 0) -> Image.Image:
    """Coarse coloured noise: something to attend to."""
    generator = torch.Generator().manual_seed(seed)
    coarse = torch.randint(0, 256, (6, 8, 3), generator=generator, dtype=torch.uint8)
    return Image.fromarray(coarse.numpy()).resize((width, height), Image.Resampling.NEAREST)


ANSWER = "(84,56)"


def chat_inputs(vlm: LocalVLM, *pictures: Image.Image, words: str = "Wi-Fi", end: str = "") -> Any:
    """Pictures of one size, each asked for a point as the local chat grounder asks."""
    profile = profile_of("tiny", "chat", vlm.checkpoint.model_type)
    seen = [vlm.resize(each, profile.min_pixels, profile.max_pixels) for each in pictures]
    system = profile.asked.system.format(width=seen[0].width, height=seen[0].height)
    return vlm.encode([asked(system, words) + end] * len(seen), seen)


@cache
def answering(family: Family) -> LocalVLM:
    """A model trained, for a moment, to answer every picture with ANSWER."""
    model = build(family, 1)
    saved = save(model, family, f"{family}-answering")
    loaded = load_vlm(str(saved), device="cpu")
    answer = loaded.processor.tokenizer.encode(ANSWER + "<|im_end|>")
    optimiser = torch.optim.AdamW(loaded.model.parameters(), lr=3e-3)
    for step in range(60):
        size = ((168, 112), (336, 224), (224, 168))[step % 3]
        inputs = chat_inputs(
            loaded, picture(*size, seed=step), words=f"thing {step}", end=ANSWER + "<|im_end|>"
        )
        labels = torch.full_like(inputs["input_ids"], -100)
        labels[0, -len(answer) :] = inputs["input_ids"][0, -len(answer) :]
        loss = loaded.model(**inputs, labels=labels).loss
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    loaded.model.eval()
    return loaded
