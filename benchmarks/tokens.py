"""Text and picture tokens of a step: by preset and channel, and for the same walks in two peers' formats.

The loop makes the gold walks of `benchmarks.fallible` with a model that never errs, whose requests are kept
and counted as each channel would send them. Tokens of text are estimated as characters / 4; those of
pictures follow the makers' published formulas (`PICTURES`). Cached is what begins as the same role's request
before it, tools and schema in front, from 1,024 tokens on (OpenAI's and Anthropic's least). All is told for a
step of the gold walk, however many calls and actions the loop made of it.

The peers were not run here. Their requests are put together from what was measured of them on a screen of 64
elements, as `AutoGLM` and `Mobilerun` say.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from math import ceil, sqrt
from pathlib import Path
from typing import Any, TypeVar

from PIL import Image

from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.preset.preset import PRESETS, find_preset
from agent.run.event import Question
from agent.settings import Settings
from benchmarks.fallible.attempt import SPARE, Model
from benchmarks.fallible.decider import Odds
from benchmarks.fallible.move import Move
from benchmarks.fallible.sheet import ENTRIES
from benchmarks.fallible.stand import Stand
from benchmarks.prefix import prefix_size, text_size
from device.screen import Observation
from grounding.tree import TreeGrounder
from models.channel import Channel
from models.completions import ChatCompletions
from models.dialect import Dialect
from models.message import Message
from models.profile import profile_of
from models.reply import Reply, Usage
from models.structured import shape_of
from models.wire import Request

T = TypeVar("T")
LETTERS = 4
"""Characters of a token, about."""
LEAST = 1_024
"""Tokens of the shortest prefix that is cached."""
CHANNELS: tuple[Channel, ...] = ("schema", "tools", "text")
SCREEN = (1080, 2400)
_API = ChatCompletions()


def _tiles(width: int, height: int) -> int:
    shrink = min(1.0, 2048 / max(width, height))
    shrink *= min(1.0, 768 / (min(width, height) * shrink))
    return 85 + 170 * ceil(width * shrink / 512) * ceil(height * shrink / 512)


def _area(width: int, height: int) -> int:
    shrink = min(1.0, 1568 / max(width, height), sqrt(1_150_000 / (width * height)))
    return round(width * shrink * height * shrink / 750)


PICTURES: Mapping[str, Callable[[int, int], int]] = {
    "gpt": _tiles,  # https://platform.openai.com/docs/guides/images-vision: 85, and 170 for each tile of 512
    "claude": _area,  # https://docs.claude.com/en/docs/build-with-claude/vision: width * height / 750
    "qwen3-vl": lambda width, height: ceil(width / 32) * ceil(height / 32),  # a token for 32x32 pixels
}
"""Tokens of a picture of so many pixels, by the beginning of a model's name; with where that is published."""


@dataclass
class Count:
    """What some requests took."""

    calls: int = 0
    pictures: int = 0
    picture: float = 0.0
    """Tokens of the pictures."""
    text: dict[str, float] = field(default_factory=dict)
    """Tokens of the text, by channel."""
    cached: dict[str, float] = field(default_factory=dict)
    """Those of them in an identical prefix."""
    said: float = 0.0
    """Tokens of the replies, thoughts that a server keeps back left out."""

    def add(self, channel: str, size: float, prefix: float) -> None:
        """A request's text, in tokens."""
        self.text[channel] = self.text.get(channel, 0.0) + size
        self.cached[channel] = self.cached.get(channel, 0.0) + (prefix if prefix >= LEAST else 0.0)


