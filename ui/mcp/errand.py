"""The tools for whole tasks: begin one, follow it, answer, correct, pause, stop."""

import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Annotated

import anyio
from mcp.server.mcpserver import Context, MCPServer
from mcp_types import CallToolResult, InputRequiredResult, ToolAnnotations
from pydantic import Field

from agent.run.event import EffectMet, Question, StepDone
from ui.mcp.ask import Deed, Done, Form, Reply, Words, ask, deed_form
from ui.mcp.report import Report, progress_told, report
from ui.mcp.seat import PhoneSeat, away
from ui.mcp.touch import CHANGES, LOOKS, Result
from ui.service.session import Session
from ui.service.told import NotNow, Told
from ui.words import clean

STEERS = ToolAnnotations(read_only_hint=False, destructive_hint=False, idempotent_hint=True)
Patience = Annotated[
    float, Field(ge=0, le=3600, description="Seconds to wait for the end before reporting how it stands")
]
PATIENCE = 45.0
"""Many clients give a call up after a minute."""
_LAST_STEP = 15.0
"""Seconds that a stopped task is given for the step it is in."""
_SLICE = 0.5
"""Seconds after which it is seen again whether the call was given up."""
_MOVING = ("working", "stopping")
GIVEN_UP = "the program that asked for it gave the call up, or hung up"
"""Why a task was stopped that nobody waits for any more."""
_FORMS: dict[str, type[Form]] = {"ask": Words, "take_over": Done}
Outcome = Annotated[CallToolResult, Report] | InputRequiredResult


class Errands:
    """The tools, on one seat."""

    def __init__(self, seat: PhoneSeat) -> None:
        self._seat = seat

    def offer(self, server: MCPServer) -> None:
        """Have the server list them."""
        server.tool(title="Have a task done", annotations=CHANGES)(self.run_task)
        server.tool(title="Follow the task", annotations=LOOKS)(self.follow_task)
        server.tool(title="Answer the task's question", annotations=CHANGES)(self.answer)
        for tool, title in (
            (self.correct, "Correct the task"),
            (self.pause_task, "Pause the task"),
            (self.resume_task, "Let the task go on"),
            (self.stop_task, "Stop the task"),
        ):
            server.tool(title=title, annotations=STEERS)(tool)

    async def run_task(self, ctx: Context, goal: str, patience: Patience = PATIENCE) -> Outcome:
        """Have a goal reached on the phone, told in plain words, step by step, and checked at the end.

        It reports when the task has ended, when it needs the person, or after `patience` seconds; then
        `follow_task` goes on. Earlier tasks are remembered: a goal may refer to them.
        """
        return await self._follow(ctx, patience, lambda session: self._begin(session, goal))

    async def follow_task(self, ctx: Context, patience: Patience = PATIENCE) -> Outcome:
        """Report what the task did since the last report, and how it stands; waits as `run_task` does."""
        return await self._follow(ctx, patience)

    async def answer(self, ctx: Context, text: str, patience: Patience = PATIENCE) -> Outcome:
        """Give the person's own answer to what the task asks, then follow on.

        Only for what it asks them to tell or to do by hand (`done`). Whether something sensitive may be done
        is for the person to say, in the form that the client shows them or on the phone.
        """
        return await self._follow(ctx, patience, lambda session: _answer(session, text))

    async def correct(self, text: str) -> Annotated[CallToolResult, Report]:
        """Tell the task at work something ("no, the other one"): its next decision goes by it."""
        return await self._steer(lambda session: session.say(text))

    async def pause_task(self) -> Annotated[CallToolResult, Report]:
        """Hold the task before its next look at the phone."""
        return await self._steer(lambda session: session.pause())

    async def resume_task(self) -> Annotated[CallToolResult, Report]:
        """Let a paused task go on."""
        return await self._steer(lambda session: session.go_on())

    async def stop_task(self) -> Annotated[CallToolResult, Report]:
        """End the task before it touches the phone again."""
        session = await away(lambda: self._seat.session)
        await away(session.stop)
        await away(lambda: session.join(_LAST_STEP))
        return self._report(session)

    # -- following -----------------------------------------------------------------------------------
    async def _steer(self, act: Callable[[Session], None]) -> CallToolResult:
        session = await away(lambda: self._seat.session)
        await away(lambda: act(session))
        return self._report(session)

    def _begin(self, session: Session, goal: str) -> None:
        told = session.standing().told
        session.begin(goal)
        self._seat.hear(session, told)

    async def _follow(
        self, ctx: Context, patience: float, act: Callable[[Session], None] | None = None
    ) -> Result:
        """Act, then wait for the task, telling of each step, until there is something to report.

        A client that calls again with the person's reply has acted before. A call that is given up stops the
        task: that is how a client passes on its person's stop.
        """
        session = await away(lambda: self._seat.session)
        try:
            if act is not None and ctx.request_state is None:
                await away(partial(act, session))
            return await self._wait(ctx, session, time.monotonic() + patience)
        except anyio.get_cancelled_exc_class():
            with suppress(NotNow):
                session.stop(GIVEN_UP)
            raise

    async def _wait(self, ctx: Context, session: Session, until: float) -> Result:
        seen = self._seat.heard(session)
        while True:
            left = max(0.0, until - time.monotonic())
            news = await away(partial(session.wait, seen, min(_SLICE, left)))
            seen = news[-1].number if news else seen
            standing = session.standing()
            for one in news:
                await _tell(ctx, one, standing.goal)
            if standing.question is not None and standing.asked <= seen:
                outcome = await self._put(ctx, session, standing.question, standing.asked)
                if outcome is not None:
                    return outcome
            elif (standing.activity not in _MOVING and seen >= standing.told) or time.monotonic() >= until:
                return self._report(session)

    async def _put(self, ctx: Context, session: Session, question: Question, asked: int) -> Result | None:
        """Have the person answer; None once they did, so that the task goes on."""
        form = deed_form(question) if question.kind == "confirm" else _FORMS[question.kind]
        word = await ask(ctx, _request(question), form, f"{session.id}:{asked}")
        if isinstance(word, InputRequiredResult):
            return word
        if isinstance(word, Reply) and isinstance(word.form, Deed) and word.form.allow:
            deed = word.form
            await away(lambda: _allow(session, question, deed, asked))
            return None
        if isinstance(word, Reply):
            reply = "no" if question.kind != "ask" and word.is_no else word.text
        elif question.kind == "confirm":
            reply = ""  # only the person may say yes, and here they can't be asked
        else:
            return self._report(session)
        await away(lambda: _reply(session, reply, asked))
        return None

    def _report(self, session: Session) -> CallToolResult:
        standing = session.standing()
        told = session.told(self._seat.heard(session))
        self._seat.hear(session, self._seat.heard(session) + len(told))
        return report(standing, told, self._seat.prompts)


