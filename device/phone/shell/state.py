"""What a shell process knows: variables, working directory, functions. A subshell has a copy."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from device.phone.shell.stream import OpenFile
from device.phone.shell.syntax import Node
from device.phone.shell.variable import Variables

PATH = (
    "/product/bin:/apex/com.android.runtime/bin:/apex/com.android.art/bin:/system_ext/bin:"
    "/system/bin:/system/xbin:/odm/bin:/vendor/bin:/vendor/xbin"
)
ENVIRONMENT: Mapping[str, str] = {
    "ANDROID_ASSETS": "/system/app",
    "ANDROID_DATA": "/data",
    "ANDROID_ROOT": "/system",
    "ANDROID_STORAGE": "/storage",
    "EXTERNAL_STORAGE": "/sdcard",
    "HOME": "/",
    "HOSTNAME": "oriole",
    "LOGNAME": "root",
    "PATH": PATH,
    "SHELL": "/bin/sh",
    "TERM": "xterm-256color",
    "TMPDIR": "/data/local/tmp",
    "USER": "root",
}

SELF = "/system/bin/sh"
"""What adb runs."""
EXIT_TRAP = "EXIT"
"""What runs when the shell ends."""


@dataclass(slots=True)
class State:
    """One shell process."""

    variables: Variables = field(default_factory=lambda: Variables({**ENVIRONMENT, "PWD": "/"}))
    exported: set[str] = field(default_factory=lambda: set(ENVIRONMENT))
    positional: list[str] = field(default_factory=list)
    name: str = SELF
    """$0: what the shell calls itself in its complaints."""
    cwd: str = "/"
    functions: dict[str, Node] = field(default_factory=dict)
    status: int = 0
    """$?"""
    process: int = 4201
    """$$"""
    tapped: tuple[int, int, int] | None = None
    """Where (pixels) and when (uptime) this script's `input tap` last touched the screen."""
    options: frozenset[str] = frozenset()
    """Those of `set` that are on, see builtin/flag.py."""
    traps: dict[str, str] = field(default_factory=dict)
    """Signal -> command."""
    aliases: dict[str, str] = field(default_factory=dict)
    umask: int = 0
    option: tuple[int, int] = (1, 1)
    """Which word (from 1) and which letter of it `getopts` looks at next."""
    opened: list[OpenFile] = field(default_factory=list)
    """Files that `exec` opened."""
    place: tuple[str, int] | None = None
    """Of a script that is a file: what it is called, and the line it is at."""
    scopes: list[dict[str, str | None]] = field(default_factory=list)
    """For each function that runs, what its local variables were outside."""

    def clone(self) -> "State":
        """A subshell's."""
        return replace(
            self,
            variables=self.variables.copy(),
            exported=set(self.exported),
            positional=list(self.positional),
            functions=dict(self.functions),
            traps={},
            aliases=dict(self.aliases),
            scopes=[dict(scope) for scope in self.scopes],
        )

    def environment(self) -> dict[str, str]:
        """What a program started from here sees."""
        return {name: self.variables[name] for name in self.exported if name in self.variables}

    def absolute(self, path: str) -> str:
        """A path as seen from the working directory."""
        if path.startswith("/"):
            return path
        return f"{self.cwd.rstrip('/')}/{path}" if path else ""
