"""umask and ulimit."""

import re

from device.phone.shell.execute import Executor
from device.phone.shell.launch import Builtin
from device.phone.shell.stream import Io, encode

_LIMITS = {
    "t": ("cpu(seconds)", "unlimited"), "f": ("file(blocks)", "unlimited"), "c": ("coredump(blocks)", "0"),
    "d": ("data(KiB)", "unlimited"), "s": ("stack(KiB)", "8192"), "l": ("lockedmem(KiB)", "64"),
    "n": ("nofiles(descriptors)", "32768"), "p": ("processes", "29085"), "v": ("vmemory(KiB)", "unlimited"),
}  # fmt: skip


def _umask(shell: Executor, args: list[str], io: Io) -> int:
    """Octal only, but for -S; files that `>` makes heed it."""
    state = shell.state
    if args[:1] == ["-S"]:
        digits = [7 & ~(state.umask >> shift) for shift in (6, 3, 0)]
        rights = ["".join(letter for bit, letter in zip((4, 2, 1), "rwx", strict=True) if digit & bit)
                  for digit in digits]  # fmt: skip
        io.out.write(
            encode(",".join(f"{who}={right}" for who, right in zip("ugo", rights, strict=True)) + "\n")
        )
    elif not args:
        io.out.write(encode(f"{state.umask:03o}\n"))
    elif re.fullmatch(r"[0-7]{1,4}", args[0]):
        state.umask = int(args[0], 8) & 0o777
    else:
        shell.complain(f"umask: bad number '{args[0]}'", io)
        return 1
    return 0


def _ulimit(shell: Executor, args: list[str], io: Io) -> int:
    """Shown only: nothing here is bound by them, see stream.py for what is."""
    letters = "".join(arg[1:] for arg in args if arg.startswith("-")).replace("H", "").replace("S", "")
    if "a" in letters:
        for letter, (name, value) in _LIMITS.items():
            io.out.write(encode(f"-{letter}: {name:<24}{value}\n"))
        return 0
    unknown = [letter for letter in letters if letter not in _LIMITS]
    if unknown:
        shell.complain(f"ulimit: -{unknown[0]}: unknown option", io)
        return 1
    if not any(not arg.startswith("-") for arg in args):
        io.out.write(encode(_LIMITS[letters[-1:] or "f"][1] + "\n"))
    return 0


BUILTINS: dict[str, Builtin] = {"umask": _umask, "ulimit": _ulimit}
