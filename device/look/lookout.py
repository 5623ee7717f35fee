"""Whole looks at one phone, of which none is made twice: made ahead, read back while typing, or unchanged."""

from concurrent.futures import Executor, Future, wait

from device.link.transport.protocol import Insight, Transport
from device.look.glance import Glance
from device.look.instant import InstantLook
from device.look.observe import Eye
from device.look.settle import Watch
from device.screen import Observation

_PATIENCE = 5.0
"""Seconds that a screen is given to come to rest."""


class Lookout:
    """Sees one phone's screen once it stands still."""

    def __init__(self, transport: Transport, eye: Eye, watch: Watch, pool: Executor) -> None:
        self._transport = transport
        self._eye = eye
        self._watch = watch
        self._pool = pool
        self._glance = Glance(transport, eye, watch, pool)
        self._instant = InstantLook(transport, eye, watch)
        self._ahead: Future[tuple[bool, Observation]] | None = None
        """A look that nobody has asked for yet."""

    @property
    def ahead(self) -> Observation | None:
        """The look that is given out next where nothing is touched before, once it is made."""
        return self._ahead.result()[1] if self._ahead is not None and self._ahead.done() else None

    def see(self, timeout: float, *, touched: bool, anew: bool, screenshot: bool) -> tuple[bool, Observation]:
        """Whether the screen stands still, and what is on it; see `Device.see`."""
        if touched or anew:
            self.drop()
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            return ahead.result()
        return self._see(timeout, touched=touched, anew=anew, screenshot=screenshot)

    def begin(self) -> None:
        """Look ahead; a phone in this process is seen at once anyway."""
        if not isinstance(self._transport, Insight):
            self._ahead = self._pool.submit(self._see, touched=False)

    def drop(self) -> None:
        """Let a look that was begun come to its end, and be none."""
        if self._ahead is not None:
            wait((self._ahead,))
            self._ahead = None

    def keep_private(self, packages: frozenset[str]) -> None:
        """See `Device.keep_private`; a look that was made before may hold what must not be kept."""
        if packages != self._eye.private:
            self.drop()
            self._glance.forget()
            self._instant.forget()
        self._eye.private = packages

    def carry(self, look: tuple[bool, Observation]) -> None:
        """Give out next what was just seen, where nothing was touched since."""
        self._ahead = Future()
        self._ahead.set_result(look)

    def look(self) -> tuple[bool, Observation]:
        """See the screen after a touch, beside what is looked at ahead."""
        return self._see(touched=True)

    def _see(
        self, timeout: float = _PATIENCE, *, touched: bool, anew: bool = False, screenshot: bool = True
    ) -> tuple[bool, Observation]:
        if self._watch.slow:
            return self._glance.see(timeout, touched=touched, anew=anew)
        return self._instant.see(timeout, touched=touched, anew=anew, screenshot=screenshot)