class Listener:
    """Answers as the model of the bench, and counts each request as every channel would send it."""

    def __init__(self, name: str, model: Model, count: Count) -> None:
        self.name = name
        self._model = model
        self._count = count
        self._before: dict[tuple[str, str], list[dict[str, Any]]] = {}
        self._price = next(rule for start, rule in PICTURES.items() if name.startswith(start))

    def chat(self, messages: Sequence[Message], reply: type[T], *, role: str = "") -> Reply[T]:
        """The right reply."""
        shape = shape_of(reply)
        self._count.calls += 1
        for picture in pictures(messages):
            self._count.pictures += 1
            self._count.picture += self._price(*picture)
        for channel in CHANNELS:
            sent, form = _written(Dialect((_API,), {}, channel=channel).request(self.name, messages, shape))
            before = self._before.get((role, channel))
            prefix = form + prefix_size(sent, before) if before else 0
            self._count.add(channel, (form + text_size(sent)) / LETTERS, prefix / LETTERS)
            self._before[role, channel] = sent
        request = _API.written(Request(self.name, messages, shape, "text"))
        text = self._model.speak(shape.name, shape.schema, request)
        self._count.said += len(text) / LETTERS
        return Reply(shape.read(text), Usage(calls=1), text, 0.0)


def _written(request: Request[Any]) -> tuple[list[dict[str, Any]], int]:
    """The messages of a request as they are sent, and the letters of the schema or the tools beside them."""
    sent = _API.written(request)
    form = {name: part for name, part in sent.items() if name not in ("model", "messages")}
    return sent["messages"], len(json.dumps(form)) if form else 0


def pictures(messages: Sequence[Message]) -> Iterator[tuple[int, int]]:
    """Their sizes."""
    for message in messages:
        for part in message.parts:
            if not isinstance(part, str):
                with Image.open(BytesIO(part.read())) as picture:
                    yield picture.size


class AutoGLM:
    """One picture in full size, and all earlier turns as text.

    Measured: a first prompt of 2,500 characters, goal included, of which 2,400 are taken as fixed. A turn
    adds the app in front and the reply, with a thought as short as that of the bench's model.
    """

    FIXED, TURN, THOUGHT = 2_400, 60, 60

    def __init__(self, goal: str) -> None:
        self._said, self._prefix = self.FIXED + len(goal), 0

    def request(self, page: Observation, move: Move) -> tuple[float, float]:
        """Characters of the next request, and of its identical prefix: up to where a picture was last."""
        prefix, self._prefix = self._prefix, self._said
        size = self._said + self.TURN
        self._said = size + self.THOUGHT + len(move.kind) + len(json.dumps(dict(move.fields)))
        return size, prefix


class Mobilerun:
    """Orders, and the elements of this screen and of the one before; no picture.

    Measured: 7,700 characters of orders, and 12,300 in all on average with 38 elements on either screen,
    which makes some 60 characters of an element. An app is opened by a call of its own, not counted here.
    """

    FIXED, NODE = 7_700, 60

    def __init__(self, goal: str) -> None:
        self._goal, self._before = len(goal), 0

    def request(self, page: Observation, move: Move) -> tuple[float, float]:
        """Characters of the next request, and of its identical prefix."""
        nodes = sum(bool(one.label or one.is_clickable or one.is_scrollable) for one in page.elements)
        size = self.FIXED + self._goal + self.NODE * (nodes + self._before)
        self._before = nodes
        return size, self.FIXED


def peers(stand: Stand, counts: Mapping[str, Count], price: Callable[[int, int], int]) -> None:
    """Count the gold walk, and its end, in the peers' formats."""
    formats: dict[str, AutoGLM | Mobilerun] = {
        "AutoGLM": AutoGLM(stand.task.goal),
        "mobilerun": Mobilerun(stand.task.goal),
    }
    moves = stand.gold.moves
    for move in (*moves, *(Move("status", last.page) for last in moves[-1:])):
        for name, peer in formats.items():
            size, prefix = peer.request(move.page, move)
            counts[name].calls += 1 + (name == "mobilerun" and move.kind == "open_app")
            counts[name].add("text", size / LETTERS, prefix / LETTERS)
        counts["AutoGLM"].pictures += 1
        counts["AutoGLM"].picture += price(*SCREEN)


