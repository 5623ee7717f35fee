"""All simulated roles behind the one interface that the loop asks; tokens as the prompts would take them."""

from collections.abc import Callable, Mapping
from typing import TypeVar, cast

from agent.brain.brain import Ask, Conversation, View
from agent.brain.prompt import Prompts
from agent.brain.scale import Scale
from agent.role.decide import Deciding
from agent.role.reflect import Reflecting
from agent.role.review import Reviewing
from agent.role.rewrite import Rewriting
from agent.run.step import Earlier
from benchmarks.ablation.decider import Decider
from benchmarks.ablation.witness import Witness
from device.screen import Observation
from models.reply import Reply, Usage

T = TypeVar("T")
_CHARACTERS = 4
"""Of a prompt to a token, as a rule of thumb."""
_PICTURE = 1000
"""Tokens of a picture of 576x1280 pixels, about what the common models count."""
_REPLY = 80
_BY_TYPE = frozenset(kind.role for kind in (Deciding, Reflecting, Reviewing, Rewriting))
"""Roles whose asks carry more than a view."""


class SimulatedBrain:
    """Answers for every role."""

    name = "simulated"

    def __init__(self, decider: Decider, witness: Witness) -> None:
        self._decider = decider
        self._prompts = Prompts("0" * 8)
        by_view: Mapping[str, Callable[[View], object]] = {
            "plan": witness.plan,
            "manage": witness.manage,
            "progress": witness.progress,
            "execute": decider.decide,
            "operate": decider.decide,
            "remember": witness.remember,
            "take_notes": witness.take_notes,
            "effects": lambda _view: witness.effects(),
            "confirm": witness.confirm,
            "recheck": witness.confirm,
            "answer": witness.answer,
            "extract": witness.extract,
            "classify": lambda _view: witness.classify(),
            "orchestrate": lambda _view: witness.orchestrate(),
        }
        self._by_view = by_view
        self._witness = witness

    def understands(self, role: str) -> bool:
        """A model would."""
        del role
        return True

    def in_full(self, role: str, goal: str, earlier: tuple[Earlier, ...]) -> Conversation:
        """As it was said."""
        return goal, earlier

    def scale(self, role: str, observation: Observation) -> Scale:
        """Pixels of the screen."""
        del role
        return Scale.of_pixels(observation.size)

    def speaker(self, role: str) -> str:
        """The brain's name for each role that it plays; no other is asked."""
        return self.name if role in _BY_TYPE | self._by_view.keys() else ""

    def think(self, ask: Ask[T]) -> Reply[T]:
        """The role's word."""
        match ask:
            case Deciding():
                value: object = self._decider.decide(ask.view, plans=ask.plans)
            case Reflecting():
                value = self._witness.reflect(ask)
            case Reviewing():
                value = self._witness.review(ask)
            case Rewriting():
                value = self._witness.rewrite(ask)
            case _:
                value = self._by_view[ask.role](ask.view)
        words = sum(len(message.text) for message in self._prompts.messages(ask))
        prompt = words // _CHARACTERS + _PICTURE * len(ask.looks())
        return Reply(cast(T, value), Usage(prompt, _REPLY, calls=1), "", 0.0)
