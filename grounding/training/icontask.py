"""What the networks of icons and words learn together: which crop goes with which name."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import torch

from grounding.bundled.query import query_ids
from grounding.training.iconcrop import CONTROLS, blank, crop
from grounding.training.iconfont import Glyph, common
from grounding.training.iconnet import Sight, Words

_SAID = ("{}", "{}", "{}", "{}", "the {} icon", "{} button", "the {} button", "{} icon", "tap {}")
_SAID_ZH = ("{}", "{}", "{}", "{}图标", "{}按钮")


@dataclass(frozen=True, slots=True)
class CropBatching:
    """How much goes into one step."""

    crops: int = 192
    common: float = 0.6
    """The share of crops of symbols that people have words for."""
    blank: float = 0.12
    """That of crops without an icon."""
    controls: float = 0.02
    """That of switches, checkboxes and radio buttons."""
    names: int = 400
    """Further names that none of the crops need go by."""
    seed: int = 0
    half: bool = False


class CropTask:
    """`Task`: crops and names of one space, told apart in both directions."""

    def __init__(self, glyphs: Sequence[Glyph], batching: CropBatching) -> None:
        self.sight, self.words = Sight(), Words()
        self.scale = torch.nn.ParameterDict(
            {"sharp": torch.nn.Parameter(torch.tensor(2.5)), "least": torch.nn.Parameter(torch.tensor(-8.0)),
             "nothing": torch.nn.Parameter(torch.tensor(5.0))}
        )  # fmt: skip
        self._glyphs, self._plan = list(glyphs), batching
        self._common, self._all = _grouped(glyphs)
        self.names = vocabulary(glyphs)

    @property
    def modules(self) -> dict[str, torch.nn.Module]:
        """Both networks, and how their vectors become log-odds."""
        return {"sight": self.sight, "words": self.words, "scale": self.scale}

    def loss(self, step: int) -> torch.Tensor:
        """Of the crops of that step."""
        rng = Random(f"{self._plan.seed} {step}")
        drawn, called = self._drawn(rng)
        names = [rng.choice(own) for own in called if own]
        names += rng.sample(self.names, min(self._plan.names, len(self.names)))
        names = list(dict.fromkeys(names))
        own = [frozenset(each) for each in called]
        fits = torch.tensor([[name in mine for name in names] for mine in own])
        said = torch.from_numpy(query_ids([_say(name, rng) for name in names])[:, :5])
        with torch.autocast("cpu", torch.bfloat16, enabled=self._plan.half):
            seen = self.sight(torch.from_numpy(drawn).to(memory_format=torch.channels_last))
        alike = seen.float() @ self.words(said).float().T
        return _loss(alike, fits, self.scale)

    def _drawn(
        self, rng: Random
    ) -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.float32]], list[Sequence[str]]]:
        made: list[np.ndarray[tuple[int, ...], np.dtype[np.uint8]]] = []
        called: list[Sequence[str]] = []
        for _ in range(self._plan.crops):
            kind = rng.random()
            if kind < self._plan.blank:
                made.append(blank(self._glyphs, rng))
                called.append(())
            elif kind < self._plan.blank + self._plan.controls:
                control = rng.choice(sorted(CONTROLS))
                made.append(crop(control, self._glyphs, rng))
                called.append(CONTROLS[control])
            else:
                groups = self._common if rng.random() < self._plan.common else self._all
                glyph = rng.choice(rng.choice(rng.choice(groups)))
                made.append(crop(glyph, self._glyphs, rng))
                called.append(glyph.names)
        return np.stack(made).transpose(0, 3, 1, 2).astype(np.float32) / np.float32(255), called


def vocabulary(glyphs: Sequence[Glyph]) -> list[str]:
    """Every name, those of common symbols oftener so that they are drawn oftener."""
    known, all_names = common(), sorted({name for glyph in glyphs for name in glyph.names})
    often = sorted({name for glyph in glyphs if glyph.symbol in known for name in glyph.names})
    return all_names + often * 8


def _loss(alike: torch.Tensor, fits: torch.Tensor, scale: torch.nn.ParameterDict) -> torch.Tensor:
    logits = alike * scale["sharp"].exp()
    nothing = scale["nothing"].expand(len(logits), 1)
    rows = torch.cat((logits, nothing), dim=1)
    good = torch.cat((fits, ~fits.any(dim=1, keepdim=True)), dim=1)
    by_crop = rows.logsumexp(dim=1) - rows.masked_fill(~good, float("-inf")).logsumexp(dim=1)
    used = fits.any(dim=0)
    columns = logits[:, used]
    by_name = columns.logsumexp(dim=0) - columns.masked_fill(~fits[:, used], float("-inf")).logsumexp(dim=0)
    odds = logits + scale["least"]
    apart = torch.nn.functional.binary_cross_entropy_with_logits(odds, fits.float(), reduction="sum")
    found: torch.Tensor = by_crop.mean() + by_name.mean() + apart / len(logits)
    return found


def _say(name: str, rng: Random) -> str:
    return rng.choice(_SAID if name.isascii() else _SAID_ZH).format(name)


def _grouped(glyphs: Sequence[Glyph]) -> tuple[list[list[list[Glyph]]], list[list[list[Glyph]]]]:
    """By symbol and then maker, of what people have words for; by name and then maker, of all."""
    known = common()
    symbols: dict[str, dict[str, list[Glyph]]] = defaultdict(lambda: defaultdict(list))
    names: dict[str, dict[str, list[Glyph]]] = defaultdict(lambda: defaultdict(list))
    for glyph in glyphs:
        names[glyph.name][glyph.maker].append(glyph)
        if glyph.symbol in known:
            symbols[glyph.symbol][glyph.maker].append(glyph)
    return [list(each.values()) for each in symbols.values()], [
        list(each.values()) for each in names.values()
    ]
