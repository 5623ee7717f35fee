"""Running a parsed script: the control flow of the shell."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from device.phone.filesystem import FileFault
from device.phone.shell.call import Call, Command, UsageFault
from device.phone.shell.condition import evaluate as holds
from device.phone.shell.control import Abort, Exit, LoopJump, Return
from device.phone.shell.expand import Expander, ExpansionFault
from device.phone.shell.parser import parse
from device.phone.shell.pattern import matches
from device.phone.shell.redirect import Redirector
from device.phone.shell.state import State
from device.phone.shell.stream import (
    EXTERNAL_COST,
    Budget,
    Buffer,
    Exhausted,
    Input,
    Io,
    decode,
    encode,
)
from device.phone.shell.syntax import (
    Case,
    Chain,
    Condition,
    For,
    Function,
    Group,
    If,
    Node,
    Pipeline,
    Redirected,
    Script,
    Simple,
    SyntaxFault,
    While,
)

if TYPE_CHECKING:
    from device.phone.phone import Phone

SELF = "/system/bin/sh"
"""What the shell calls itself in its complaints."""
MAX_DEPTH = 60
"""Of running constructs inside each other, so that Python's own stack is never the limit."""


class Executor:
    """One shell process. Its subshells are further executors that share budget and phone."""

    def __init__(
        self, phone: "Phone", state: State, budget: Budget, commands: "Commands", top: Io, depth: int = 0
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
        self.redirections = Redirector(state, phone.files, budget, self._expander, top.out, self.complain)
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
        child.depth = self._deeper()
        self.state.status = child.run_all(script, replace(self._io, out=collected))
        return decode(collected.value().replace(b"\0", b"")).rstrip("\n")

    def _deeper(self) -> int:
        if self.depth >= MAX_DEPTH:
            raise Exhausted("nested too deep")
        return self.depth + 1

    def run_all(self, script: Script, io: Io) -> int:
        """Run to the end or to `exit`; the status."""
        try:
            self.run(script, io)
        except Exit as end:
            self.state.status = end.status
        except LoopJump:
            pass
        return self.state.status

    def run_text(self, text: str, io: Io) -> int:
        """Parse and run in this process (eval, source, sh -c). Exit goes on upwards."""
        try:
            script = parse(text)
        except SyntaxFault as fault:
            self.complain(str(fault), io)
            self.state.status = 1
            return 1
        before, self.depth = self.depth, self._deeper()
        try:
            return self.run(script, io)
        finally:
            self.depth = before

    def complain(self, message: str, io: Io) -> None:
        """A message of the shell's own."""
        io.err.write(encode(f"{SELF}: {message}\n"))

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
        before, self.depth = self.depth, self._deeper()
        try:
            self.state.status = _RUNNERS[type(node)](self, node, io)
        finally:
            self.depth = before
        if self.state.status and isinstance(node, Group | Pipeline | Condition):
            self._failed(getattr(node, "negated", False))
        return self.state.status

    def _failed(self, excused: bool = False) -> None:
        if "e" in self.state.options and not self.unchecked and not excused:
            raise Exit(self.state.status)

    @contextmanager
    def _condition(self) -> Iterator[None]:
        self.unchecked += 1
        try:
            yield
        finally:
            self.unchecked -= 1

    def _chain(self, node: Chain, io: Io) -> int:
        status = 0
        for place, (operator, command) in enumerate(node.links):
            if (operator == "&&" and status) or (operator == "||" and not status):
                continue
            if place == len(node.links) - 1:
                status = self.run(command, io)
            else:
                with self._condition():
                    status = self.run(command, io)
        return status

    def _pipeline(self, node: Pipeline, io: Io) -> int:
        status = 0
        stdin = io.stdin
        if len(node.commands) == 1:
            with self._condition():
                status = self.run(node.commands[0], io)
        else:
            for place, command in enumerate(node.commands):
                last = place == len(node.commands) - 1
                pipe = Buffer(self.budget)
                child = self.child()
                status = child.run_all(Script((command,)), Io(stdin, io.out if last else pipe, io.err))
                stdin = Input(pipe.value())
        return int(not status) if node.negated else status

    def _group(self, node: Group, io: Io) -> int:
        if not node.subshell:
            return self.run(node.script, io)
        return self.child().run_all(node.script, io)

    def _if(self, node: If, io: Io) -> int:
        for condition, body in node.branches:
            with self._condition():
                held = not self.run(condition, io)
            if held:
                return self.run(body, io)
        return self.run(node.otherwise, io) if node.otherwise is not None else 0

    def _while(self, node: While, io: Io) -> int:
        status = 0
        self.loops += 1
        try:
            while True:
                self.budget.step()
                with self._condition():
                    held = not self.run(node.condition, io)
                if held == node.until:
                    return status
                status, stop = self._turn(node.body, io)
                if stop:
                    return status
        finally:
            self.loops -= 1

    def _turn(self, body: Script, io: Io) -> tuple[int, bool]:
        """One turn of a loop; its status and whether the loop is to stop."""
        try:
            return self.run(body, io), False
        except LoopJump as jump:
            if jump.levels > 1:
                raise LoopJump(jump.levels - 1, again=jump.again) from None
            return 0, not jump.again

    def _for(self, node: For, io: Io) -> int:
        values = self.state.positional if node.words is None else self._fields(node.words, io)
        status = 0
        self.loops += 1
        try:
            for value in list(values):
                self.budget.step()
                self.state.variables[node.name] = value
                status, stop = self._turn(node.body, io)
                if stop:
                    break
        finally:
            self.loops -= 1
        return status

    def _fields(self, words: tuple[tuple[object, ...], ...], io: Io) -> list[str]:
        self._io = io
        return self._expander.fields(words)  # type: ignore[arg-type]

    def _case(self, node: Case, io: Io) -> int:
        self._io = io
        value = self._expander.text(node.word)
        for patterns, body in node.branches:
            if any(matches(self._expander.pattern(pattern), value) for pattern in patterns):
                return self.run(body, io)
        return 0

    def _test(self, node: Condition, io: Io) -> int:
        self._io = io
        words = []
        pattern_next = False
        for word in node.words:
            words.append(self._expander.pattern(word) if pattern_next else self._expander.text(word))
            pattern_next = words[-1] in ("=", "==", "!=")
        try:
            return int(not holds(words, self.phone.files, self.state, extended=True))
        except UsageFault as fault:
            self.complain(str(fault), io)
            return 2

    def _define(self, node: Function, io: Io) -> int:
        self.state.functions[node.name] = node.body
        return 0

    def _redirected(self, node: Redirected, io: Io) -> int:
        with self.redirections.applied(node.redirects, io) as inner:
            return 1 if inner is None else self.run(node.body, inner)

    # -- simple commands -----------------------------------------------------------------------------
    def _simple(self, node: Simple, io: Io) -> int:
        self.budget.step()
        self._io = io
        before = self.state.status
        if len(node.words) == 0:
            self.state.status = 0
        argv = self._expander.fields(node.words)
        assigned = [(name, self._expander.text(word)) for name, word in node.assignments]
        if not argv:
            return self._assign(assigned, node, io)
        self.state.status = before
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

    def _assign(self, assigned: list[tuple[str, str]], node: Simple, io: Io) -> int:
        """Assignments without a command; the status is that of the last substitution."""
        for name, value in assigned:
            plain = name.rstrip("+")
            self.state.variables[plain] = (
                self.state.variables.get(plain, "") + value if plain != name else value
            )
        with self.redirections.applied(node.redirects, io) as inner:
            if inner is None:
                self.state.status = 1
        if self.state.status:
            self._failed()
        return self.state.status

    def _prefixed(self, argv: list[str], assigned: list[tuple[str, str]], io: Io) -> int:
        """A command with the assignments before it, which last as long as it does."""
        if not assigned:
            return self.execute(argv, io)
        state = self.state
        before = {name: state.variables.get(name) for name, _ in assigned}
        exported = set(state.exported)
        state.variables.update(assigned)
        state.exported.update(name for name, _ in assigned)
        try:
            return self.execute(argv, io)
        finally:
            state.exported = exported
            for name, value in before.items():
                if value is None:
                    state.variables.pop(name, None)
                else:
                    state.variables[name] = value

    def execute(self, argv: list[str], io: Io) -> int:
        """Run a command by its arguments: function, builtin, program or file."""
        name = argv[0]
        function = self.state.functions.get(name)
        if function is not None:
            return self._function(function, argv, io)
        builtin = self.commands.builtins.get(name)
        if builtin is not None:
            return builtin(self, argv[1:], io)
        program = self.commands.programs.get(name)
        if program is None:
            return self._by_path(argv, io)
        return self._program(program, argv, io)

    def _function(self, body: Node, argv: list[str], io: Io) -> int:
        before, self.depth = self.depth, self._deeper()
        positional, self.state.positional = self.state.positional, argv[1:]
        try:
            return self.run(body, io)
        except Return as end:
            return end.status
        finally:
            self.depth = before
            self.state.positional = positional

    def _program(self, program: Command, argv: list[str], io: Io) -> int:
        self.budget.step(EXTERNAL_COST)
        call = Call(argv[0].rpartition("/")[2], argv[1:], self.phone, self.state, io, self._run_program)
        try:
            return program(call)
        except FileFault as fault:
            return call.complain(str(fault))
        except UsageFault as fault:
            return call.complain(f'{fault} (see "{call.name} --help")')

    def _run_program(self, argv: list[str], io: Io) -> int:
        """For programs that run others (xargs, find -exec): in a process of its own."""
        child = self.child()
        child.depth = self._deeper()
        try:
            return child.execute(argv, io)
        except Exit as end:
            return end.status
        except LoopJump:
            return 0

    def _by_path(self, argv: list[str], io: Io) -> int:
        """A path: a program of /system/bin, or a script among the files."""
        name = argv[0]
        folder, _, base = name.rpartition("/")
        if (
            folder in ("/system/bin", "/bin", "/vendor/bin", "/system/xbin")
            and base in self.commands.programs
        ):
            return self._program(self.commands.programs[base], argv, io)
        files = self.phone.files
        path = self.state.absolute(name)
        if "/" in name and files.is_dir(path):
            self.complain(f"{name}: can't execute: Is a directory", io)
            return 126
        if "/" not in name or not files.is_file(path):
            self.phone_log(f"W/sh: {name}: inaccessible or not found")
            self.complain(f"{name}: inaccessible or not found", io)
            return 127
        if not files.stat(path).mode & 0o111:
            self.complain(f"{name}: can't execute: Permission denied", io)
            return 126
        return self._run_program(["sh", *argv], io)

    def phone_log(self, entry: str) -> None:
        """Note something in the phone's log, which keeps the latest entries."""
        log = self.phone.log
        log.append(entry[:500])
        if len(log) > _LOG_ENTRIES:
            del log[: len(log) - _LOG_ENTRIES]


class Commands:
    """What can be run by name."""

    def __init__(self, builtins: "dict[str, Builtin]", programs: dict[str, Command]) -> None:
        self.builtins = builtins
        self.programs = programs


Builtin = Callable[[Executor, list[str], Io], int]
_LOG_ENTRIES = 2_000
_RUNNERS: dict[type, Callable[..., int]] = {
    Chain: Executor._chain,
    Pipeline: Executor._pipeline,
    Group: Executor._group,
    If: Executor._if,
    While: Executor._while,
    For: Executor._for,
    Case: Executor._case,
    Condition: Executor._test,
    Function: Executor._define,
    Redirected: Executor._redirected,
}
