"""The control flow of the shell: how each kind of node but a simple command is run."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from device.phone.shell.call import UsageFault
from device.phone.shell.condition import evaluate as holds
from device.phone.shell.control import LoopJump
from device.phone.shell.pattern import matches
from device.phone.shell.stream import Buffer, Io, ShellInput
from device.phone.shell.syntax import (
    Case,
    Chain,
    Condition,
    For,
    Function,
    If,
    Pipeline,
    Redirected,
    Script,
    ShellGroup,
    While,
)

if TYPE_CHECKING:
    from device.phone.shell.execute import Executor


def _chain(shell: "Executor", node: Chain, io: Io) -> int:
    status = 0
    for place, (operator, command) in enumerate(node.links):
        if (operator == "&&" and status) or (operator == "||" and not status):
            continue
        if place == len(node.links) - 1:
            status = shell.run(command, io)
        else:
            with shell.unchecking():
                status = shell.run(command, io)
    return status


def _pipeline(shell: "Executor", node: Pipeline, io: Io) -> int:
    status = 0
    stdin = io.stdin
    if len(node.commands) == 1:
        with shell.unchecking():
            status = shell.run(node.commands[0], io)
    else:
        ended: list[int] = []
        for place, command in enumerate(node.commands):
            last = place == len(node.commands) - 1
            pipe = Buffer(shell.budget)
            status = shell.child().run_all(
                Script((command,)), replace(io, stdin=stdin, out=io.out if last else pipe)
            )
            ended.append(status)
            stdin = ShellInput(pipe.value())
        if "pipefail" in shell.state.options:
            status = next((each for each in reversed(ended) if each), 0)
    return int(not status) if node.negated else status


def _group(shell: "Executor", node: ShellGroup, io: Io) -> int:
    if not node.subshell:
        return shell.run(node.script, io)
    return shell.child().run_all(node.script, replace(io))


def _if(shell: "Executor", node: If, io: Io) -> int:
    for condition, body in node.branches:
        with shell.unchecking():
            held = not shell.run(condition, io)
        if held:
            return shell.run(body, io)
    return shell.run(node.otherwise, io) if node.otherwise is not None else 0


def _while(shell: "Executor", node: While, io: Io) -> int:
    status = 0
    shell.loops += 1
    try:
        while True:
            shell.budget.step()
            with shell.unchecking():
                held = not shell.run(node.condition, io)
            if held == node.until:
                return status
            status, stop = _turn(shell, node.body, io)
            if stop:
                return status
    finally:
        shell.loops -= 1


def _turn(shell: "Executor", body: Script, io: Io) -> tuple[int, bool]:
    """One turn of a loop; its status and whether the loop is to stop."""
    try:
        return shell.run(body, io), False
    except LoopJump as jump:
        if jump.levels > 1:
            raise LoopJump(jump.levels - 1, again=jump.again) from None
        return 0, not jump.again


def _for(shell: "Executor", node: For, io: Io) -> int:
    values = shell.state.positional if node.words is None else shell.expander(io).fields(node.words)
    status = 0
    shell.loops += 1
    try:
        for value in list(values):
            shell.budget.step()
            shell.state.variables[node.name] = value
            status, stop = _turn(shell, node.body, io)
            if stop:
                break
    finally:
        shell.loops -= 1
    return status


def _case(shell: "Executor", node: Case, io: Io) -> int:
    expander = shell.expander(io)
    value = expander.text(node.word)
    for patterns, body in node.branches:
        if any(matches(expander.pattern(pattern), value) for pattern in patterns):
            return shell.run(body, io)
    return 0


def _test(shell: "Executor", node: Condition, io: Io) -> int:
    expander = shell.expander(io)
    words = []
    pattern_next = False
    for word in node.words:
        words.append(expander.pattern(word) if pattern_next else expander.text(word))
        pattern_next = words[-1] in ("=", "==", "!=")
    try:
        return int(not holds(words, shell.phone.files, shell.state, extended=True))
    except UsageFault as fault:
        shell.complain(str(fault), io)
        return 2


def _define(shell: "Executor", node: Function, io: Io) -> int:
    shell.state.functions[node.name] = node.body
    return 0


def _redirected(shell: "Executor", node: Redirected, io: Io) -> int:
    with shell.redirections.applied(node.redirects, io) as inner:
        return 1 if inner is None else shell.run(node.body, inner)


RUNNERS: dict[type, Callable[..., int]] = {
    Chain: _chain,
    Pipeline: _pipeline,
    ShellGroup: _group,
    If: _if,
    While: _while,
    For: _for,
    Case: _case,
    Condition: _test,
    Function: _define,
    Redirected: _redirected,
}
