"""A transport that answers from a script: what real phones do and the embedded one does not."""

import re
from collections.abc import Callable

from device.link.transport.protocol import ShellOutput

Answer = str | bytes | Callable[[re.Match[str]], str | bytes]


def tree(text: str = "", *, hint: str = "", password: bool = False) -> str:
    """A screen with one focused field."""
    return (
        '<hierarchy rotation="0"><node class="android.widget.EditText" focused="true" '
        f'text="{text}" hint="{hint}" password="{str(password).lower()}" bounds="[0,0][100,50]"/></hierarchy>'
    )


class Scripted:
    """Answers commands by the first pattern that matches; anything else is not found."""

    serial = "S1"

    def __init__(self) -> None:
        self.rules: list[tuple[str, Answer]] = []
        self.seen: list[str] = []

    def on(self, pattern: str, answer: Answer) -> "Scripted":
        self.rules.insert(0, (pattern, answer))
        return self

    def _answer(self, command: str) -> bytes | None:
        self.seen.append(command)
        for pattern, answer in self.rules:
            found = re.search(pattern, command, re.DOTALL)
            if found:
                said = answer(found) if callable(answer) else answer
                return said if isinstance(said, bytes) else said.encode()
        return None

    def shell(
        self, command: str, *, stdin: bytes = b"", timeout: float = 30.0, repeat: bool = True
    ) -> ShellOutput:
        said = self._answer(command)
        return ShellOutput(b"", b"sh: not found\n", 127) if said is None else ShellOutput(said)

    def exec_out(self, command: str, *, timeout: float = 30.0) -> bytes:
        return self._answer(command) or b""

    def push(self, data: bytes, remote: str, *, mode: int = 0o644) -> None:
        raise NotImplementedError

    def pull(self, remote: str) -> bytes:
        raise NotImplementedError

    def reconnect(self) -> None: ...

    def close(self) -> None: ...