async def _tell(ctx: Context, one: Told, goal: str) -> None:
    """Progress, for clients that asked for it; its number only has to grow."""
    match one.word:
        case StepDone() as done:
            await ctx.report_progress(one.number, message=progress_told(done, goal))
        case EffectMet(proof=proof):
            await ctx.report_progress(one.number, message=f"✓ {clean(str(proof))}")


def _answer(session: Session, text: str) -> None:
    standing = session.standing()
    if standing.question is not None and standing.question.kind == "confirm":
        raise NotNow("only the person may say yes to this", "They can do it on the phone")
    session.answer(text, standing.asked)


def _allow(session: Session, question: Question, deed: Deed, asked: int) -> None:
    """Have it done: as it is asked, or with what the person wrote anew."""
    anew = deed.anew(question)
    with suppress(NotNow):
        if anew:
            session.change(asked, **anew)
        else:
            session.answer("yes", asked, for_task=deed.holds)


def _reply(session: Session, text: str, asked: int) -> None:
    """Pass on what the person said; a question that went away as they read it needs no answer."""
    with suppress(NotNow):
        session.answer(text, asked)


def _request(question: Question) -> str:
    classes = f" ({', '.join(question.classes)})" if question.classes else ""
    hint = f"\n{question.hint}" if question.hint else ""
    match question.kind:
        case "confirm":
            shown = f"\nIt looks like this: {question.picture}" if question.picture else ""
            told = [f"{name}: {value}" for name, value in _told(question) if value]
            deed = "".join(f"\n{line}" for line in told)
            return f"The task on the phone wants to {question.text}{classes}. Allow it?{deed}{hint}{shown}"
        case "ask":
            return f"The task on the phone asks: {question.text}"
        case "take_over":
            return f"The task on the phone needs you to take over: {question.text}"


def _told(question: Question) -> tuple[tuple[str, str], ...]:
    """What the deed is of, line by line."""
    sent = (("To", question.to), ("Text", question.content))
    return (*sent, ("Amount", question.amount), ("App", question.app))
