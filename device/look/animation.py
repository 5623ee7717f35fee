"""Window animations off where a phone never stands still for its UI tree, and on again afterwards."""

import re

from device.link.transport.protocol import Transport, quote
from device.state.restoration import Record

SCALES = ("window_animation_scale", "transition_animation_scale", "animator_duration_scale")
_OFF = ("0", "0.0")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


class Stillness:
    """The animation scales of one phone."""

    def __init__(self, transport: Transport, record: Record) -> None:
        self._transport = transport
        self._record = record
        self._before: dict[str, str] = {}
        self._tried = False

    def calm(self) -> bool:
        """Switch animations off, once; whether that changed anything.

        Raises ConfigError where it cannot be noted down what is to be put back: they stay on then.
        """
        if self._tried:
            return False
        moving = {name: scale for name, scale in self._now().items() if scale not in _OFF}
        if moving:
            self._record.keep(moving)
        self._tried = True
        if not moving:
            return False
        self._before = moving
        self._put(dict.fromkeys(moving, "0"))
        return True

    def restore(self) -> None:
        """Put them back as they were, if they were changed; what somebody set since then stands."""
        if self._before:
            now = self._now()
            self._put({name: scale for name, scale in self._before.items() if now.get(name) in _OFF})
            self._before = {}
            self._record.drop()

    def repair(self) -> None:
        """Put back what an earlier run that was killed left switched off."""
        kept = self._record.kept()
        if kept is None:
            return
        self._before = {name: str(scale) for name, scale in kept.items() if name in SCALES}
        self.restore()
        self._record.drop()

    def _now(self) -> dict[str, str]:
        asked = "; ".join(f"settings get global {name}" for name in SCALES)
        told = [line.strip() for line in self._transport.shell(asked).text.splitlines()]
        return dict(zip(SCALES, told, strict=False))

    def _put(self, scales: dict[str, str]) -> None:
        """One that was never set is taken away again."""
        lines = [
            quote(["settings", "put", "global", name, scale])
            if _NUMBER.fullmatch(scale)
            else quote(["settings", "delete", "global", name])
            for name, scale in scales.items()
        ]
        if lines:
            self._transport.shell("; ".join(lines))
