"""One cell of the comparison of labels and losses: an arm, trained with a seed, and what it then finds.

It learns small sheets of the symbols that people have names for, and of some words; no screen of any app. Ten
minutes of one core are enough for both to click.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, cast

import torch
from PIL import Image

from grounding.training.arm import ARMS
from grounding.training.dataset import TrainingExample, scaled
from grounding.training.hit import HitOutcome, asked, rate
from grounding.training.instruction import instructions
from grounding.training.loop import Schedule, train
from grounding.training.phonescreen import Style, apps, shots
from grounding.training.pixel import to_pixels
from grounding.training.sheet import Stock, called, sheet
from grounding.training.smallnet import SmallNet
from grounding.training.smalltask import questioned

WORDS = (
    "Accept", "Address", "Again", "Album", "Allow", "Amount", "Artist", "Balance", "Birthday",
    "Budget", "Category", "Choose", "Company", "Continue", "Country", "Daily", "Default", "Discount",
    "Draft", "Duration", "Enable", "Everyone", "Finish", "Friday", "Genre", "Holiday", "Important",
    "Install", "January", "Later", "Library", "Login", "Minutes", "Monday", "Never", "Nickname",
    "Offline", "Password", "Pending", "Premium", "Quality", "Receipt", "Replace", "Results", "Sunday",
    "Total", "Travel", "Welcome",
)  # fmt: skip
"""What stands on the sheets besides symbols."""
_STYLES = (Style("en-US"), Style("zh-Hans-CN", dark=True))
_PROBES = 4
"""So many of the sheets it is asked about in between."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is the same in all cells that are compared."""

    steps: int = 3200
    size: tuple[int, int] = (360, 320)
    """Of the one sheet of a step, in pixels."""
    rate: float = 4e-3
    text_share: float = 0.4
    probe_every: int = 200
    sheets: int = 40
    """Sheets that are asked about in the end."""
    screens: int = 2
    """Screens of each app that are asked about in each of two looks; none is learned from."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answers to the questions of one kind."""

    questions: str
    """Their fingerprint: only answers to the same questions compare."""
    hits: tuple[str, ...]
    """A picture each, a character each question: 1 for a hit."""
    away: float
    """To the middle, in thousandths of the picture's width; median."""


@dataclass(frozen=True, slots=True)
class Row:
    """A finished cell."""

    arm: str
    seed: int
    plan: Plan
    code: str
    """Fingerprint of the modules it was trained by."""
    found: Mapping[str, Found]
    """`symbol` and `word`: on sheets not learned from; `screen`: the same symbols on screens of the phone."""
    curve: tuple[tuple[int, float, float, float], ...]
    """Step, loss since the last one, and shares of symbols and words hit then on a few sheets."""
    seconds: float
    """Of a step, median."""


def cell(arm: str, seed: int, plan: Plan, folder: Path) -> Row:
    """Train what is not trained yet; `folder` keeps the state in case it is cut short."""
    torch.manual_seed(seed)
    net = SmallNet()
    cast(Any, net).to(memory_format=torch.channels_last)
    probes = _sheets(plan, _PROBES)
    noted = folder / "probe.jsonl"

    def probe(step: int) -> bool:
        if (step + 1) % plan.probe_every == 0:
            found = _answers(net, probes)
            line = [step + 1, *(rate(_of(found, kind)).share for kind in ("symbol", "word"))]
            with noted.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line) + "\n")
        return False

    log = train(_Sheets(net, arm, seed, plan), Schedule(plan.steps, plan.rate, seed=seed), folder, stop=probe)
    shares = {line[0]: line[1:] for line in map(json.loads, noted.read_text(encoding="utf-8").splitlines())}
    curve = [
        (step, _mean([each.loss for each in log[step - plan.probe_every : step]]), *shares[step])
        for step in sorted(shares)
    ]
    return Row(
        arm,
        seed,
        plan,
        _code(),
        _tested(net, plan),
        tuple(curve),
        median(line.seconds for line in log),
    )


