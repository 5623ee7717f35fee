"""Recorded runs as data sets that TRL trains on: conversations, preferences, and steps that rules can check.

FOLDER/sft.jsonl         prompt, completion, images
FOLDER/preference.jsonl  prompt, chosen, rejected, images: a success's step and a failure's on one screen
FOLDER/step.jsonl        prompt, images, wanted: what GRPO's rules check a reply against
FOLDER/images/           pictures at the size the model is shown them, named by content
FOLDER/card.json         where it comes from, how many, what was left out and why
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from pydantic import JsonValue

from device.atomicfile import write_whole
from models.localprompt import harmless
from models.profile import Profile
from tasks.practice.sample import Sample, sample_of, samples_of
from tasks.practice.selection import Selection

Row = dict[str, JsonValue]
Keep = Callable[[Sample], str]
"""Keeps a sample's picture; the name it has in the folder."""


@dataclass(frozen=True, slots=True)
class Exported:
    """How much was written."""

    steps: int
    preferences: int
    pictures: int


def export(selection: Selection, profile: Profile, folder: Path, source: Sequence[str]) -> Exported:
    """Write the data sets. Raises OSError where the folder can't be written."""
    (folder / "images").mkdir(parents=True, exist_ok=True)
    pictures: set[str] = set()

    def keep(sample: Sample) -> str:
        name = _kept(sample, folder)
        pictures.add(name)
        return name

    samples = [sample for run in selection.runs for sample in samples_of(run, profile)]
    _write(folder / "sft.jsonl", ({**_asked(s, keep), "completion": _said(s.reply)} for s in samples))
    _write(
        folder / "step.jsonl", ({**_asked(s, keep), "wanted": s.wanted.model_dump_json()} for s in samples)
    )
    preferences = list(_preferences(selection, profile, keep))
    _write(folder / "preference.jsonl", preferences)
    card: Row = {
        "source": list(source),
        "profile": profile.name,
        "runs": len(selection.runs),
        "steps": len(samples),
        "preferences": len(preferences),
        "left_out": dict(selection.left_out),
    }
    write_whole(folder / "card.json", json.dumps(card, indent=2).encode())
    return Exported(len(samples), len(preferences), len(pictures))


def _preferences(selection: Selection, profile: Profile, keep: Keep) -> Iterable[Row]:
    for pair in selection.pairs:
        good = sample_of(pair.run, pair.before, pair.good, profile)
        bad = sample_of(pair.run, pair.before, pair.bad.model_copy(update={"shot": pair.good.shot}), profile)
        if good is not None and bad is not None and good.reply != bad.reply:
            yield {**_asked(good, keep), "chosen": _said(good.reply), "rejected": _said(bad.reply)}


def _asked(sample: Sample, keep: Keep) -> Row:
    """Every part a list of typed items, as TRL and chat templates of vision models take it."""
    return {
        "prompt": [
            {"role": "system", "content": [{"type": "text", "text": sample.orders}]},
            {
                "role": "user",
                "content": [
                    {"type": "image", "text": None},
                    {"type": "text", "text": harmless(sample.question)},
                ],
            },
        ],
        "images": [keep(sample)],
    }


def _said(reply: str) -> JsonValue:
    return [{"role": "assistant", "content": [{"type": "text", "text": reply}]}]


def _kept(sample: Sample, folder: Path) -> str:
    digest = hashlib.sha256(sample.picture.name.encode() + repr(sample.size).encode()).hexdigest()[:24]
    name = f"images/{digest}.png"
    path = folder / name
    if not path.exists():
        with Image.open(sample.picture) as picture:
            picture.convert("RGB").resize(sample.size, Image.Resampling.BICUBIC, reducing_gap=2.0).save(path)
    return name


def _write(path: Path, rows: Iterable[Row]) -> None:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    write_whole(path, text.encode())
