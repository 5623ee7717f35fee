"""Asking the person at the client, in whichever way it can: in the middle of a call, or by calling again.

Clients of the protocol before 2026-07-28 are asked while the call waits. Later ones are answered with what
is asked, and call again with the reply; what was asked comes back sealed in the request's state. A client
that can show no form is not asked: whoever wants the word hears so.
"""

from dataclasses import dataclass
from typing import Any, Literal

from mcp.server.elicitation import AcceptedElicitation, render_elicitation_schema
from mcp.server.mcpserver import Context
from mcp.shared.exceptions import MCPError
from mcp_types import ElicitRequest, ElicitRequestFormParams, ElicitResult, InputRequiredResult
from pydantic import BaseModel, Field, ValidationError, create_model

from agent.run.event import Question
from ui.service.task import EACH_TIME

_BY_CALLING_AGAIN = "2026-07-28"
_KEY = "person"


class Consent(BaseModel):
    """The form for a yes or no."""

    allow: bool = Field(default=False, description="Allow it, this once")


class Deed(Consent):
    """The form for what a task is about to do, with the fields that `deed_form` gives it."""

    @property
    def holds(self) -> bool:
        """Whether the yes holds for what is like it until the task ends."""
        return self.model_dump().get("for_task") is True

    def anew(self, question: Question) -> dict[str, str]:
        """What the person wrote anew of a message: `to`, `content`."""
        written = self.model_dump(include={"to", "content"})
        asked = {"to": question.to, "content": question.content}
        return {name: new.strip() for name, new in written.items() if new.strip() not in ("", asked[name])}


def deed_form(question: Question) -> type[Deed]:
    """The form for a deed: a message's text and addressee can be written anew in it."""
    fields: dict[str, Any] = {}
    if question.classes and not EACH_TIME.intersection(question.classes):
        fields["for_task"] = (bool, Field(default=False, description="And what is like it, in this task"))
    if question.content:
        told = "as it is here, or write it anew and allow that"
        if question.to:
            fields["to"] = (str, Field(default=question.to, description=f"Whom it goes to: {told}"))
        fields["content"] = (str, Field(default=question.content, description=f"Its text: {told}"))
    return create_model("Deed", __base__=Deed, **fields)


class Words(BaseModel):
    """The form for what only the person knows."""

    answer: str = Field(description="Your answer")


class Done(BaseModel):
    """The form for something to be done by hand."""

    done: bool = Field(default=False, description="I have done it on the phone")


Form = Consent | Words | Done


@dataclass(frozen=True, slots=True)
class Reply:
    """What the person said."""

    form: Form | None
    """None where they declined, put the question away, or their client filled in another form."""
    declined: bool = False
    """Whether they declined, where there is no form."""

    @property
    def is_no(self) -> bool:
        """Whether they said no to what they were to allow or do; who put the question away said nothing."""
        match self.form:
            case Consent(allow=said) | Done(done=said):
                return not said
            case _:
                return self.declined

    @property
    def text(self) -> str:
        """As a run takes an answer; "" where they gave none."""
        match self.form:
            case Consent(allow=True):
                return "yes"
            case Consent():
                return "no"
            case Words(answer=answer):
                return answer.strip()
            case Done(done=True):
                return "done"
            case _:
                return ""


Word = Reply | InputRequiredResult | Literal["nobody"]
"""The reply; what is to be given back for the client to call again with it; or that nobody can be asked."""


def can_ask(ctx: Context) -> bool:
    """Whether the client can show a form to its person."""
    told = ctx.client_capabilities
    elicits = told.elicitation if told is not None else None
    # A client of before 2025-11-25 names no modes: it has forms and nothing else.
    return elicits is not None and (elicits.form is not None or elicits.url is None)


async def ask(ctx: Context, message: str, form: type[Form], mark: str) -> Word:
    """Put a question to the person. `mark` tells it from every other question."""
    if not can_ask(ctx):
        return "nobody"
    if (ctx.protocol_version or "") < _BY_CALLING_AGAIN:
        return await _while_it_waits(ctx, message, form)
    if ctx.request_state == mark and ctx.input_responses and _KEY in ctx.input_responses:
        return _read(ctx.input_responses[_KEY], form)
    params = ElicitRequestFormParams(message=message, requested_schema=render_elicitation_schema(form))
    return InputRequiredResult(input_requests={_KEY: ElicitRequest(params=params)}, request_state=mark)


async def _while_it_waits(ctx: Context, message: str, form: type[Form]) -> Word:
    """Ask in the middle of the call. A reply that does not fit the form is none."""
    try:
        answered = await ctx.elicit(message, form)
    except MCPError:
        return "nobody"  # it said that it can show forms, and can't
    except ValueError:
        return Reply(None)
    if isinstance(answered, AcceptedElicitation):
        return Reply(answered.data)
    return Reply(None, declined=answered.action == "decline")


def _read(response: object, form: type[Form]) -> Reply:
    """The reply that a client called again with; one that does not fit the form is none."""
    if not isinstance(response, ElicitResult):
        return Reply(None)
    if response.action != "accept":
        return Reply(None, declined=response.action == "decline")
    try:
        return Reply(form.model_validate(response.content or {}))
    except ValidationError:
        return Reply(None)
