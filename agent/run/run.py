"""A goal being worked on: iterate it to make it go, and to hear of it.

    run = agent.run("Turn on Bluetooth")
    for event in run:
        match event:
            case Question(): run.answer("yes")
            case Ended(): print(event.status, event.verified)

The terminal, the chat, a simulated user and `--yes` all use just this.
"""

import asyncio
import shutil
import sqlite3
import uuid
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from inspect import getgeneratorstate
from pathlib import Path

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from langgraph.checkpoint.sqlite import SqliteSaver
from langgraph.types import Command

from agent.action.action import Status
from agent.effect.effect import Proof
from agent.graph import loop
from agent.reflection.watch import standing
from agent.role.learn import learn
from agent.run.checkpoint import kept_types
from agent.run.context import Context
from agent.run.control import CLOSED, LEFT, STOPPED, Control, Terminated
from agent.run.event import Ended, Event, Question, StepDone
from agent.run.resume import is_unfinished
from agent.run.state import State
from agent.run.status import Cause, RunStatus
from agent.run.step import QUEUE, Ending, Step
from agent.run.tracing import untraced
from device.error import CommandTimeout, ConfigError, DeviceError, ToldToPerson, TooMuchSent
from device.text import well_formed
from models.deadline import OutOfTime
from models.error import Refused
from models.reply import Usage

_NODES = 7
DRY = "a dry run: nothing was touched"
"""Why a dry run ends."""


