"""What training keeps on disk to go on from: the last few states, each one file a process.

A state holds what cannot be had again: the float32 weights that are trained, AdamW's averages, and buffers.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from grounding.training.master import State
from grounding.training.peers import Peers

FOLDER = "state"
_NAME = re.compile(r"(?P<step>\d{8})-(?P<rank>\d+)-of-(?P<count>\d+)\.pt")


@dataclass(frozen=True, slots=True)
class Kept:
    """A state."""

    step: int
    """How many steps were made."""
    plan: Mapping[str, Any]
    """What has to be the same for the run to go on."""
    weights: State
    buffers: dict[str, torch.Tensor]


def keep(run: Path, state: Kept, peers: Peers, last: int) -> None:
    """Write this process's part, and remove all states but the `last` ones that are whole."""
    folder = run / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / f"{state.step:08d}-{peers.rank}-of-{peers.count}.pt"
    waiting = place.with_suffix(".new")
    torch.save({"plan": dict(state.plan), "weights": state.weights, "buffers": state.buffers}, waiting)
    waiting.replace(place)
    peers.wait()
    if peers.rank == 0:
        for old in _whole(folder)[:-last]:
            for part in _parts(folder, old):
                part.unlink()
    peers.wait()


def newest(run: Path) -> Kept | None:
    """The last state that is whole, of however many processes; None where there is none."""
    folder = run / FOLDER
    steps = _whole(folder)
    if not steps:
        return None
    weights: State = {}
    plan: Mapping[str, Any] = {}
    buffers: dict[str, torch.Tensor] = {}
    for path in _parts(folder, steps[-1]):
        part = torch.load(path, map_location="cpu", weights_only=True)
        plan, buffers = part["plan"], part["buffers"]
        weights |= part["weights"]
    return Kept(steps[-1], plan, weights, buffers)


def _parts(folder: Path, step: int) -> list[Path]:
    return sorted(path for path in folder.glob(f"{step:08d}-*.pt") if _NAME.fullmatch(path.name))


def _whole(folder: Path) -> list[int]:
    """Steps of which every process's part is there."""
    found: dict[int, list[int]] = {}
    for path in folder.glob("*.pt"):
        named = _NAME.fullmatch(path.name)
        if named:
            found.setdefault(int(named["step"]), []).append(int(named["count"]))
    return sorted(
        step for step, counts in found.items() if len(set(counts)) == 1 and len(counts) == counts[0]
    )
