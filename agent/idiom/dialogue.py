"""A model that is asked in its own language, in messages like those that it was trained on."""

from collections.abc import Callable
from dataclasses import replace

from PIL import Image as Pillow

from agent.brain.brain import Ask, Decision, View
from agent.brain.prompt import Before, Extent, Prompts
from agent.brain.scale import Scale
from agent.idiom.history import History, PastTurn, history_of
from agent.idiom.idiom import IDIOMS, read
from device.state.appname import names_of
from models.message import Image, Message, assistant, system, user
from models.profile import Profile
from models.reply import Reply, Turn

_NO_PICTURE = "There is no picture of this screen."


class Dialogue:
    """Puts the turns so far into messages, and makes a turn of each reply."""

    def __init__(self, profile: Profile, prompts: Prompts, encoded: Callable[[Pillow.Image], Image]) -> None:
        """`profile` is that of a model with an idiom; `encoded` makes of a picture what the model is sent."""
        self._profile = profile
        self._idiom = IDIOMS[profile.idiom]
        self._prompts = prompts
        self._encoded = encoded
        self._sent: dict[str, Image] = {}
        """Pictures of earlier screens as they were sent last."""

    def messages(self, ask: Ask[Decision], scale: Scale, now: Image | None, extent: Extent) -> list[Message]:
        """As much of the conversation as `extent` says; `now` is the picture of the screen now."""
        idiom, view = self._idiom, ask.view
        package = view.observation.package
        history = self._history(view, scale, _fewest(idiom.turns, extent.turns))
        first = history.shown[0].step.package if history.shown else package
        briefly = tuple(idiom.brief(told.turn.reply) for told in history.past)
        before = Before(briefly, history.kept, _app_name(first))
        orders, beginning = self._prompts.opening(self._profile.idiom, ask, scale, before, extent)
        shown = self._shown(history.shown, view) if now and extent.turns is None else {}
        messages = [system(orders)]
        for told in history.shown:
            text = beginning or idiom.screen(_app_name(told.step.package))
            messages += self._asked(text, told.turn.heard, shown.get(told.step.index))
            messages.append(assistant(idiom.echo(told.turn.reply, told.step.thought)))
            beginning = ""
        heard = history.heard if now else (*history.heard, _NO_PICTURE)
        return [*messages, *self._asked(beginning or idiom.screen(_app_name(package)), heard, now)]

    def read(self, said: Reply[str], view: View, scale: Scale) -> Reply[Decision]:
        """The decision in a reply, with the turn that it makes. Raises BadReply where there is none in it."""
        turn = Turn(self._profile.name, self._history(view, scale).heard, said.raw)
        return replace(read(self._idiom, said), turn=turn)

    def _asked(self, text: str, heard: tuple[str, ...], picture: Image | None) -> list[Message]:
        """The user's side of a turn."""
        lines = "\n".join(heard)
        shown = (picture,) if picture else ()
        if self._idiom.alone:
            return [user(part) for part in (text, lines, *shown) if part]
        words = "\n\n".join(part for part in (text, lines) if part)
        said = (words,) if words else ()
        parts = (*shown, *said) if self._profile.pictures_first else (*said, *shown)
        return [user(*parts)] if parts else []

    def _history(self, view: View, scale: Scale, whole: int | None = None) -> History:
        return history_of(view, self._profile.name, scale.told, whole)

    def _shown(self, turns: tuple[PastTurn, ...], view: View) -> dict[int, Image]:
        """The pictures of the latest of these turns that are still shown, by the number of the step."""
        earlier = self._idiom.pictures - 1
        steps = [told.step for told in turns[-earlier:] if told.step.shot in view.shots] if earlier else []
        known = self._sent
        self._sent = {
            step.shot: known.get(step.shot) or self._encoded(view.shots[step.shot].image) for step in steps
        }
        return {step.index: self._sent[step.shot] for step in steps}


def _fewest(*limits: int | None) -> int | None:
    return min((limit for limit in limits if limit is not None), default=None)


def _app_name(package: str) -> str:
    """What people call the app in front; "" where none is."""
    return names_of(package)[0] if package else ""
