"""What the network learns that says where icons are: a heap of tiles a step."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import torch

from grounding.bundled.finding import CELL
from grounding.training.iconfont import Glyph
from grounding.training.iconnet import Finder
from grounding.training.iconscreen import LARGEST, SMALLEST, Tile, tile


@dataclass(frozen=True, slots=True)
class TileBatching:
    """How much goes into one step."""

    tiles: int = 6
    side: int = 256
    """Pixels along a tile."""
    seed: int = 0
    half: bool = False


class FindTask:
    """`Task`: where the middles of icons are, and how large they are."""

    def __init__(self, glyphs: Sequence[Glyph], batching: TileBatching) -> None:
        self.finder = Finder()
        self._glyphs, self._plan = list(glyphs), batching

    @property
    def modules(self) -> dict[str, torch.nn.Module]:
        """The network."""
        return {"finder": self.finder}

    def loss(self, step: int) -> torch.Tensor:
        """Of the tiles of that step."""
        rng = Random(f"{self._plan.seed} find {step}")
        tiles = [tile(self._plan.side, self._glyphs, rng) for _ in range(self._plan.tiles)]
        pixels = np.stack([np.asarray(each.picture) for each in tiles]).transpose(0, 3, 1, 2)
        wanted = torch.from_numpy(np.stack([_wanted(each, self._plan.side // CELL) for each in tiles]))
        with torch.autocast("cpu", torch.bfloat16, enabled=self._plan.half):
            found = self.finder(
                torch.from_numpy(pixels.astype(np.float32) / 255).to(memory_format=torch.channels_last)
            )
        return _loss(found.float(), wanted)


def _wanted(drawn: Tile, cells: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """(3, cells, cells): how near a cell is to an icon's middle, the log of its side, whether it counts."""
    near = np.zeros((cells, cells), dtype=np.float32)
    side, counts = np.zeros_like(near), np.ones_like(near)
    place = (np.arange(cells) + 0.5) * CELL
    for x, y, inked in drawn.icons:
        away = np.hypot(place[None, :] - x, place[:, None] - y)
        if not SMALLEST <= inked <= LARGEST:
            # One too large or too small is found at another size of the picture.
            counts[away < inked * 0.7] = 0
            continue
        spread = np.exp(-((away / (0.16 * inked + 1.5)) ** 2))
        middle = away <= away.min() + 1e-3
        spread[middle] = 1
        better = spread > near
        near[better], side[better] = spread[better], math.log(inked)
        counts[(away < inked * 0.5)] = 1
    return np.stack((near, side, counts))


def _loss(found: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """CornerNet's focal loss of middles, and how far the sides are off."""
    near, side, counts = wanted[:, 0], wanted[:, 1], wanted[:, 2]
    odds, said = found[:, 0], found[:, 1]
    share = odds.sigmoid()
    middle = near > 0.7
    hit = -torch.nn.functional.logsigmoid(odds) * (1 - share) ** 2
    free = -torch.nn.functional.logsigmoid(-odds) * share**2 * (1 - near) ** 4 * counts
    known = near > 0.3
    off = ((said - side).abs() * known).sum() / known.sum().clamp_min(1)
    made: torch.Tensor = (hit[middle].sum() + free[~middle].sum()) / middle.sum().clamp_min(1) + off
    return made
