"""A phone's transport as whoever tries a task is given it: what the rules forbid is refused, all is noted."""

from collections.abc import Callable

from device.error import FileTransferFailed
from device.link.transport.protocol import DEFAULT_TIMEOUT, Insight, ShellOutput, Transport
from device.screen import Observation
from tasks.door.call import CallLog

REFUSED = 126
"""Exit code of a command that is refused."""


class Gate:
    """A transport in front of another. `close` leaves that open: the phone is the worker's."""

    def __init__(self, transport: Transport, log: CallLog) -> None:
        self._transport = transport
        self._log = log

    @property
    def serial(self) -> str:
        """The phone's name."""
        return self._transport.serial

    @property
    def time_left(self) -> Callable[[], float]:
        """Seconds that whoever uses the phone still has."""
        return self._transport.time_left

    @time_left.setter
    def time_left(self, left: Callable[[], float]) -> None:
        self._transport.time_left = left

    def shell(
        self, command: str, *, stdin: bytes = b"", timeout: float = DEFAULT_TIMEOUT, repeat: bool = True
    ) -> ShellOutput:
        """Run a command line, where the rules let it pass; else it fails as one that may not be run."""
        if not self._log.enter("shell", command, stdin):
            return ShellOutput(b"", self._refusal.encode() + b"\n", REFUSED)
        return self._transport.shell(command, stdin=stdin, timeout=timeout, repeat=repeat)

    def exec_out(self, command: str, *, timeout: float = DEFAULT_TIMEOUT) -> bytes:
        """Output of a command byte for byte; what is said of a refusal, for one."""
        if not self._log.enter("exec", command):
            return self._refusal.encode() + b"\n"
        return self._transport.exec_out(command, timeout=timeout)

    def push(self, data: bytes, remote: str, *, mode: int = 0o644) -> None:
        """Write a file on the phone. Raises FileTransferFailed where the rules do not let it pass."""
        if not self._log.enter("push", remote):
            raise FileTransferFailed(f"{remote}: {self._refusal}")
        self._transport.push(data, remote, mode=mode)

    def pull(self, remote: str) -> bytes:
        """Read a file of the phone. Raises FileTransferFailed where the rules do not let it pass."""
        if not self._log.enter("pull", remote):
            raise FileTransferFailed(f"{remote}: {self._refusal}")
        return self._transport.pull(remote)

    def reconnect(self) -> None:
        """Make the connection anew."""
        self._transport.reconnect()

    def close(self) -> None:
        """The phone stays with the worker."""

    @property
    def _refusal(self) -> str:
        return f"the rules `{self._log.rules.name}` of this benchmark do not allow it"


class InsightGate(Gate):
    """A gate to a phone that can be looked at without asking it."""

    def __init__(self, transport: Transport, insight: Insight, log: CallLog) -> None:
        super().__init__(transport, log)
        self._insight = insight

    def observe(self, *, screenshot: bool, tree: bool) -> Observation:
        """What is on the screen."""
        return self._insight.observe(screenshot=screenshot, tree=tree)

    def look(self) -> object:
        """Equal for equal screens."""
        return self._insight.look()


def gated(transport: Transport, log: CallLog) -> Transport:
    """A transport behind a gate."""
    if isinstance(transport, Insight):
        return InsightGate(transport, transport, log)
    return Gate(transport, log)
