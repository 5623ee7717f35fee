"""Commands that are part of the shell: they change the shell process itself."""

from dataclasses import replace

from device.phone.filesystem import FileFault
from device.phone.shell.call import UsageFault
from device.phone.shell.condition import evaluate
from device.phone.shell.control import Exit, LoopJump, Return
from device.phone.shell.execute import Builtin, Executor
from device.phone.shell.output import ESCAPES, formatted
from device.phone.shell.stream import Io, decode, encode

_NAME_START = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"


def _is_name(text: str) -> bool:
    return text.isascii() and text.isidentifier()


def _true(shell: Executor, args: list[str], io: Io) -> int:
    return 0


def _false(shell: Executor, args: list[str], io: Io) -> int:
    return 1


def _cd(shell: Executor, args: list[str], io: Io) -> int:
    state, files = shell.state, shell.phone.files
    target = next((arg for arg in args if arg not in ("-P", "-L", "--")), state.variables.get("HOME", "/"))
    shown = target == "-"
    path = state.absolute(state.variables.get("OLDPWD", state.cwd) if shown else target)
    try:
        is_folder = files.stat(path).is_dir
    except FileFault as fault:
        shell.complain(f"cd: {target}: {fault.text}", io)
        return 2
    if not is_folder:
        shell.complain(f"cd: {target}: Not a directory", io)
        return 2
    state.variables["OLDPWD"] = state.cwd
    state.cwd = _tidy(path)
    state.variables["PWD"] = state.cwd
    if shown:
        io.out.write(encode(state.cwd + "\n"))
    return 0


def _tidy(path: str) -> str:
    """Without . and .., by the letter: a link keeps its name, as `cd` shows it."""
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return "/" + "/".join(parts)


def _pwd(shell: Executor, args: list[str], io: Io) -> int:
    cwd = shell.state.cwd
    io.out.write(encode((shell.phone.files.resolve(cwd) if "-P" in args else cwd) + "\n"))
    return 0


def _export(shell: Executor, args: list[str], io: Io) -> int:
    state = shell.state
    if not args or args == ["-p"]:
        for name, value in sorted(state.environment().items()):
            io.out.write(encode(f"export {name}={value}\n"))
    for arg in args:
        name, equals, value = arg.partition("=")
        if not _is_name(name):
            if arg.startswith("-"):
                continue
            shell.complain(f"export: {name}: is not an identifier", io)
            return 1
        if equals:
            state.variables[name] = value
        state.exported.add(name)
    return 0


def _assign_only(shell: Executor, args: list[str], io: Io) -> int:
    """local, typeset, readonly, declare: here just assignments."""
    for arg in args:
        name, equals, value = arg.partition("=")
        if _is_name(name) and (equals or name not in shell.state.variables):
            shell.state.variables[name] = value
    return 0


def _unset(shell: Executor, args: list[str], io: Io) -> int:
    for name in args:
        shell.state.variables.pop(name, None)
        if "-f" in args:
            shell.state.functions.pop(name, None)
    return 0


def _set(shell: Executor, args: list[str], io: Io) -> int:
    state = shell.state
    if not args:
        for name, value in sorted(state.variables.items()):
            io.out.write(encode(f"{name}={value}\n"))
    options = set(state.options)
    rest = list(args)
    while rest and rest[0][:1] in ("-", "+") and len(rest[0]) > 1:
        arg = rest.pop(0)
        if arg == "--":
            state.positional = rest
            break
        named = "o" in arg and bool(rest)
        letters = {"errexit": "e", "nounset": "u"}.get(rest.pop(0), "") if named else arg[1:]
        wanted = {letter for letter in letters if letter in "eu"}
        options = options | wanted if arg[0] == "-" else options - wanted
    else:
        if rest:
            state.positional = rest
    state.options = frozenset(options)
    return 0


def _number(args: list[str], default: int) -> int:
    return int(args[0]) if args and args[0].isascii() and args[0].lstrip("-").isdigit() else default


def _exit(shell: Executor, args: list[str], io: Io) -> int:
    raise Exit(_number(args, shell.state.status) & 0xFF)


def _return(shell: Executor, args: list[str], io: Io) -> int:
    raise Return(_number(args, shell.state.status) & 0xFF)


def _break(shell: Executor, args: list[str], io: Io) -> int:
    if shell.loops:
        raise LoopJump(max(1, min(shell.loops, _number(args, 1))), again=False)
    return 0


