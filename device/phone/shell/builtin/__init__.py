"""Commands that are part of the shell: they change the shell process itself."""

from device.phone.shell.builtin import (
    alias,
    flag,
    folder,
    jump,
    limit,
    lookup,
    option,
    outcome,
    printing,
    read,
    script,
    trap,
    variable,
)
from device.phone.shell.launch import Builtin

BUILTINS: dict[str, Builtin] = {
    **alias.BUILTINS,
    **flag.BUILTINS,
    **folder.BUILTINS,
    **jump.BUILTINS,
    **limit.BUILTINS,
    **lookup.BUILTINS,
    **option.BUILTINS,
    **outcome.BUILTINS,
    **printing.BUILTINS,
    **read.BUILTINS,
    **script.BUILTINS,
    **trap.BUILTINS,
    **variable.BUILTINS,
}
"""The builtins, by subject."""
