"""A model tried before it is saved: what its endpoint lists, one question, what a task will roughly take."""

import io
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image as Pillow
from pydantic import BaseModel

from agent.settings import Settings
from device.error import ToldToPerson
from models.build import build_model, chained
from models.error import BadReply
from models.message import Image, user
from models.profile import profile_of
from models.provider import list_models
from models.reply import Usage
from ui.past.past import PastRun, past_runs

Say = Callable[..., str]
"""Words by key in the language of who asks, with the values filled in."""
_LONGEST_WAIT = 60.0
_LONGEST_WORDS = 300
_RUNS = 100
"""Runs of late that are looked through for those of the same model."""
_STEPS = 10
"""Steps of a task that nobody knows more of."""
_REPLY = 75
"""Tokens of the replies of a step."""
_STEP = {
    "default": (3283, 0.75, 1856),
    "single": (3020, 0.80, 1384),
    "mobile-agent-v2": (3591, 0.69, 2631),
    "mobile-agent-v3": (3554, 0.65, 3438),
    "coloragent": (3357, 0.77, 1977),
}
"""Tokens of a step's text by preset, the part of them that is cached, and tokens of its pictures.

As `python -m benchmarks.tokens` counts them (docs/models.md).
"""


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it."""

    names: tuple[str, ...]
    """The models that the endpoint tells of."""
    told: str
    """The rest, a line each."""


class Glance(BaseModel):
    """What the model is asked for: a form, as decisions have, and something that only a picture tells."""

    colour: str


def tried(settings: Settings, say: Say) -> Trial:
    """Ask the endpoint for its models, and the model a question that costs next to nothing."""
    name = chained(settings.model)[0]
    base_url, key = settings.endpoint_of(name)
    try:
        listing = list_models(base_url, key)
    except ToldToPerson as error:
        return Trial((), f"✗ {error.args[0]}")
    count = str(len(listing.names))
    lines = [f"~ {listing.remark}" if listing.remark else f"✓ {say('trial_lists', listing.host, count)}"]
    if name:
        lines += [_asked(name, settings, say), rough_cost(name, settings, say)]
    return Trial(listing.names, "\n".join(lines))


def _asked(name: str, settings: Settings, say: Say) -> str:
    """Whether it answers in the form and sees pictures; else what it said, in its own words."""
    base_url, key = settings.endpoint_of(name)
    wait = min(settings.reply_timeout, _LONGEST_WAIT)
    try:
        model = build_model(
            name, base_url=base_url, api_key=key, timeout=wait, patience=0, channel=settings.channel
        )
        question = user("Which colour has the left half of this picture?", Image(_halves()))
        reply = model.chat([question], Glance, role="trial")
    except BadReply as error:
        said = " ".join((error.raw or str(error)).split())[:_LONGEST_WORDS]
        return f"✗ {say('trial_words', name, said)}"
    except ToldToPerson as error:
        return f"✗ {error}"
    took = f"{reply.seconds:.1f}", f"{reply.usage.tokens:,}"
    if "red" in reply.value.colour.casefold() or "红" in reply.value.colour:
        return f"✓ {say('trial_sees', name, *took)}"
    return f"~ {say('trial_blind', name, reply.value.colour[:_LONGEST_WORDS], *took)}"


def rough_cost(name: str, settings: Settings, say: Say) -> str:
    """What a task will roughly take: as the person's own with this model, else as steps do on average."""
    taken = _taken(name, settings.preset, settings.runs)
    if taken:
        usage = Usage(
            round(statistics.median(one.prompt_tokens for one in taken)),
            round(statistics.median(one.completion_tokens for one in taken)),
            round(statistics.median(one.cached_tokens for one in taken)),
        )
        told = say("trial_own", str(len(taken)), f"{usage.tokens:,}")
    else:
        text, cached, pictures = _STEP.get(settings.preset, _STEP["default"])
        usage = Usage(_STEPS * (text + pictures), _STEPS * _REPLY, round(_STEPS * text * cached))
        told = say("trial_rough", str(_STEPS), f"{round(usage.tokens, -3):,}")
    place = settings.models.get(name)
    price = place.price if place and place.price else profile_of(name).price_of(name)
    cost = say("trial_free") if price is None else f"${price.of(usage):.3f}"
    return f"{told}, {cost}"


def _taken(name: str, preset: str, runs: Path) -> list[Usage]:
    def counts(run: PastRun) -> bool:
        return run.brain == name and run.preset == preset and bool(run.usage.calls)

    return [run.usage for run in past_runs(runs, "", _RUNS) if counts(run)]


def _halves() -> bytes:
    picture = Pillow.new("RGB", (320, 160), "blue")
    picture.paste("red", (0, 0, 160, 160))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
