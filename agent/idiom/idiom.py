"""Languages of models that were trained to act on a phone: how each is read, and how it sees its past.

Each idiom has a template in prompts/idiom/ and a reader that makes our actions of its own; places in them are
still as the model counts them. What is said of a past below is what the model's makers send in the code
named there; the templates have their signatures and tags, in words of ours.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from agent.brain.brain import Decision
from agent.idiom.autoglm import echo_autoglm, read_autoglm, screen_info
from agent.idiom.mobile_use import action_line, conclusion, echo_mai_ui, read_mobile_use
from agent.idiom.ui_tars import echo_ui_tars, read_ui_tars
from models.error import BadReply
from models.lenient import thoughts_in
from models.reply import Reply


def _as_said(reply: str, thought: str) -> str:
    del thought
    return reply


def _nothing(text: str) -> str:
    del text
    return ""


@dataclass(frozen=True, slots=True)
class Idiom:
    """One language, and what of the past its models are shown."""

    read: Callable[[str], Decision]
    """Raises ValueError, in words for the model, for what it cannot read."""
    pictures: int
    """Screenshots in all, that of the screen now included: the latest ones."""
    turns: int | None = None
    """Latest turns that are shown as such, None for all; those before are told in their short form."""
    alone: bool = False
    """Whether a screenshot is a message of its own; a turn without one has only the reply then."""
    echo: Callable[[str, str], str] = _as_said
    """An earlier reply, and the thought read from it, as the model is shown them."""
    brief: Callable[[str], str] = _nothing
    """The short form of a reply; "" where it has none."""
    screen: Callable[[str], str] = _nothing
    """What stands beside each screenshot but the first, by the name of the app in front."""


IDIOMS: Mapping[str, Idiom] = MappingProxyType(
    {
        # bytedance/UI-TARS-desktop@239b6544: packages/ui-tars/shared/src/constants/vlm.ts (five images),
        # packages/ui-tars/sdk/src/utils.ts (all replies stay, each image is a message);
        # bytedance/UI-TARS@582f3a7e: README_deploy.md (box tokens in earlier replies).
        "ui-tars": Idiom(read_ui_tars, pictures=5, alone=True, echo=echo_ui_tars),
        # Tongyi-MAI/MAI-UI@4dd07b9e: src/mai_naivigation_agent.py (history_n 3, all replies stay).
        "mai-ui": Idiom(read_mobile_use, pictures=3, alone=True, echo=echo_mai_ui),
        # X-PLUG/MobileAgent@11cea575: Mobile-Agent-v3.5/mobile_use/utils.py (history_n 4 and the screen now).
        "gui-owl-1.5": Idiom(read_mobile_use, pictures=5, turns=4, brief=action_line),
        # The same: Mobile-Agent-v3/android_world_v3/android_world/agents/gui_owl.py (one image, conclusions).
        "gui-owl": Idiom(read_mobile_use, pictures=1, turns=0, brief=conclusion),
        # zai-org/Open-AutoGLM@6b18d7be: phone_agent/agent.py (all texts stay, images of the past do not).
        "autoglm": Idiom(read_autoglm, pictures=1, echo=echo_autoglm, screen=screen_info),
    }
)
"""By the name that a profile has for it."""


def read(idiom: Idiom, reply: Reply[str]) -> Reply[Decision]:
    """The decision in a model's own words. Raises BadReply where there is none in them."""
    try:
        value = idiom.read(reply.value)
    except ValueError as error:
        raise BadReply(str(error), raw=reply.raw, usage=reply.usage) from None
    # What it thought aloud is no part of the text that the action is read from.
    thoughts = (thoughts_in(reply.raw) or reply.thoughts, value.thought)
    value = value.model_copy(update={"thought": "\n".join(filter(None, thoughts))})
    return Reply(value, reply.usage, reply.raw, reply.seconds, reply.logprobs, thoughts=reply.thoughts)
