"""OpenAI's own tool for a screen, `computer`, in place of our tools for touching and typing.

It knows a mouse and a keyboard; what a phone has beside these (Back, Home, apps, a long press) and what goes
to the owner stay tools of ours. Source: `PendingSafetyCheck` of the `openai` package.
"""

from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from agent.action.action import (
    Answer,
    AskUser,
    ClearText,
    LongPress,
    NavigateBack,
    NavigateHome,
    Note,
    OpenApp,
    Status,
    TakeOver,
)
from agent.brain.brain import Decision, Spoken
from agent.brain.pointing import LOOK_AGAIN, ComputerAction, Pointing
from models.error import BadReply
from models.message import Message, system
from models.reply import Reply

_ORDERS = """Touching, typing and scrolling are done with the `computer` tool, whose mouse is a finger: places
are pixels of the picture, which shows the screen now. The other actions are tools of their own. Call tools
only; what you write beside them is read as your thought."""


class SafetyCheck(BaseModel):
    """A doubt of the provider about a call, which a person is to settle."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    code: str | None = None
    message: str | None = None


_Other = (
    LongPress
    | ClearText
    | NavigateBack
    | NavigateHome
    | OpenApp
    | Answer
    | AskUser
    | TakeOver
    | Note
    | Status
)


class ComputerDecision(Spoken):
    """A decision as a model with the `computer` tool gives it."""

    thought: str = ""
    actions: tuple[Annotated[Pointing | _Other, Field(discriminator="action_type")], ...]
    pending_safety_checks: SkipJsonSchema[tuple[SafetyCheck, ...]] = ()
    """Filled in by the provider, so that no model is asked for it."""

    def decision(self) -> Decision:
        """The decision in our actions. Raises ValueError, in words for the model, where it holds none.

        Where the provider has doubts nothing of it is done: the owner is handed the phone.
        """
        if self.pending_safety_checks:
            doubts = "; ".join(check.message or check.code or "" for check in self.pending_safety_checks)
            reason = f"The model's provider wants you to look at this yourself: {doubts or 'no reason given'}"
            return Decision(thought=self.thought, actions=(TakeOver(reason=reason),))
        if not self.actions:
            raise ValueError("there is no action in it")
        known = [each.actions() if isinstance(each, ComputerAction) else (each,) for each in self.actions]
        actions = tuple(action for each in known for action in each)
        return Decision(thought=self.thought, actions=actions or (LOOK_AGAIN,))


def with_tool(messages: Sequence[Message]) -> list[Message]:
    """A prompt for a decision, with what is to be known of the tool behind its standing orders."""
    orders, *others = messages
    return [system(*orders.parts, _ORDERS), *others]


def read_computer(reply: Reply[ComputerDecision]) -> Reply[Decision]:
    """The decision in such a reply. Raises BadReply where there is none in it."""
    try:
        decision = reply.value.decision()
    except ValueError as error:
        raise BadReply(str(error), raw=reply.raw, usage=reply.usage) from None
    if not decision.thought:
        decision = decision.model_copy(update={"thought": reply.thoughts})
    return Reply(decision, reply.usage, reply.raw, reply.seconds, reply.logprobs, reply.slips, reply.thoughts)
