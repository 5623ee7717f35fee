"""A shell process: it runs a parsed script, and simple commands itself; see flow.py for the others."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from device.phone.shell.control import Abort, Exit, LoopJump
from device.phone.shell.device import read
from device.phone.shell.expand import Expander, ExpansionFault
from device.phone.shell.flow import RUNNERS
from device.phone.shell.launch import Commands, launch
from device.phone.shell.parser import parse
from device.phone.shell.redirect import Redirector
from device.phone.shell.state import State
from device.phone.shell.stream import Budget, Buffer, Exhausted, Io, decode, encode
from device.phone.shell.syntax import (
    Assignment,
    Condition,
    Node,
    Pipeline,
    Script,
    ShellGroup,
    Simple,
    SyntaxFault,
)

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset

MAX_DEPTH = 60
"""Of running constructs inside each other, so that Python's own stack is never the limit."""


class Executor:
    """One shell process. Its subshells are further executors that share budget and phone."""

    def __init__(
        self, phone: "Handset", state: State, budget: Budget, commands: Commands, top: Io, depth: int = 0
    ) -> None:
        self.phone = phone
        self.state = state
        self.budget = budget
        self.commands = commands
        self.top = top
        """The descriptors the outermost shell was given: what /dev/tty is."""
        self.depth = depth
        self.loops = 0
        self.unchecked = 0
        """> 0 inside a condition, where `set -e` does not end the shell."""
        self._expander = Expander(
            state, phone.files, budget, self._substitute, lambda: phone.rng.randrange(32768)
        )
        self.redirections = Redirector(
            state, phone.files, budget, self._expander, top.out, partial(read, phone), self.complain
        )
        self._io = top

    # -- substitutions, subshells ---------------------------------------------------------------------
    def child(self, state: State | None = None) -> "Executor":
        """A subshell."""
        return Executor(
            self.phone, state or self.state.clone(), self.budget, self.commands, self.top, self.depth
        )

    def _substitute(self, script: Script) -> str:
        collected = Buffer(self.budget)
        child = self.child()
        child.depth = self.deeper()
        self.state.status = child.run_all(script, replace(self._io, out=collected))
        return decode(collected.value().replace(b"\0", b"")).rstrip("\n")

    def expander(self, io: Io) -> Expander:
        """Expands words; what it substitutes runs with these descriptors."""
        self._io = io
        return self._expander

    def deeper(self) -> int:
        """The depth of a construct inside the present one."""
        if self.depth >= MAX_DEPTH:
            raise Exhausted("nested too deep")
        return self.depth + 1

    def run_all(self, script: Script, io: Io) -> int:
        """Run to the end or to `exit`; the status."""
        return self.ended(lambda: self.run(script, io), io)

    def ended(self, run: Callable[[], int], io: Io) -> int:
        """The status of a process that runs this, to the end or to `exit`."""
        try:
            self.state.status = run()
        except Exit as end:
            self.state.status = end.status
        except LoopJump:
            pass
        return self.state.status

    def run_text(self, text: str, io: Io) -> int:
        """Parse and run in this process (eval). Exit goes on upwards, as a fault does."""
        try:
            script = parse(text)
        except SyntaxFault as fault:
            self.complain(str(fault), io)
            raise Abort(1) from fault
        before, self.depth = self.depth, self.deeper()
        try:
            return self.run(script, io)
        finally:
            self.depth = before

    def complain(self, message: str, io: Io) -> None:
        """A message of the shell's own."""
        name, place = self.state.name, self.state.place
        said = f"{name}: " if place is None or place[0] != name else ""
        where = f"{place[0]}[{place[1]}]: " if place is not None else ""
        io.err.write(encode(f"{said}{where}{message}\n"))

    # -- nodes ---------------------------------------------------------------------------------------
    def run(self, node: Node, io: Io) -> int:
        """Run a node; the status, which is also left in the state."""
        try:
            if isinstance(node, Simple):
                return self._simple(node, io)
            if isinstance(node, Script):
                return self._script(node, io)
            return self._compound(node, io)
        except ExpansionFault as fault:
            self.complain(str(fault), io)
            raise Abort(1) from fault

    def _script(self, node: Script, io: Io) -> int:
        status = 0
        for command in node.commands:
            status = self.run(command, io)
        if not node.commands:
            self.state.status = 0
        return status

    def _compound(self, node: Node, io: Io) -> int:
        before, self.depth = self.depth, self.deeper()
        try:
            self.state.status = RUNNERS[type(node)](self, node, io)
        finally:
            self.depth = before
        if self.state.status and isinstance(node, ShellGroup | Pipeline | Condition):
            self._failed(getattr(node, "negated", False))
        return self.state.status

    def _failed(self, excused: bool = False) -> None:
        if "e" in self.state.options and not self.unchecked and not excused:
            raise Exit(self.state.status)

    @contextmanager
    def unchecking(self) -> Iterator[None]:
        """While a condition runs."""
        self.unchecked += 1
        try:
            yield
        finally:
            self.unchecked -= 1

    # -- simple commands -----------------------------------------------------------------------------
    def _simple(self, node: Simple, io: Io) -> int:
        self.budget.step()
        expander = self.expander(io)
        before = self.state.status
        if len(node.words) == 0:
            self.state.status = 0
        argv = expander.fields(node.words)
        if not argv:
            return self._assign(node, io)
        assigned = [self._assigned(assignment) for assignment in node.assignments]
        self.state.status = before
        if argv == ["exec"]:
            if not self.redirections.keep(node.redirects, io):
                raise Abort(1)
            self.state.status = 0
            return 0
        if node.redirects:
            with self.redirections.applied(node.redirects, io) as inner:
                status = 1 if inner is None else self._prefixed(argv, assigned, inner)
            if not self.state.status:
                self.state.status = status
            elif inner is not None and status == 0:
                status = self.state.status
        else:
            status = self._prefixed(argv, assigned, io)
        self.state.status = status
        if status:
            self._failed()
        return status

    def _assigned(self, assignment: Assignment) -> tuple[str, str]:
        """The variable and its new value."""
        before = self.state.variables.get(assignment.name, "") if assignment.append else ""
        return assignment.name, before + self._expander.text(assignment.value)

    def _assign(self, node: Simple, io: Io) -> int:
        """Assignments without a command; the status is that of the last substitution."""
        for assignment in node.assignments:
            name, value = self._assigned(assignment)
            self.state.variables[name] = value
        with self.redirections.applied(node.redirects, io) as inner:
            if inner is None:
                self.state.status = 1
        if self.state.status:
            self._failed()
        return self.state.status

    def _prefixed(self, argv: list[str], assigned: list[tuple[str, str]], io: Io) -> int:
        """A command with the assignments before it, which last as long as it does."""
        if not assigned:
            return launch(self, argv, io)
        state = self.state
        before = {name: state.variables.get(name) for name, _ in assigned}
        exported = set(state.exported)
        for name, value in assigned:
            state.variables[name] = value
        state.exported.update(name for name, _ in assigned)
        try:
            return launch(self, argv, io)
        finally:
            state.exported = exported
            state.restore(before)
