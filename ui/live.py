"""A run as it goes: for a person at a terminal, or for a program that wants one line of JSON."""

import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import click
from rich.status import Status
from rich.text import Text

from agent.build import Agent
from agent.effect.effect import Proof
from agent.guard.allowance import OUTSIDE, SCREEN
from agent.language.speech import speaker
from agent.run.control import CLOSED, STOPPED
from agent.run.description import describe_step
from agent.run.event import EffectsListed, Ended, Event, Noticed, PlanMade, Question, StepDone
from agent.run.status import Cause, RunStatus
from device.error import ToldToPerson
from ui.output import Terminal
from ui.terminal import say, say_json
from ui.termination import TERMINATED, TERMINATION
from ui.words import (
    VERDICTS,
    clean,
    grounds,
    labelled,
    ledger_lines,
    mark,
    remarks,
    spoken,
    thought,
    verdict,
    voices,
    what,
)

if TYPE_CHECKING:
    from agent.run.run import Run


class View:
    """Who is told of a run; this one keeps it to itself."""

    would: list[str] | None = None
    """What a dry run would do; None for a real one."""
    accepts_unverified = False
    """Whether a run that is held for done is good enough."""

    def __init__(self) -> None:
        self.speak: Callable[[str], str] = str
        """Puts a sentence of ours into the language of the goal."""

    def greet(self, goal: str) -> None:
        """The goal was heard; phone and libraries are still to come."""
        self.speak = speaker(goal)

    def begin(self, goal: str, phone: str, agent: Agent) -> None:
        """The run is about to start."""

    def tell(self, event: Event) -> None:
        """Something happened."""

    def would_ask(self, question: Question) -> None:
        """A dry run came to a question."""

    def exit_code(self, ended: Ended | None) -> int:
        """What the command exits with."""
        if self.would is not None and ended is not None and ended.status is RunStatus.STOPPED:
            return 0  # a dry run stops where the first touch would be
        return exit_code(ended, accept_unverified=self.accepts_unverified)

    def hold(self) -> None:
        """The person is about to be asked something: leave the terminal to that."""

    @contextmanager
    def failures(self) -> Iterator[None]:
        """Wraps the whole command, which may fail before there is a run to tell of."""
        yield


def view_for(as_json: bool) -> View:
    """The view that was asked for."""
    return JsonView() if as_json else TerminalView()


def follow(run: "Run", view: View, *, accept_unverified: bool = False) -> int:
    """Let a run go and tell the view; the command's exit code."""
    view.accepts_unverified = accept_unverified
    run.at_once(view.tell)
    events = iter(run)  # held, so that what strikes in the loop leaves the run to be ended with its reason
    try:
        for event in events:
            view.tell(event)
            if isinstance(event, Question):
                run.answer(_ask(event, view))
    except (KeyboardInterrupt, click.Abort):
        # It struck outside the run, between two events or at a question.
        run.stop(CLOSED if TERMINATION.heard else STOPPED)
        run.close()
        if run.ended is not None:
            view.tell(run.ended)
    finally:
        run.close()
    return view.exit_code(run.ended)


def rehearse(run: "Run", view: View) -> int:
    """Tell what a dry run would do; 0 when it found something to do."""
    view.would = []
    with closing(run):
        for event in run:
            if isinstance(event, StepDone) and event.step.action is not None:
                view.would.append(describe_step(event.step))
            if isinstance(event, Question):
                view.would_ask(event)
            else:
                view.tell(event)
    return view.exit_code(run.ended)


def fields_of(ended: Ended) -> dict[str, object]:
    """How a run ended, for a program."""
    return {
        "status": ended.status,
        "verified": ended.verified,
        "answer": ended.answer,
        "steps": ended.steps,
        "seconds": round(ended.seconds, 3),
        "model_calls": ended.model_calls,
        "tokens": ended.tokens,
        "cost": ended.cost,
        "folder": str(ended.folder) if ended.folder else None,
        "reason": ended.reason,
    }