def _continue(shell: Executor, args: list[str], io: Io) -> int:
    if shell.loops:
        raise LoopJump(max(1, min(shell.loops, _number(args, 1))), again=True)
    return 0


def _exec(shell: Executor, args: list[str], io: Io) -> int:
    if args:
        raise Exit(shell.execute(args, io))
    return 0


def _eval(shell: Executor, args: list[str], io: Io) -> int:
    return shell.run_text(" ".join(args), io)


def _source(shell: Executor, args: list[str], io: Io) -> int:
    if not args:
        shell.complain(".: missing argument", io)
        return 1
    try:
        text = decode(shell.phone.files.read(shell.state.absolute(args[0])))
    except FileFault as fault:
        shell.complain(f".: {args[0]}: {fault.text}", io)
        return 1
    try:
        return shell.run_text(text, io)
    except Return as end:
        return end.status


def _sh(shell: Executor, args: list[str], io: Io) -> int:
    """Another shell: `sh -c text [name args...]`, `sh file [args...]`, or from stdin."""
    rest = list(args)
    command = False
    options: set[str] = set()
    while rest and rest[0].startswith("-") and rest[0] != "-":
        option = rest.pop(0)
        command = command or "c" in option
        options.update(letter for letter in option[1:] if letter in "eu")
    child = shell.child()
    state = child.state
    state.variables = state.environment()
    state.functions, state.options, state.status = {}, frozenset(options), 0
    try:
        text = _script_text(shell, command, rest, io)
    except FileFault as fault:
        shell.complain(f"{rest[0]}: {fault.text}", io)
        return 127
    state.name = rest[0] if rest else "sh"
    state.positional = rest[1:]
    try:
        return child.run_text(text, io)
    except Exit as end:
        return end.status


def _script_text(shell: Executor, command: bool, rest: list[str], io: Io) -> str:
    """The script; what is taken from `rest` is gone from it."""
    if command:
        return rest.pop(0) if rest else ""
    if rest:
        return decode(shell.phone.files.read(shell.state.absolute(rest[0])))
    return decode(io.stdin.rest())


def _test(shell: Executor, args: list[str], io: Io) -> int:
    try:
        return int(not evaluate(args, shell.phone.files, shell.state))
    except UsageFault as fault:
        shell.complain(f"test: {fault}", io)
        return 2


def _bracket(shell: Executor, args: list[str], io: Io) -> int:
    if args[-1:] != ["]"]:
        shell.complain("[: missing ]", io)
        return 2
    return _test(shell, args[:-1], io)


def _echo(shell: Executor, args: list[str], io: Io) -> int:
    newline, escapes = True, False
    while args and len(args[0]) > 1 and args[0][0] == "-" and set(args[0][1:]) <= set("neE"):
        newline = newline and "n" not in args[0]
        escapes = (escapes or "e" in args[0]) and "E" not in args[0]
        args = args[1:]
    text = " ".join(args)
    if escapes and "\\" in text:
        text, stopped = ESCAPES.decoded(text)
        newline = newline and not stopped
    io.out.write(encode(text + "\n" if newline else text))
    return 0


def _printf(shell: Executor, args: list[str], io: Io) -> int:
    if not args:
        shell.complain("printf: missing argument", io)
        return 1
    text, complaint = formatted(args[0], args[1:])
    io.out.write(encode(text))
    if complaint:
        io.err.write(encode(f"printf: {complaint}\n"))
    return int(bool(complaint))


def _read(shell: Executor, args: list[str], io: Io) -> int:
    names = [arg for arg in args if not arg.startswith("-")] or ["REPLY"]
    raw = any(arg.startswith("-") and "r" in arg for arg in args)
    line = decode(io.stdin.line())
    ended = not line.endswith("\n")
    text = line.removesuffix("\n")
    while not raw and text.endswith("\\") and not ended:
        line = decode(io.stdin.line())
        ended = not line.endswith("\n")
        text = text[:-1] + line.removesuffix("\n")
    variables = shell.state.variables
    separators = variables.get("IFS", " \t\n")
    rest = text if raw else text.replace("\\", "")
    for place, name in enumerate(names):
        last = place == len(names) - 1
        rest = rest.strip("".join(char for char in separators if char in " \t\n"))
        cut = next((at for at, char in enumerate(rest) if char in separators), len(rest))
        value = rest if last else rest[:cut]
        rest = "" if last else rest[cut + 1 :]
        if _is_name(name):
            variables[name] = value
    return int(ended and not text)


