"""Commands that are part of the shell: they change the shell process itself."""

from device.phone.shell.builtin import folder, jump, lookup, outcome, printing, script, variable
from device.phone.shell.launch import Builtin

BUILTINS: dict[str, Builtin] = {
    **folder.BUILTINS,
    **jump.BUILTINS,
    **lookup.BUILTINS,
    **outcome.BUILTINS,
    **printing.BUILTINS,
    **script.BUILTINS,
    **variable.BUILTINS,
}
"""The builtins, by subject."""