def walked(stand: Stand, preset: str, calls: str, name: str, count: Count) -> bool:
    """Make the walk with a preset, counting; whether its judge is content."""
    chosen = find_preset(preset, "all" if calls == "all" else "needed")
    model = Model(stand, Odds(0.0, 0.0, {}, "tokens"), name, chosen.actions)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            model=name, preset=preset, out=Path(folder) / "run", use_memory=False,
            max_steps=len(stand.gold.moves) * 3 // 2 + SPARE,
        )  # fmt: skip
        brain = ModelBrain(Listener(name, model, count), profile=profile_of(name))
        run = Agent(stand.device, brain, TreeGrounder(), chosen, settings).run(stand.task.goal, embedded=True)
        for event in run:
            if isinstance(event, Question):
                run.answer("yes" if event.kind == "confirm" else "Go on as you think best.")
    return model.decider.walk.said_and_reached() or stand.infeasible


def row(name: str, count: Count, steps: int) -> str:
    """A line of the table."""
    cells = [name, f"{count.calls / steps:.2f}"]
    for channel in CHANNELS:
        text = count.text.get(channel)
        told = f"{text / steps:,.0f} ({count.cached[channel] / text:.0%})" if text else "–"
        cells.append(told)
    cells += [f"{count.pictures / steps:.2f}", f"{count.picture / steps:,.0f}"]
    return f"| {' | '.join(cells)} |"


def bill(name: str, count: Count, model: str) -> str:
    """What all walks took with a format, by the channel that the model is asked by first."""
    profile = profile_of(model)
    channel = profile.channel
    whole, cached = count.text[channel] + count.picture, count.cached[channel]
    used = Usage(round(whole), round(count.said), round(cached), count.calls)
    price = profile.price_of(model)
    cost = f"${price.of(used):.4f}" if price else "no listed price"
    tokens_in = f"{used.prompt_tokens:,} tokens in ({used.cached_tokens:,} cached)"
    return f"{name}, {channel}: {used.calls} calls, {tokens_in}, {used.completion_tokens:,} out, {cost}"


def main() -> int:
    """Make the walks, print the table; 1 where a walk did not reach its goal."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tokens", description=__doc__)
    parser.add_argument(
        "--walks", type=int, default=len(ENTRIES), metavar="N", help="N of the walks, spread over all"
    )
    parser.add_argument("--task", choices=list(ENTRIES), metavar="NAME", help="this walk alone, and its bill")
    parser.add_argument("--presets", default=",".join(PRESETS), metavar="A,B")
    parser.add_argument("--calls", default="needed", choices=("needed", "all"))
    parser.add_argument("--model", default="gpt-5", help=f"whose profile is played: {', '.join(PICTURES)}...")
    args = parser.parse_args()
    price = next(rule for start, rule in PICTURES.items() if args.model.startswith(start))
    names = args.presets.split(",")
    counts = {name: Count() for name in (*names, "AutoGLM", "mobilerun")}
    steps, lost = 0, []
    every = list(ENTRIES.values())
    chosen = [every[number * len(every) // args.walks] for number in range(args.walks)]
    if args.task:
        chosen = [ENTRIES[args.task]]
    for entry in chosen:
        for place, preset in enumerate(names):
            stand = Stand(entry, 1)
            if not place:
                steps += len(stand.gold.moves) + 1
                peers(stand, counts, price)
            if not walked(stand, preset, args.calls, args.model, counts[preset]):
                lost.append(f"{entry.name} with {preset}")
            stand.close()
        print(entry.name, file=sys.stderr, flush=True)
    print(
        f"{len(chosen)} walks of {steps} steps in all, as {args.model}, calls {args.calls}; tokens a step\n"
    )
    head = (
        "format",
        "calls",
        *(f"text by {channel} (cached)" for channel in CHANNELS),
        "pictures",
        "their tokens",
    )
    print(f"| {' | '.join(head)} |\n|{'---|' * len(head)}")
    for name, count in counts.items():
        print(row(name, count, steps))
    if args.task:
        print("\n" + "\n".join(bill(name, counts[name], args.model) for name in names))
    if lost:
        print(f"\nnot reached: {', '.join(lost)}")
    return int(bool(lost))


if __name__ == "__main__":
    sys.exit(main())