class Run:
    """One run. Iterate it once; the other methods may be called from any thread."""

    def __init__(self, start: State, context: Context, folder: Path, *, dry: bool = False) -> None:
        """`start` has a goal, and what an earlier run of it had come to, if there was one.

        A dry run looks and thinks, tells what it would do first, and ends before it touches the phone; its
        folder goes with it.
        """
        self.folder = folder
        self._dry = dry
        self.ended: Ended | None = None
        self._context = context
        self._state = start
        self._events = self._tell()
        self._read_changes: Callable[[], tuple[str, ...] | None] = _unread

    def __repr__(self) -> str:
        return f'<Run "{self._state.goal}", {self.ended.status if self.ended else "not ended"}>'

    @property
    def effects(self) -> tuple[Proof, ...]:
        """What the goal requires, and how each stands so far; none before the first look at the phone."""
        if self.ended is not None and self.ended.proofs:
            return self.ended.proofs
        return standing(self._state, self._context)

    @property
    def _control(self) -> Control:
        return self._context.control

    def answer(self, text: str) -> None:
        """Answer the Question that the run waits on."""
        self._control.answer(well_formed(text))

    def say(self, text: str, *, recorded: bool = False) -> bool:
        """Tell the run something; the next decision hears it, also one after a kill.

        False once the run has come to its end: nobody hears it, and it is not recorded. `recorded` says that
        its record holds it already.
        """
        text = well_formed(text)
        heard = self._control.say(text)
        if heard and not recorded:
            self._context.journal.said(text)
        return heard

    def at_once(self, listener: Callable[[Event], None]) -> None:
        """Have events that come while a model is waited for told by a call, in the iterating thread.

        Without it they come with the next event of the iteration.
        """
        self._context.at_once = listener

    def keep_changes(self, read: Callable[[], tuple[str, ...] | None]) -> None:
        """Keep what `read` tells at the end of the run: what changed in the phone's state, a line each.

        None is for a phone whose state nobody compared.
        """
        self._read_changes = read

    def slow(self, seconds: float) -> None:
        """Wait so long between telling what is about to be touched (`at_once`) and touching it; 0 for not."""
        self._control.slowness = max(0.0, seconds)

    def pause(self) -> None:
        """Hold the run before its next look at the phone."""
        self._control.pause()

    def take(self) -> None:
        """Have the phone to oneself: the run is held before its next touch, its decision dropped."""
        self._control.take()

    @property
    def holding(self) -> bool:
        """Whether a run that was paused or taken stands still by now."""
        return self._control.holding

    def resume(self) -> None:
        """Go on after a pause."""
        self._control.resume()

    def stop(self, why: str = STOPPED) -> None:
        """End the run before its next touch of the phone."""
        self._control.stop(why)

    def finish(self) -> Ended:
        """Run to the end with nobody to ask: every question is refused."""
        for event in self:
            if isinstance(event, Question):
                self.answer("")
        assert self.ended is not None
        return self.ended

    def close(self) -> None:
        """End the run here and now as stopped, unless it has ended; for when its iteration is given up."""
        self._events.close()

    def leave(self) -> None:
        """End it where it stands, if it was begun; where another thread iterates it just now, stop it."""
        match getgeneratorstate(self._events):
            case "GEN_SUSPENDED":
                self.close()
            case "GEN_RUNNING":
                self.stop(LEFT)

    def __iter__(self) -> Iterator[Event]:
        """Go on until the end, telling of it. What is a bug propagates, after the trajectory is closed.

        A loop that is left before, by `break` or an error, ends the run as stopped.
        """
        try:
            yield from self._events
        finally:
            self.close()

    async def __aiter__(self) -> AsyncIterator[Event]:
        """Do the same for an event loop, which goes on meanwhile: the run works in a thread of its own.

        A loop that is given up, or cancelled, stops the run before its next touch of the phone.
        """
        with ThreadPoolExecutor(1, "tapwright-run") as thread:
            loop = asyncio.get_running_loop()
            try:
                while (event := await loop.run_in_executor(thread, next, self._events, None)) is not None:
                    yield event
            finally:
                if self.ended is None:
                    self.stop(LEFT)
                    thread.submit(self.close)

    def _tell(self) -> Generator[Event, None, None]:
        ending = Ending.stopped(STOPPED)
        try:
            with self._context.device.within(lambda: self._context.seconds_left):
                yield from self._go_round()
            ending = self._state.ending or _rehearsed(self._state.step)
        except KeyboardInterrupt as cut:
            self._control.stop(CLOSED if isinstance(cut, Terminated) else STOPPED)
            ending = Ending.stopped(self._control.why_stopped)
        except SystemExit:
            ending = Ending.stopped(CLOSED)
            raise
        except Refused as refused:
            reason = f"the model refused: {refused}"
            ending = Ending(status=RunStatus.INFEASIBLE, reason=reason, cause=Cause.REFUSED_BY_MODEL)
        except TooMuchSent as error:  # to a question that no step can do without
            ending = _failed(ending, DeviceError(str(error), "See what floods the phone"))
        except ToldToPerson as error:
            if self._control.stopped:  # its phone may have been put away under it, its model's reply given up
                ending = Ending.stopped(self._control.why_stopped)
            elif isinstance(error, OutOfTime) or (
                isinstance(error, CommandTimeout) and not self._context.seconds_left
            ):
                reason = f"not done after {self._context.limits.seconds:g} seconds"
                ending = Ending(status=RunStatus.TRUNCATED, reason=reason, cause=Cause.LIMIT)
            else:
                ending = _failed(ending, error)
        except GeneratorExit:
            self._control.stop(LEFT)
            ending = Ending.stopped(self._control.why_stopped)
            raise
        except BaseException as error:
            ending = Ending(
                status=RunStatus.ERROR,
                reason=f"a bug: {type(error).__name__}: {error}",
                exit_code=1,  # as Python ends
                cause=Cause.BUG,
            )
            raise
        finally:
            self._close(ending)
        while self._context.events:
            yield self._context.events.popleft()
        assert self.ended is not None
        yield self.ended

    def _go_round(self) -> Iterator[Event]:
        """The loop, from question to question."""
        self._context.journal.open()
        if not self._dry:
            self._context.device.stay_awake()
            self._context.device.serve()
        feed: State | Command[str] | None = self._state
        with closing(_open_database(self._checkpoints)) as connection:
            serde = JsonPlusSerializer(allowed_msgpack_modules=kept_types())
            graph = loop(_Saver(connection, serde=serde))
            config: RunnableConfig = {
                "configurable": {"thread_id": uuid.uuid4().hex},
                "recursion_limit": 4 * _NODES * (self._context.limits.steps + 2),
            }
            while feed is not None:
                question = None
                # With no other stream mode LangGraph runs a node in this very thread, so that Ctrl-C
                # reaches it; with "exit" it writes a checkpoint only where the run stops to ask.
                updates = graph.stream(
                    feed,
                    config,
                    context=self._context,
                    stream_mode="updates",
                    durability="exit",
                    interrupt_before=["act"] if self._dry else None,
                )
                for update in updates if self._context.traced else untraced(updates):
                    question = self._merge(update)
                    while self._context.events:
                        yield self._context.events.popleft()
                feed = None
                if self._dry and self._state.ending is None:
                    yield from self._foreseen(question)
                elif question is not None:
                    yield question
                    with self._context.meter.timed("wait"):
                        answer = self._control.wait_for_answer()
                    if answer is not None:
                        feed = Command(resume=answer)
                    else:  # stopped: what was asked stays open, so that a resumed run asks it again
                        ending = Ending.stopped(self._control.why_stopped)
                        self._state = self._state.model_copy(update={"ending": ending})

    def _merge(self, update: dict[str, object]) -> Question | None:
        """Follow the state, so that a run broken off can still be told of; a question where there is one."""
        for node, change in update.items():
            if node == "__interrupt__" and not change:
                return None
            if node == "__interrupt__":
                assert isinstance(change, tuple)
                question = change[0].value
                assert isinstance(question, Question)
                return question
            if isinstance(change, dict):
                self._state = self._state.model_copy(update=change)
        return None

    def _foreseen(self, question: Question | None) -> Iterator[Event]:
        """What a dry run would do first: the question it would ask, and the actions decided on."""
        state = self._state
        if question is not None:
            yield question
        assert state.step is not None
        yield StepDone(step=state.step.model_copy(update={"said": self._context.hear()}))
        for number, queued in enumerate(state.queue, state.step.index + 1):
            spots = tuple(spot for spot in queued.spots if spot is not None)
            found = spots if len(spots) == len(queued.spots) else ()
            step = Step(index=number, action=queued.action, grounding=found, decided_by=QUEUE)
            yield StepDone(step=step)

    @property
    def _checkpoints(self) -> Path:
        return self.folder / "checkpoints.sqlite"

    def _close(self, ending: Ending) -> None:
        """End the trajectory with what is known."""
        context, state = self._context, self._state
        context.control.close()
        with suppress(DeviceError):  # what is written down puts it right next time
            context.device.let_sleep()
            context.device.unserve()
        with suppress(KeyboardInterrupt):  # who won't wait for lessons goes without; the run is over
            learn(state, ending, context)
        try:
            context.shots.close()
        except ToldToPerson as error:
            ending = _failed(ending, error)
        ending = ending.model_copy(update={"changes": self._read_changes()})
        seconds, usage = context.meter.totals()
        try:
            context.journal.end(ending, state.answer, seconds, usage, context.hear())
        except ToldToPerson as error:
            ending = _failed(ending, error)
        if self._dry:
            shutil.rmtree(self.folder, ignore_errors=True)
        used = sum(usage.values(), Usage())
        self.ended = Ended(
            **dict(ending),
            answer=state.answer,
            steps=len(state.steps),
            seconds=seconds.total,
            model_seconds=seconds.model,
            device_seconds=seconds.device,
            model_calls=used.calls,
            tokens=used.tokens,
            cost=used.cost,
            folder=self.folder if self.folder.exists() else None,
            resumable=context.journal.is_resumable and not self._dry and is_unfinished(ending),
        )


