"""Running a command by its arguments: a function, builtin, program or file."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from device.phone.file.filesystem import FileFault
from device.phone.shell.call import Call, Command, UsageFault
from device.phone.shell.control import Exit, LoopJump, Return
from device.phone.shell.stream import EXTERNAL_COST, Io
from device.phone.shell.syntax import Node
from device.phone.system.fault import FAULTS, told

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset
    from device.phone.shell.execute import Executor

Builtin = Callable[["Executor", list[str], Io], int]


@dataclass(frozen=True, slots=True)
class Commands:
    """What can be run by name."""

    builtins: dict[str, Builtin]
    programs: dict[str, Command]

    def outside(self, argv: list[str]) -> list[str]:
        """What runs as it does without a shell: the program where a builtin has the same name."""
        both = argv[0] in self.builtins and argv[0] in self.programs
        return [f"/system/bin/{argv[0]}", *argv[1:]] if both else argv


def launch(shell: "Executor", argv: list[str], io: Io) -> int:
    """Run a command by its arguments: function, builtin, program or file."""
    name = argv[0]
    function = shell.state.functions.get(name)
    if function is not None:
        return _function(shell, function, argv, io)
    builtin = shell.commands.builtins.get(name)
    if builtin is not None:
        return builtin(shell, argv[1:], io)
    program = shell.commands.programs.get(name)
    if program is None:
        return _by_path(shell, argv, io)
    return _program(shell, program, argv, io)


def _function(shell: "Executor", body: Node, argv: list[str], io: Io) -> int:
    before, shell.depth = shell.depth, shell.deeper()
    state = shell.state
    positional, state.positional = state.positional, argv[1:]
    state.scopes.append({})
    try:
        return shell.run(body, io)
    except Return as end:
        return end.status
    finally:
        shell.depth = before
        state.positional = positional
        state.restore(state.scopes.pop())


def _program(shell: "Executor", program: Command, argv: list[str], io: Io) -> int:
    shell.budget.step(EXTERNAL_COST)
    run = partial(_run_program, shell)
    name = argv[0].rpartition("/")[2]
    call = Call(name, argv[1:], shell.phone, shell.state, io, shell.budget, run)
    try:
        return program(call)
    except FileFault as fault:
        return call.complain(str(fault))
    except UsageFault as fault:
        return call.complain(f'{fault} (see "{call.name} --help")')
    except FAULTS as error:
        if shell.phone.strict:
            raise
        return _died(shell.phone, call, error)


def _died(phone: "Handset", call: Call, error: Exception) -> int:
    """A program came upon something that it can't read: it goes as one does that is killed by SIGABRT."""
    _log(phone, f"F/libc: Fatal signal 6 (SIGABRT) in {call.name}: {told(error)}")
    phone.events.note("shell", "aborted", call.name, told(error))
    call.err("Aborted")
    return 134


def _run_program(shell: "Executor", argv: list[str], io: Io) -> int:
    """For programs that run others (su, find -exec): in a process of its own."""
    child = shell.child()
    child.depth = shell.deeper()
    try:
        return launch(child, shell.commands.outside(argv), replace(io))
    except Exit as end:
        return end.status
    except LoopJump:
        return 0


def _by_path(shell: "Executor", argv: list[str], io: Io) -> int:
    """A path: a program of /system/bin, or a script among the files."""
    name = argv[0]
    folder, _, base = name.rpartition("/")
    if folder in ("/system/bin", "/bin", "/vendor/bin", "/system/xbin") and base in shell.commands.programs:
        return _program(shell, shell.commands.programs[base], argv, io)
    files = shell.phone.files
    path = shell.state.absolute(name)
    if "/" in name and files.is_dir(path):
        shell.complain(f"{name}: can't execute: Is a directory", io)
        return 126
    if "/" not in name or not files.is_file(path):
        _log(shell.phone, f"W/sh: {name}: inaccessible or not found")
        shell.phone.events.note("shell", "unknown command", name[:100])
        shell.complain(f"{name}: inaccessible or not found", io)
        return 127
    if not files.stat(path).mode & 0o111:
        shell.complain(f"{name}: can't execute: Permission denied", io)
        return 126
    return _run_program(shell, ["sh", *argv], io)


def _log(phone: "Handset", entry: str) -> None:
    """Note something in the phone's log."""
    phone.log.append(entry[:500])
