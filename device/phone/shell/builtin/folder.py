"""cd and pwd: the working directory."""

from device.phone.file.filesystem import FileFault
from device.phone.shell.execute import Executor
from device.phone.shell.launch import Builtin
from device.phone.shell.stream import Io, encode


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


BUILTINS: dict[str, Builtin] = {"cd": _cd, "pwd": _pwd}
