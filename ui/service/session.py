"""A person and a phone: tasks one after the other, each in a thread of its own, all of it told and kept."""

import secrets
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from agent.run.control import CLOSED, STOPPED
from agent.run.event import StepDone
from agent.run.journal import Journal
from agent.run.status import RunStatus
from agent.run.step import Earlier
from agent.settings import Settings
from device.client import Device
from ui.service.change import correction
from ui.service.followed import Followed
from ui.service.phone import PhoneChoice, Taken
from ui.service.reserve import reserved
from ui.service.retold import added_until, retold
from ui.service.task import Task
from ui.service.told import NotNow, Over, Replied, Steered, TaskBegun

if TYPE_CHECKING:
    from agent.replay.script import Script
    from agent.run.run import Run
    from agent.run.trajectory import Trajectory


class Session(Followed):
    """One phone in one person's hand. Every method may be called from any thread.

    Made by `Desk.open`. Methods that steer raise NotNow where there is nothing to steer.
    """

    def __init__(self, taken: Taken, settings: Settings, look: Callable[[], Device]) -> None:
        super().__init__()
        self.id = secrets.token_urlsafe(18)
        """Who knows it may use the session; it can't be guessed."""
        self.phone: PhoneChoice = taken.choice
        self.device = taken.device
        """The phone itself, for what the person does on it by hand (the guard does not watch over that)."""
        self.settings = settings
        """Those of the next task; assign others at any time."""
        self.slowness = 0.0
        """Seconds for which a task shows what it is about to touch."""
        self.traced = False
        """Whether its next tasks keep, word by word, what models are asked and reply."""
        self.own = taken.own
        """Whether the phone was started for this session."""
        self.look = look
        """Gives a second hold of the phone to watch it by, also while a task works; the caller closes it."""

    # -- tasks ---------------------------------------------------------------------------------------
    def begin(self, goal: str, said: Sequence[str] = (), earlier: tuple[Earlier, ...] | None = None) -> int:
        """Work on a goal, in the light of the session's earlier tasks; the task's number.

        `said` is heard as what the person says while it goes on, before its first decision. `earlier` are
        the tasks that it follows on, where these are not all there were.
        Comes back at once; what happens is told, failures too (as Ended with status `error`). Raises
        ConfigError for a goal that is none, NotNow while a task is going on.
        """
        from agent.build import build
        from agent.checkgoal import checked_goal

        with self._lock:
            self._must_be_idle()
            settings = self._settings()
            before = self.earlier() if earlier is None else earlier
            goal = checked_goal(goal, settings)
            journal = reserved(settings, goal, before, self.device.serial)
            return self._start(
                TaskBegun(goal, journal.folder),
                lambda: build(settings, self.device).run(goal, earlier=before, journal=journal),
                said=said,
                earlier=before,
                journal=journal,
            )

    def retry(self) -> int:
        """Work on the latest goal again, as it was corrected or added to.

        Raises NotNow where there is none, or it still goes on.
        """
        with self._lock:
            if len(self._tasks) <= self._begins[0]:
                raise NotNow("there is no task to try again")
            task = self._tasks[-1]
            return self.begin(task.goal, task.wishes, task.earlier)

    def replay(self, script: "Script", *, alone: bool = False) -> int:
        """Do a recorded run or a routine again; the task's number.

        Where the phone does not go along, the agent of the settings goes on with the goal, unless `alone`.
        Raises NotNow while a task is going on.
        """
        from agent.build import build

        with self._lock:
            self._must_be_idle()
            settings = self._settings()
            journal = reserved(settings, script.goal, (), self.device.serial, script.run)
            return self._start(
                TaskBegun(script.goal, journal.folder),
                lambda: build(settings, self.device).replay(script, alone=alone, journal=journal),
                journal=journal,
            )

    def take_up(self, trajectory: "Trajectory", settings: Settings) -> int:
        """Go on with a recorded run, its earlier steps told first; the task's number. See `Desk.resume`."""
        from agent.build import build

        manifest = trajectory.manifest
        begun = TaskBegun(manifest.said or manifest.goal, trajectory.folder, resumed=True)
        with self._lock:
            self._must_be_idle()
            return self._start(
                begun,
                lambda: build(settings, self.device).resume(trajectory),
                past=trajectory,
                earlier=manifest.earlier,
            )

    def send(self, text: str) -> int:
        """What a person types into one box; the number of the task it bears on, 0 where there was none.

        It answers the question asked, corrects the task going on, or begins one; what only stops or pauses
        it, or has it go on, does that. Raises NotNow for such words where none is going on. What asks
        nothing of the phone, as a greeting, is answered and begins none. A task that has come to its end
        and is only putting things away hears nothing more: the words wait for it, and come after it.
        """
        while True:
            try:
                return self._send(text)
            except Over:
                self.join()

    def _send(self, text: str) -> int:
        """Send it to the task that goes on, if one does. Raises Over where that is at its end."""
        from agent.language.courtesy import courtesy
        from agent.language.standstill import steers

        with self._lock:
            task = self._current()
            if task is None and steers(text):
                raise NotNow("no task is going on")
            reply = courtesy(text) if task is None and not self._calls_procedure(text) else ""
            if reply:
                number = len(self._tasks)
                self._log.add(number, Steered("said", text))
                self._log.add(number, Replied(reply, text))
                return number
            if task is None:
                return self.begin(text)
            if task.asking[0] is not None:
                task.reply(text)
            else:
                task.say(text)
            return task.number

    def _calls_procedure(self, text: str) -> bool:
        """Whether the person has told what to do when they say this."""
        from agent.memory.procedure import expand
        from agent.memory.store import MemoryStore

        memory = self.settings.memory if self.settings.use_memory else None
        if memory is None or not memory.exists():
            return False
        return bool(expand(text, MemoryStore(memory).entries("procedure")).procedures)

    def earlier(self) -> tuple[Earlier, ...]:
        """The session's tasks that have ended, as a later one hears of them."""
        with self._lock:
            return tuple(
                Earlier(
                    goal=task.goal,
                    status=task.ended.status,
                    answer=task.ended.answer,
                    added=task.said,
                    did=tuple(task.did),
                    served=tuple(task.served),
                )
                for task in self._tasks[self._begins[0] :]
                if task.ended is not None
            )

    def _start(
        self,
        begun: TaskBegun,
        make: "Callable[[], Run]",
        past: "Trajectory | None" = None,
        said: Sequence[str] = (),
        earlier: tuple[Earlier, ...] = (),
        journal: Journal | None = None,
    ) -> int:
        number = len(self._tasks) + 1
        task = Task(
            number,
            begun.goal,
            begun.folder,
            make,
            lambda word: self._log.add(number, word),
            earlier,
            journal,
        )
        self._tasks.append(task)
        self._log.add(number, begun)
        for word in retold(past) if past is not None else ():
            self._log.add(number, word)
            if isinstance(word, StepDone):
                task.remember(word.step)
        task.heard += added_until(past) if past is not None else ()
        for text in said:
            task.say(text)
        task.slow(self.slowness)
        task.start()
        return number

    def _settings(self) -> Settings:
        """Those of a task that begins now."""
        now = self.settings
        return now.model_copy(update={"out": None, "record": now.record or self.traced})

    def _current(self) -> Task | None:
        """The task that goes on, if one does."""
        task = self._tasks[-1] if self._tasks else None
        return task if task is not None and task.ended is None else None

    def _at_work(self) -> Task:
        with self._lock:
            task = self._current()
        if task is None:
            raise NotNow("no task is going on")
        return task

    def _must_be_idle(self) -> None:
        if self._closed:
            raise NotNow("the session is closed")
        if (task := self._current()) is not None:
            raise NotNow(f'still at work on "{task.goal}"', "Stop it first, or wait for its end")

    # -- steering ------------------------------------------------------------------------------------
    def answer(self, text: str, asked: int = 0, *, for_task: bool = False) -> None:
        """Answer the question; with `asked` only if it is still that one. "" refuses it.

        `for_task` has a yes hold for what is of the same kinds until the task ends.
        """
        self._at_work().answer(text, asked, for_task=for_task)

    def change(self, asked: int, *, to: str | None = None, content: str | None = None) -> None:
        """Refuse what is asked, and have it done with these in place of what the question tells."""
        task = self._at_work()
        question, _ = task.asking
        if question is None:
            raise NotNow("nothing is being asked")
        task.answer(correction(question, task.goal, to=to, content=content), asked)

    def say(self, text: str) -> None:
        """Correct the task, or add to it; its next decision hears it."""
        self._at_work().say(text)

    def pause(self) -> None:
        """Hold the task before its next look at the phone."""
        self._at_work().pause()

    def slow(self, seconds: float) -> None:
        """Have this task and those after it show for so long what they are about to touch; 0 for not."""
        with self._lock:
            self.slowness = seconds
            task = self._current()
        if task is not None:
            task.slow(seconds)

    def go_on(self) -> None:
        """End a pause, or a take-over of which there is nothing to tell."""
        self._at_work().go_on()

    def stop(self, why: str = STOPPED) -> None:
        """End the task before its next touch of the phone; its record says why."""
        self._at_work().stop(why)

    def take_over(self) -> None:
        """Have the phone to oneself: the task touches nothing until it is handed back.

        What it had decided is dropped; a touch already under way ends (`Standing.holding` says when).
        """
        self._at_work().take_over()

    def hand_back(self, note: str = "") -> None:
        """Let the task go on, told that its owner used the phone, and what they did where `note` says.

        It also answers a question that asked the person to take over.
        """
        self._at_work().hand_back(note)

    # -- the end -------------------------------------------------------------------------------------
    def close(self, why: str = STOPPED, timeout: float | None = None) -> None:
        """Stop the task, wait for it (`timeout` seconds at most), give the phone back. Safe to call twice.

        A task that takes longer gives it back itself. One stopped because the program is `CLOSED` waits to be
        taken up again.
        """
        with self._lock:
            if self._closed:
                return
            self._closed = True
            task = self._current()
        if task is not None:
            with suppress(NotNow):  # it has just ended
                task.stop(why)
            task.join(timeout)
        if task is None or task.ended is not None:
            self.device.close()
        else:
            threading.Thread(target=self._put_away_after, args=(task,), daemon=True).start()
        self._log.close()

    def _put_away_after(self, task: Task) -> None:
        task.join()
        self.device.close()

    @property
    def recording(self) -> Path | None:
        """Where the task is recorded that goes on; None where none does."""
        with self._lock:
            task = self._current()
        return task.folder if task is not None else None

    @property
    def is_cut_short(self) -> bool:
        """Whether it was closed in the middle of a task, which can be taken up again on its phone."""
        with self._lock:
            task = self._tasks[-1] if self._tasks else None
        if task is None:
            return False
        return task.ended is None or (task.ended.status == RunStatus.STOPPED and task.ended.reason == CLOSED)