class _Sheets:
    """`Task`: a sheet a step, each asked about."""

    def __init__(self, net: SmallNet, arm: str, seed: int, plan: Plan) -> None:
        self._net, self._arm, self._seed, self._plan = net, ARMS[arm], seed, plan

    @property
    def modules(self) -> dict[str, torch.nn.Module]:
        """The network."""
        return {"net": self._net}

    def loss(self, step: int) -> torch.Tensor:
        """Of the sheet of that step."""
        drawn = sheet(self._plan.size, Random(f"{self._seed} {step}"), stock(self._plan))
        pixels = to_pixels(drawn.picture)
        with torch.autocast("cpu", torch.bfloat16):
            (seen,) = self._net.see(
                torch.from_numpy(pixels.values[None]).to(memory_format=torch.channels_last)
            )
        return questioned(self._net, seen, pixels, drawn.examples, self._arm, half=True)


@cache
def stock(plan: Plan) -> Stock:
    """Symbols with names in two languages, and the words."""
    return Stock(tuple(name for name, said in called().items() if "zh" in said), WORDS, plan.text_share)


Questions = Sequence[tuple[Image.Image, Sequence[TrainingExample]]]


def _sheets(plan: Plan, count: int) -> Questions:
    drawn = (sheet(plan.size, Random(f"test {number}"), stock(plan)) for number in range(count))
    return [(each.picture, [e for e in each.examples if not e.absent]) for each in drawn]


def _screens(plan: Plan) -> Questions:
    """Icons of the phone's screens with a symbol of the stock, by what the tree calls them."""
    found = []
    for style in _STYLES:
        for shot in (s for app in apps() if plan.screens for s in shots(style, app, plan.screens)):
            assert shot.observation.screenshot is not None
            picture = shot.observation.screenshot.image
            said = instructions(shot.observation, style.language, Random(0), drawn=shot.drawn)
            examples = [
                TrainingExample("", picture.size, e.words, scaled(e.bounds, 1.0), "icon")
                for e in said
                if e.how == "text" and e.icon and shot.symbol_on(e.bounds) in stock(plan).symbols
            ]
            if examples:
                found.append((picture, examples))
    return found


def _tested(net: SmallNet, plan: Plan) -> dict[str, Found]:
    sheets, screens = _sheets(plan, plan.sheets), _screens(plan)
    on_sheets = _answers(net, sheets)
    found = {kind: _found(sheets, [_of([own], kind) for own in on_sheets]) for kind in ("symbol", "word")}
    return found | ({"screen": _found(screens, _answers(net, screens))} if screens else {})


def _answers(net: SmallNet, questions: Questions) -> list[list[HitOutcome]]:
    return [asked(net, picture, examples) for picture, examples in questions]


def _of(found: Sequence[Sequence[HitOutcome]], kind: str) -> list[HitOutcome]:
    return [o for own in found for o in own if (o.example.ui_type == "icon") == (kind == "symbol")]


def _found(questions: Questions, answers: Sequence[Sequence[HitOutcome]]) -> Found:
    mark = hashlib.sha256()
    for picture, examples in questions:
        mark.update(picture.tobytes() + repr(examples).encode())
    hits = tuple("".join("01"[o.hit] for o in own) for own in answers)
    away = [o.away for own in answers for o in own]
    return Found(mark.hexdigest()[:8], hits, round(median(away), 1) if away else 0.0)


def _code() -> str:
    """Of what decides how a network of these is made."""
    here = Path(__file__).parent
    parts = (
        "arm.py",
        "labels.py",
        "losses.py",
        "loop.py",
        "plate.py",
        "sheet.py",
        "smallnet.py",
        "icon.toml",
    )
    return hashlib.sha256(b"".join((here / part).read_bytes() for part in parts)).hexdigest()[:8]


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0


def written(row: Row) -> str:
    """As one line."""
    return json.dumps(asdict(row), ensure_ascii=False)
