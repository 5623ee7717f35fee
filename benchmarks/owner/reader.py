"""A brain that knows of the owner only what stands in its prompt.

What is simulated: that a model understands what a goal leaves open ("as usual" is a time, "my sister" a
person) is given, by suite.toml. What it goes by is not: it takes the first thing of that kind among the
owner's words and the known of its prompt, right or wrong, and guesses where there is none.
"""

import re
from typing import TypeVar, cast

from agent.brain.brain import Ask, Conversation
from agent.brain.prompt import Prompts
from agent.brain.scale import Scale
from agent.effect.effect import Effect, EffectKind
from agent.role.decide import Deciding
from agent.role.effects import Listed, Listing
from agent.run import step
from benchmarks.owner.deed import perform
from benchmarks.owner.goal import Earlier, Goal, suite
from device.screen import Observation
from models.reply import Reply, Usage
from tests.agent.safety.puppet import Puppet, insisting

T = TypeVar("T")
_ASKED = re.compile(r"Asked: .*? The owner said:")
"""A question that the owner was asked names what they might have said, too."""
_SLOT = re.compile(r"\{(\w+)\}")


class Reader:
    """Reads its first prompt, then does with its hands what it made of it."""

    name = "reader"

    def __init__(self, goals: tuple[Goal | Earlier, ...]) -> None:
        self._goals = {goal.text: goal for goal in goals}
        self._puppet: Puppet | None = None

    def understands(self, role: str) -> bool:
        """It reads no interjections."""
        return False

    def in_full(self, role: str, goal: str, earlier: tuple[step.Earlier, ...]) -> Conversation:
        """As it was said."""
        return goal, earlier

    def scale(self, role: str, observation: Observation) -> Scale:
        """Pixels of the screen."""
        del role
        return Scale.of_pixels(observation.size)

    def speaker(self, role: str) -> str:
        """For the roles of the default preset that are always there."""
        return "" if role == "learn" else self.name

    def think(self, ask: Ask[T]) -> Reply[T]:
        """The hand's next touch, once the prompt has been read; before that, what the goal wants."""
        if isinstance(ask, Listing):
            deed = self._deed("\n".join(message.text for message in Prompts().messages(ask)))
            return cast(Reply[T], Reply(Listed(effects=(_effect(deed),)), Usage(), "", 0.0))
        if self._puppet is None and isinstance(ask, Deciding):
            prompt = "\n".join(message.text for message in Prompts().messages(ask))
            deed = self._deed(prompt)
            self._puppet = Puppet(insisting(lambda hand: perform(hand, deed)))
        assert self._puppet is not None
        return ask.put(self._puppet)

    def _deed(self, prompt: str) -> list[str]:
        found = re.search(r"^# Goal\n+(.+)$", prompt, re.MULTILINE)
        goal = self._goals.get(found[1].strip() if found else "")
        if goal is None:
            raise ValueError(f"the goal reads {found[1] if found else prompt!r}")
        known = f"{_fenced('owner', prompt)}\n{_ASKED.sub('', _fenced('knowledge', prompt))}"
        filled = [_SLOT.sub(lambda slot: _first(slot[1], known) or "\0", word) for word in goal.do]
        guess = goal.guess if isinstance(goal, Goal) else []
        return guess if any("\0" in word for word in filled) else filled


def _effect(deed: list[str]) -> Effect:
    """What a deed wants of the phone."""
    match deed:
        case ["text", who, text]:
            return Effect(kind=EffectKind.SEND, text=f"{who} is sent {text}", object=who, content=text)
        case ["call", who]:
            return Effect(kind=EffectKind.CALL, text=f"{who} is called", object=who)
        case _:
            return Effect(kind=EffectKind.CREATE, text=" ".join(deed))


def _fenced(tag: str, prompt: str) -> str:
    found = re.search(rf"<({tag}-[0-9a-f]+)>\n(.*?)\n</\1>", prompt, re.DOTALL)
    return found[2] if found else ""


def _first(kind: str, text: str) -> str:
    """The first thing of a kind in a text; "" for none."""
    names = "|".join(map(re.escape, suite().contacts))
    pattern = {
        "time": r"(?<!\d)(\d{1,2}:\d\d)(?!\d)",
        "minutes": r"(\d+) ?(?:minutes|分钟)",
        "person": rf"({names})",
        "number": r"(\+\d{8,})",
        "file": r"([\w-]+\.md)",
        "quote": r"[\"“](.+?)[\"”]",
    }[kind]
    found = re.search(pattern, text)
    return found[1] if found else ""
