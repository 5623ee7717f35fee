"""What a shell process knows: variables, working directory, functions. A subshell has a copy."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from device.phone.shell.syntax import Node

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


@dataclass(slots=True)
class State:
    """One shell process."""

    variables: dict[str, str] = field(default_factory=lambda: {**ENVIRONMENT, "PWD": "/"})
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
            scopes=[dict(scope) for scope in self.scopes],
        )

    def restore(self, before: Mapping[str, str | None]) -> None:
        """Have some variables be again what they were (None: unset), when what had them has ended."""
        for name, value in before.items():
            if value is None:
                self.variables.pop(name, None)
            else:
                self.variables[name] = value

    def environment(self) -> dict[str, str]:
        """What a program started from here sees."""
        return {name: self.variables[name] for name in self.exported if name in self.variables}

    def absolute(self, path: str) -> str:
        """A path as seen from the working directory."""
        if path.startswith("/"):
            return path
        return f"{self.cwd.rstrip('/')}/{path}" if path else ""
