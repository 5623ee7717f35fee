"""One task of a session: its run in a thread of its own, steered from any other, all of it told."""

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from agent.action.action import describe
from agent.language.consent import consent, says_no_and_more
from agent.language.remark import BY_HAND, as_answer, own_words
from agent.run.control import STOPPED
from agent.run.event import Ended, Event, Question, StepDone
from agent.run.journal import Journal
from agent.run.status import Cause, RunStatus
from agent.run.step import Earlier, Step
from device.error import ToldToPerson
from ui.service.told import Act, Activity, NotNow, Over, Steered, Told, Word

if TYPE_CHECKING:
    from agent.run.run import Run

_BUG = "a bug in this program; its log has more"
_LOOK = f"{BY_HAND}: look at the screen before anything else"


EACH_TIME = frozenset({"payment", "purchase", "credentials", "account"})
"""Kinds of action that no word for a whole task covers."""


class Task:
    """What steers it raises NotNow where there is nothing to steer."""

    def __init__(
        self,
        number: int,
        goal: str,
        folder: Path,
        make: "Callable[[], Run]",
        tell: Callable[[Word], Told],
        earlier: tuple[Earlier, ...] = (),
        journal: Journal | None = None,
    ) -> None:
        """`make` begins the run, in the task's thread: it may take a while, and raise ToldToPerson.

        `earlier` is what the goal follows on. `journal` keeps what is said before there is a run, which then
        takes it over; without one the run is of earlier.
        """
        self.number = number
        self.goal = goal
        self.folder = folder
        self.earlier = earlier
        self.ended: Ended | None = None
        self.heard: list[str] = []
        """What the person said while it was worked on; answers with their question."""
        self.did: list[str] = []
        """What it did, a line for each action."""
        self.served: list[str] = []
        """For each of these the sub-goal it was done for."""
        self._question: Question | None = None
        self._asked = 0
        self._granted: set[str] = set()
        """Kinds of action that the person has allowed until the task ends."""
        self._reserved: str | None = None
        """A permission given or refused while it was paused: the run hears of it once it goes on."""
        self._paused = self._taken = False
        self._why = ""
        """Why it was stopped."""
        self._slowness = 0.0
        self._make = make
        self._tell = tell
        self._journal = journal
        self._run: Run | None = None
        self._waiting: list[str] = []
        """What was said before there was a run to hear it."""
        self._lock = threading.RLock()
        self._thread = threading.Thread(target=self._work, name=f"tapwright-task-{number}", daemon=True)

    def start(self) -> None:
        """Let it go."""
        self._thread.start()

    def join(self, timeout: float | None = None) -> Ended | None:
        """How it ended; None after `timeout` seconds."""
        self._thread.join(timeout)
        return self.ended

    # -- how it is -----------------------------------------------------------------------------------
    @property
    def activity(self) -> Activity:
        """In a word."""
        with self._lock:
            if self.ended is not None:
                return "idle"
            if self._why:
                return "stopping"
            if self._taken:
                return "taken_over"
            if self._paused:
                return "paused"
            return "asking" if self._question is not None else "working"

    @property
    def asking(self) -> tuple[Question | None, int]:
        """What is asked, and the number of what was told that asks it; nothing once it is to stop."""
        with self._lock:
            return None if self._why else self._question, self._asked

    @property
    def holding(self) -> bool:
        """Whether it stands still, because it was paused or the person has the phone."""
        return self._run is not None and self._run.holding

    @property
    def said(self) -> tuple[str, ...]:
        """What the person said of the goal: of their own accord, or by an answer that corrected it."""
        if not self.heard:  # a long conversation need not be gone through then
            return ()
        from agent.goal.goalreader import goal_reader
        from agent.language.standing import of_goal

        counts = of_goal(self.goal, self.heard, self.earlier, goal_reader())
        return tuple(own_words(text) for text, of_it in zip(self.heard, counts, strict=True) if of_it)

    @property
    def wishes(self) -> tuple[str, ...]:
        """What of it holds when the goal is tried again: not what called the run off."""
        from agent.goal.goalreader import goal_reader
        from agent.language.correction import heard

        goal, reader = goal_reader().typed(self.goal), goal_reader()
        return tuple(text for text in self.said if not heard(goal, [text], reader).stop)

    # -- steering ------------------------------------------------------------------------------------
    def answer(self, text: str, asked: int = 0, *, for_task: bool = False) -> None:
        """Answer its question; with `asked` only if it is still that one.

        What is allowed while it is paused is done once it goes on. `for_task` has a yes hold for all that is
        of the same kinds, but for what pays or signs in, which is asked about each time.
        """
        with self._lock:
            if self._question is None or asked not in (0, self._asked):
                raise NotNow("that question is not open any more" if asked else "nothing is being asked")
            question = self._question
            if for_task and consent(text) == "yes":
                self._granted |= set(question.classes) - EACH_TIME
            self._reply("answered", text, text)
            if question.kind == "ask" or (question.kind == "confirm" and says_no_and_more(text)):
                self.heard.append(as_answer(text, question.text))

    def slow(self, seconds: float) -> None:
        """Show what is about to be touched for so long before it is."""
        with self._lock:
            self._slowness = seconds
            if self._run is not None:
                self._run.slow(seconds)

    def reply(self, text: str) -> None:
        """What is typed at its question: an answer, unless it only stops it, pauses it or has it go on.

        Where the person is asked what they mean, or what to write, those words may be just that.
        """
        from agent.language.standstill import pauses, resumes, steers

        with self._lock:
            is_asked = self._question is not None and self._question.kind == "ask"
            is_answer = is_asked or resumes(text) or not steers(text)
            if self._paused and resumes(text):
                self._note("said", text)
                self.go_on()
            elif is_answer:
                self.answer(text)
            else:
                self._note("said", text)
                self.pause() if pauses(text) else self.stop(STOPPED)

    def say(self, text: str) -> None:
        """Its next decision hears it; what only asks it to wait, or to go on, does just that."""
        from agent.language.standstill import pauses, resumes

        with self._lock:
            if pauses(text) and not self._taken:
                self._note("said", text)
                self.pause()
            elif self._paused and resumes(text):
                self._note("said", text)
                self.go_on()
            elif self.ended is not None or not self._whisper(text):
                raise Over("the task is over")
            else:
                self._note("said", text)
                self.heard.append(text)

    def pause(self) -> None:
        """Hold it before its next look at the phone."""
        with self._lock:
            if not self._paused:
                self._note("paused")
                self._hold(paused=True)

    def go_on(self) -> None:
        """End a pause, or a take-over of which there is nothing to tell."""
        with self._lock:
            if self._taken:
                self.hand_back("")
            elif self._paused:
                self._note("went_on")
                self._hold(paused=False)

    def stop(self, why: str) -> None:
        """End it before its next touch of the phone."""
        with self._lock:
            if not self._why:
                self._note("stopped")
                self._why = why
                self._pass_on()

    def take_over(self) -> None:
        """Have it touch nothing until it is handed back."""
        with self._lock:
            if not self._taken:
                self._note("took_over")
                self._hold(paused=True, taken=True)

    def hand_back(self, note: str) -> None:
        """Let it go on, told that its owner used the phone, and what they did where `note` says."""
        with self._lock:
            asked_to = self._question is not None and self._question.kind == "take_over"
            if not self._taken and not asked_to:
                raise NotNow("the phone was not taken over")
            if asked_to:
                self._reply("handed_back", note, note or "done")
            else:
                self._note("handed_back", note)
                self._whisper(f"{BY_HAND}: {note}" if note else _LOOK)
            self._hold(paused=False)

    def _note(self, act: Act, text: str = "", question: int = 0) -> None:
        if self.ended is not None:
            raise Over("the task is over")
        self._tell(Steered(act, text, question))

    def _reply(self, act: Act, text: str, answer: str) -> None:
        self._note(act, text, self._asked)
        assert self._question is not None
        assert self._run is not None
        is_permit = self._question.kind == "confirm"
        self._question, self._asked = None, 0
        if is_permit and self._paused and not self._taken:
            self._reserved = answer
        else:
            self._run.answer(answer)

    def _whisper(self, text: str) -> bool:
        """Tell the run, or keep it for one that is still being made; whether it will be heard."""
        if self._run is not None:
            return self._run.say(text)
        self._waiting.append(text)
        if self._journal is not None:
            self._journal.said(text)
        return True

    def _hold(self, *, paused: bool, taken: bool = False) -> None:
        self._paused, self._taken = paused, taken
        self._pass_on()

    def _pass_on(self) -> None:
        """Tell the run what the person wants, once there is one."""
        run = self._run
        if run is None:
            return
        if self._why:
            run.stop(self._why)
        elif self._taken:
            run.take()
        elif self._paused:
            run.pause()
        else:
            run.resume()
        if self._reserved is not None and not self._why and (self._taken or not self._paused):
            run.answer(self._reserved)
            self._reserved = None

    # -- its thread ----------------------------------------------------------------------------------
    def _work(self) -> None:
        try:
            run = self._make()
            with self._lock:
                self._run = run
                for text in self._waiting:
                    run.say(text, recorded=self._journal is not None)
                self._pass_on()
                run.slow(self._slowness)
            run.at_once(self._hear)
            events = iter(run)  # held: what fails in the loop is a bug, and no stop of the run's
            for event in events:
                self._hear(event)
        except ToldToPerson as error:
            self._end(Ended.failed(error))
        finally:  # a bug goes on its way, but not without an end that is told
            known = self._run.ended if self._run is not None else None
            self._end(known or Ended(status=RunStatus.ERROR, reason=_BUG, exit_code=3, cause=Cause.BUG))
            with self._lock:
                self._run = None  # it holds the last screens, and a session has many tasks

    def _hear(self, event: Event) -> None:
        if isinstance(event, Ended):
            self._end(event)
            return
        with self._lock:
            told = self._tell(event)
            if isinstance(event, StepDone):
                self.remember(event.step)
            if isinstance(event, Question):
                self._question, self._asked = event, told.number
                if event.kind == "confirm" and event.classes and self._granted.issuperset(event.classes):
                    self.answer("yes")

    def remember(self, step: Step) -> None:
        """Keep what a step did, for the tasks after this one."""
        if step.performed and step.action is not None:
            self.did.append(describe(step.action))
            self.served.append(step.plan.next if step.plan is not None else "")

    def _end(self, ended: Ended) -> None:
        """Once; what ends it first is what is told."""
        with self._lock:
            if self.ended is not None:
                return
            if self._run is None and self._journal is not None:
                self._journal.discard()
            if not (self.folder / "manifest.json").exists():
                ended = ended.model_copy(update={"folder": None})
                with suppress(OSError):
                    self.folder.rmdir()
            self._question, self._asked = None, 0
            self.ended = ended
            self._tell(ended)
