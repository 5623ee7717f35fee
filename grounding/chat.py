"""Any vision model behind an endpoint, asked for a point in words."""

import io
from collections.abc import Sequence

from PIL import Image

from device.screen import Observation
from grounding.confidence import confidence
from grounding.direct import directly
from grounding.look import Look, Seen, in_pixels, picture_of, to_grounding, words_of
from grounding.parse import CONVENTIONS, parse_point
from grounding.spending import spend
from grounding.target import Grounding, Target, TargetNotFound
from models import message
from models.chat import ChatModel
from models.error import BadReply
from models.profile import Profile, profile_of

_QUOTED = 80
_FIND = "You find places on pictures of a screen. You are told in words what to find; answer with its middle"
_AS_JSON = f'{_FIND} as one JSON object and nothing else: {{{{"point_2d": [x, y]}}}},'
_NOT_THERE = 'If it is not on the picture, answer {{"point_2d": null}}.'
_PAIR = f"{_FIND} as one pair, (x,y), in pixels of the picture, which is {{width}} wide and {{height}} high."
_PIXEL = f"{_AS_JSON} in pixels of the picture, which is {{width}} wide and {{height}} high. {_NOT_THERE}"
_SHARE = (
    f"{_AS_JSON} where x goes from 0 at the left edge to {{edge:g}} at the right, and y from 0 at the top to "
    f"{{edge:g}} at the bottom. {_NOT_THERE}"
)


def standing_orders(profile: Profile, size: tuple[int, int]) -> str:
    """How a model of this profile is asked, for a picture of (width, height) pixels."""
    convention = CONVENTIONS[profile.convention]
    if convention.scale != "resized":
        return _SHARE.format(edge=convention.scale)
    told = _PIXEL if "point_2d" in convention.spellings else _PAIR
    return told.format(width=size[0], height=size[1])


class ChatGrounder:
    """Asks a chat model with one picture and the words, and reads the point as its profile spells it.

    Its confidence is the base rate of single looks in MVP's published log; `MultiView` of it looks closer and
    knows more.
    """

    def __init__(self, model: ChatModel, profile: Profile | None = None) -> None:
        self._model = model
        self.profile = profile or profile_of(model.name)

    @property
    def name(self) -> str:
        """`chat`."""
        return "chat"

    def look(self, pictures: Sequence[Image.Image], words: str) -> list[Look]:
        """One answer a picture. Raises ModelUnavailable where the model cannot be asked."""
        return [self._ask(picture, words) for picture in pictures]

    def ground(self, observation: Observation, target: Target) -> Grounding:
        """See Grounder. Raises ModelUnavailable where the model cannot be asked."""
        found = directly(observation, target)
        if found is not None:
            return found
        words, picture = words_of(target), picture_of(observation)
        (look,) = self.look([picture], words)
        if look.point is None:
            raise TargetNotFound(
                f'{self._model.name} names no place on this screen for "{words}": {look.text[:_QUOTED]!r}'
            )
        point = in_pixels(look.point, picture.size)
        seen = Seen(point, confidence([point], [0], picture.size), look=look)
        return to_grounding(seen, picture.size, observation, self.name)

    def _ask(self, picture: Image.Image, words: str) -> Look:
        try:
            size = self.profile.sent_size(picture.size)
        except ValueError as error:
            raise TargetNotFound(f"the picture cannot be shown to the model: {error}") from error
        shown = picture if size == picture.size else picture.resize(size, Image.Resampling.BICUBIC)
        out = io.BytesIO()
        shown.save(out, "PNG", compress_level=1)
        messages = [
            message.system(standing_orders(self.profile, shown.size)),
            message.user(message.Image(out.getvalue()), words),
        ]
        try:
            reply = self._model.chat(messages, str, role="ground")
        except BadReply as bad:
            spend(bad.usage)
            return Look(None, resized=shown.size, text=str(bad))
        spend(reply.usage, reply.seconds)
        point = parse_point(reply.value, CONVENTIONS[self.profile.convention], shown.size)
        return Look(point, resized=shown.size, text=reply.value)