def _shift(shell: Executor, args: list[str], io: Io) -> int:
    count = _number(args, 1)
    if count > len(shell.state.positional):
        shell.complain("shift: nothing to shift", io)
        return 1
    shell.state.positional = shell.state.positional[count:]
    return 0


def _sleep(shell: Executor, args: list[str], io: Io) -> int:
    """Time passes on the phone, none on the host."""
    total = 0.0
    units = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
    for arg in args:
        unit = units.get(arg[-1:], 1.0)
        digits = arg.rstrip("smhd") if arg[-1:] in units else arg
        if not digits.isascii() or not digits.replace(".", "", 1).isdigit():
            io.err.write(encode(f"sleep: bad number '{arg}'\n"))
            return 1
        total += min(float(digits), 1e9) * unit
    if not args:
        io.err.write(b'sleep: Needs 1 argument (see "sleep --help")\n')
        return 1
    shell.phone.clock.advance(int(total * 1000))
    return 0


def _type(shell: Executor, args: list[str], io: Io) -> int:
    status = 0
    for name in args:
        kind = _kind(shell, name)
        if not kind:
            io.out.write(encode(f"{name} not found\n"))
            status = 1
        else:
            io.out.write(encode(f"{name} is {kind}\n"))
    return status


def _kind(shell: Executor, name: str) -> str:
    if name in shell.state.functions:
        return "a function"
    if name in shell.commands.builtins and name != "sh":
        return "a shell builtin"
    return f"a tracked alias for /system/bin/{name}" if name in shell.commands.programs else ""


def _command(shell: Executor, args: list[str], io: Io) -> int:
    if args[:1] in (["-v"], ["-V"]):
        return _which(shell, args[1:], io, builtins=True)
    return shell.execute(args, io) if args else 0


def _which(shell: Executor, args: list[str], io: Io, *, builtins: bool = False) -> int:
    status = int(not args)
    for name in args:
        base = name.removeprefix("/system/bin/")
        if builtins and (name in shell.state.functions or name in _PURE):
            io.out.write(encode(name + "\n"))
        elif base in shell.commands.programs or base in ("sh", "sleep", "echo", "printf", "test", "["):
            io.out.write(encode(f"/system/bin/{base}\n"))
        else:
            status = 1
    return status


def _which_program(shell: Executor, args: list[str], io: Io) -> int:
    return _which(shell, [arg for arg in args if arg != "-a"], io)


def _toybox(shell: Executor, args: list[str], io: Io) -> int:
    if not args:
        io.out.write(encode(" ".join(sorted(shell.commands.programs)) + "\n"))
        return 0
    if args[0] not in shell.commands.programs and args[0] not in shell.commands.builtins:
        io.err.write(encode(f"toybox: Unknown command {args[0]}\n"))
        return 127
    return shell.execute(args, io)


def _background(shell: Executor, args: list[str], io: Io) -> int:
    """nohup, time, command prefixes that change nothing here."""
    return shell.execute(args, replace(io)) if args else 1


BUILTINS: dict[str, Builtin] = {
    ":": _true, "true": _true, "false": _false, "cd": _cd, "pwd": _pwd, "export": _export, "unset": _unset,
    "local": _assign_only, "typeset": _assign_only, "readonly": _assign_only, "declare": _assign_only,
    "set": _set, "exit": _exit, "return": _return, "break": _break, "continue": _continue, "exec": _exec,
    "eval": _eval, ".": _source, "source": _source, "sh": _sh, "/system/bin/sh": _sh, "/bin/sh": _sh,
    "test": _test, "[": _bracket, "echo": _echo, "printf": _printf, "read": _read, "shift": _shift,
    "sleep": _sleep, "type": _type, "command": _command, "which": _which_program, "toybox": _toybox,
    "nohup": _background, "builtin": _background, "time": _background, "wait": _true, "trap": _true,
    "umask": _true, "ulimit": _true, "alias": _true, "unalias": _true, "jobs": _true, "fg": _true,
}  # fmt: skip
_PURE = frozenset(BUILTINS) - {
    "sh",
    "sleep",
    "echo",
    "printf",
    "test",
    "[",
    "toybox",
    "which",
    "nohup",
    "time",
}
