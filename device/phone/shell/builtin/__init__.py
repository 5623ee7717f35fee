"""Commands that are part of the shell: they change the shell process itself."""

from device.phone.shell.builtin import (
    folder,
    jump,
    lookup,
    outcome,
    printing,
    read,
    script,
    variable,
)
from device.phone.shell.launch import Builtin

_SUBJECTS = (folder, jump, lookup, outcome, printing, read, script, variable)
BUILTINS: dict[str, Builtin] = {name: run for each in _SUBJECTS for name, run in each.BUILTINS.items()}
