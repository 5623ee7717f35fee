"""What a shell command gave back."""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class ShellResult:
    """Output in the order it was written, and the exit code."""

    output: tuple[tuple[int, bytes], ...]
    """(1 for stdout or 2 for stderr, bytes)"""
    exit_code: int
    slept_ms: int = 0
    """How long it slept on a phone whose time is the host's: who asked is to wait so long."""

    @cached_property
    def stdout(self) -> bytes:
        """What went to stdout."""
        return b"".join(data for fd, data in self.output if fd == 1)

    @cached_property
    def stderr(self) -> bytes:
        """What went to stderr."""
        return b"".join(data for fd, data in self.output if fd == 2)

    @cached_property
    def merged(self) -> bytes:
        """Both, in order: what `shell:` and `exec:` send."""
        return b"".join(data for _, data in self.output)

    @property
    def text(self) -> str:
        """stdout, decoded."""
        return self.stdout.decode("utf-8", "replace")