def proof_fields(proof: Proof) -> dict[str, object]:
    """How a required effect stands, for a program."""
    told = {"text": proof.effect.text, "kind": proof.effect.kind, "standing": proof.standing}
    return {**told, "by": proof.by, "evidence": proof.evidence}


def exit_code(ended: Ended | None, *, accept_unverified: bool = False) -> int:
    """What a command exits with whose run ended so."""
    if TERMINATION.heard:
        return TERMINATED
    if ended is None:
        return 1
    return 0 if accept_unverified and ended.status is RunStatus.UNVERIFIED else ended.exit_code


class JsonView(View):
    """Says nothing but one line in the end."""

    def tell(self, event: Event) -> None:
        """Only the end is told."""
        if isinstance(event, Ended):
            self._line(event)
            if event.status == RunStatus.ERROR:
                say(f"error: {clean(event.reason, 500)}", err=True)

    @contextmanager
    def failures(self) -> Iterator[None]:
        """A failure before the run is a line of the same form."""
        try:
            yield
        except ToldToPerson as error:
            self._line(Ended.failed(error))
            raise

    def _line(self, ended: Ended) -> None:
        fields = {
            "run": ended.folder.name if ended.folder else None,
            **fields_of(ended),
            "evidence": ended.evidence,
            "cause": ended.cause,
            "effects": [proof_fields(proof) for proof in ended.proofs],
            "changes": None if ended.changes is None else list(ended.changes),
            "exit_code": self.exit_code(ended),
            **({} if self.would is None else {"would": self.would}),
        }
        say_json(fields)


