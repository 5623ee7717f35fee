"""Models that were trained on one form of action are asked in it and read in it.

Each idiom has a prompt in prompts/idiom/ and a reader that makes our actions of its own; places in them are
still as the model counts them.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from agent.brain.brain import Decision
from agent.idiom.autoglm import read_autoglm
from agent.idiom.mobile_use import read_mobile_use
from agent.idiom.ui_tars import read_ui_tars
from models.error import BadReply
from models.lenient import thoughts_in
from models.reply import Reply

READERS: Mapping[str, Callable[[str], Decision]] = MappingProxyType(
    {"mobile-use": read_mobile_use, "ui-tars": read_ui_tars, "autoglm": read_autoglm}
)
"""By the name of the idiom; each raises ValueError, in words for the model, for what it cannot read."""


def read(idiom: str, reply: Reply[str]) -> Reply[Decision]:
    """The decision in a model's own words. Raises BadReply where there is none in them."""
    try:
        value = READERS[idiom](reply.value)
    except ValueError as error:
        raise BadReply(str(error), raw=reply.raw, usage=reply.usage) from None
    if not value.thought:  # it is no part of the text that the action is read from
        value = value.model_copy(update={"thought": thoughts_in(reply.raw) or reply.thoughts})
    return Reply(value, reply.usage, reply.raw, reply.seconds, reply.logprobs, thoughts=reply.thoughts)
