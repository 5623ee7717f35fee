"""The brain of a chat model: a prompt and a typed reply for each role."""

import io

from agent.brain import Confirmation, Decision, Judgement, View
from agent.prompt import Prompts
from agent.step import Plan, Step
from device.screen import Observation
from models.chat import ChatModel
from models.message import Image, Part
from models.reply import Reply

_LONGEST_SIDE = 1280
"""A picture is scaled down to this before it is sent: enough to read a screen by, under a megapixel."""


class ModelBrain:
    """Asks one model in every role, which a script may tell apart by the role's name."""

    def __init__(self, model: ChatModel, *, pictures: bool = True) -> None:
        self._model = model
        self._prompts = Prompts()
        self._pictures = pictures

    @property
    def name(self) -> str:
        """The model's."""
        return self._model.name

    def plan(self, view: View) -> Reply[Plan]:
        """Sub-goals in the model's words."""
        return self._model.chat(self._prompts.messages("plan", view, self._look(view)), Plan, role="plan")

    def decide(self, view: View) -> Reply[Decision]:
        """The model's choice on this screen."""
        messages = self._prompts.messages("decide", view, self._look(view))
        return self._model.chat(messages, Decision, role="decide")

    def reflect(self, view: View, step: Step, before: Observation, suspicion: str) -> Reply[Judgement]:
        """The model's comparison of two screens."""
        pictures = (*self._picture(before), *self._look(view))
        messages = self._prompts.messages(
            "reflect", view, pictures, step=step, before=before, suspicion=suspicion
        )
        return self._model.chat(messages, Judgement, role="reflect")

    def confirm(self, view: View) -> Reply[Confirmation]:
        """The model's second look at a claim."""
        messages = self._prompts.messages("confirm", view, self._look(view))
        return self._model.chat(messages, Confirmation, role="confirm")

    def _look(self, view: View) -> tuple[Part, ...]:
        return self._picture(view.observation)

    def _picture(self, observation: Observation) -> tuple[Part, ...]:
        if not self._pictures or observation.screenshot is None or observation.secure:
            return ()
        picture = observation.screenshot.image.copy()
        picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=80)
        return (Image(out.getvalue()),)