class TerminalView(View):
    """A line for each step and one below it for what was seen; a plain log where there is no terminal."""

    def __init__(self) -> None:
        super().__init__()
        self._console = Terminal(highlight=False, soft_wrap=True)
        self._status: Status | None = None
        self._greeted = False
        self._recalled: list[str] = []
        self._heard: list[str] = []
        """What roles said last: it is told once."""

    def greet(self, goal: str) -> None:
        """Show the goal on a terminal: something answers while libraries load."""
        super().greet(goal)
        if self._console.is_terminal:
            self._greeted = True
            self._line(clean(goal, 400), "bold")

    def begin(self, goal: str, phone: str, agent: Agent) -> None:
        """Say what is about to happen, with what."""
        if not self._greeted:
            self._line(clean(goal, 400), "bold")
        brain = agent.brain.name
        if brain == "offline":
            brain = self.speak("the bundled offline policy, no model")
        procedures = agent.expand(goal).procedures
        for procedure in procedures:
            self._tell("memory", clean(procedure.told, 400), "cyan")
        self._tell("phone", clean(self.speak(phone)), "dim")
        told = (clean(brain), *map(clean, agent.endpoints), self.speak(f"preset {agent.preset.name}"))
        self._tell("brain", " · ".join(told), "dim")
        for remark in agent.remarks:
            self._tell("note", clean(remark), "yellow")
        self._work("looking")

    def tell(self, event: Event) -> None:
        """Print it."""
        self.hold()
        doing = "working"
        match event:
            case EffectsListed(effects=effects):
                for number, effect in enumerate(effects, 1):
                    self._line(f"{self.speak('must')} {number}  {clean(effect.text)}", "cyan")
            case PlanMade(plan=plan):
                for number, subgoal in enumerate(plan.subgoals, 1):
                    self._line(f"{self.speak('plan')} {number}  {clean(subgoal)}", "cyan")
            case Noticed(text=text):
                self._tell("model", clean(self.speak(text), 400), "yellow")
                doing = clean(self.speak(text), 60)  # what a reply is waited for
            case StepDone():
                self._step(event)
            case Ended():
                self._end(event)
                return
        if not isinstance(event, Question):
            self._work(doing)

    def would_ask(self, question: Question) -> None:
        """What would be asked, before what it is about."""
        classes = f" ({', '.join(question.classes)})" if question.classes else ""
        self.hold()
        self._tell("asks", f"{clean(question.text)}{classes}", "yellow")

    def hold(self) -> None:
        """Take the spinner away."""
        if self._status is not None:
            self._status.stop()
            self._status = None

    def _step(self, event: StepDone) -> None:
        step = event.step
        for saying in step.said:
            told = saying.text.split(" | ") if saying.role == "recall" else []
            for text in told:
                if text not in ("nothing", *self._recalled):
                    self._recalled.append(text)
                    self._tell("memory", clean(text, 400), "cyan")
        heard = list(voices(step))
        for voice in heard:
            if voice not in self._heard:
                self._line(f"    {voice}", "dim cyan")
        self._heard = heard or self._heard
        sign, colour = mark(step)
        line = Text(f"{step.index:>3} ")
        line.append(sign, colour)
        line.append(f" {self.speak(what(step))}")
        line.append(f"  {step.seconds.total:.1f} s", "dim")
        self._console.print(line)
        if thought(step):
            self._line(f"      {self.speak(thought(step))}", "italic dim")
        for remark in remarks(step):
            self._line(f"      {self.speak(remark)}", "red" if step.error else "dim")

    def _end(self, ended: Ended) -> None:
        if ended.answer:
            self._tell("answer", clean(ended.answer, 2000), "bold")
        if ended.status == RunStatus.ERROR:
            say(f"error: {clean(ended.reason, 500)}", err=True)
        elif line := grounds(ended.evidence, ended.reason, ended.answer, self.speak):
            self._line(line, "dim")
        for line in ledger_lines(ended.proofs, self.speak):
            self._line(line, "dim")
        if ended.status == RunStatus.ERROR and not ended.steps and not ended.model_calls:
            return
        self._line(spoken(verdict(ended), self.speak), f"bold {VERDICTS[ended.status]}")
        if ended.folder is not None:
            self._tell("run", str(ended.folder), "dim")
            if ended.resumable:
                other = " --model OTHER" if ended.cause is Cause.REFUSED_BY_MODEL else ""
                self._tell("next", f"agent resume {shlex.quote(str(ended.folder))}{other}", "dim")
        for change in ended.changes or ():
            self._tell("state", clean(change), "cyan")

    def _tell(self, label: str, text: str, style: str) -> None:
        self._line(labelled(label, text, self.speak), style)

    def _line(self, text: str, style: str) -> None:
        self._console.print(Text(text, style))

    def _work(self, doing: str) -> None:
        if self._console.is_terminal:
            self._status = self._console.status(Text(doing, "dim"))
            self._status.start()


def _ask(question: Question, view: View) -> str:
    """The person's answer; "" where nobody sits at the terminal."""
    view.hold()
    speak, text = view.speak, clean(question.text, 400)
    match question.kind:
        case "confirm":
            classes = ", ".join(question.classes)
            heading = f"{speak(f'This needs your word ({classes})')}: {text}"
            heading += f" ({clean(question.hint)})" if question.hint else ""
        case "ask":
            heading = text
        case "take_over":
            heading = f"{speak('Please take over')}: {text}"
    if not sys.stdin.isatty():
        can_be_allowed = question.kind == "confirm" and not {SCREEN, OUTSIDE} & set(question.classes)
        hint = "; --yes allows classes beforehand" if can_be_allowed else ""
        nobody = speak(f"nobody to ask{hint}")
        say(f"{heading} ({nobody})", err=True)
        return ""
    say(heading, err=True)
    if question.picture:
        say(f"{speak('It looks like this')}: {question.picture}", err=True)
    match question.kind:
        case "confirm":
            return str(click.prompt(speak("Allow it? [y/N]"), default="no", show_default=False, err=True))
        case "ask":
            return str(click.prompt(speak("Answer"), err=True))
        case "take_over":
            click.prompt(speak("Press Enter when you are done"), default="", show_default=False, err=True)
            return "done"