def _unread() -> None:
    return None


class _Saver(SqliteSaver):
    """LangGraph's own, but a full disk is told to the person."""

    @contextmanager
    def cursor(self, transaction: bool = True) -> Iterator[sqlite3.Cursor]:
        """A cursor. Raises ConfigError where the database can't be used."""
        try:
            with super().cursor(transaction) as cursor:
                yield cursor
        except sqlite3.OperationalError as error:
            raise ConfigError(f"cannot record the run's questions: {error}") from error


def _open_database(path: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(path, check_same_thread=False)
    except sqlite3.OperationalError as error:
        raise ConfigError(f"cannot record the run's questions in {path}: {error}") from error


def _rehearsed(step: Step | None) -> Ending:
    """How a dry run ends that came to a first step."""
    if step is not None and isinstance(step.action, Status):
        reason = f"{step.action.reason or step.thought} ({DRY})"
        match step.action.goal_status:
            case "infeasible":
                cause = step.action.cause or Cause.IMPOSSIBLE
                return Ending(status=RunStatus.INFEASIBLE, reason=reason, cause=cause)
            case "truncated":
                return Ending(status=RunStatus.TRUNCATED, reason=reason, cause=Cause.GIVEN_UP)
            case "complete":
                return Ending(status=RunStatus.STOPPED, reason=reason, cause=Cause.DRY_RUN)
    if step is not None and step.error:
        reason = f"no decision: {step.error} ({DRY})"
        return Ending(status=RunStatus.TRUNCATED, reason=reason, cause=Cause.STUCK)
    return Ending(status=RunStatus.STOPPED, reason=DRY, cause=Cause.DRY_RUN)


def _failed(ending: Ending, error: ToldToPerson) -> Ending:
    """The first failure is the one that is told."""
    if ending.status == RunStatus.ERROR:
        return ending
    return Ending.failed(error)
