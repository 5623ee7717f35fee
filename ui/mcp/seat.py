"""A client's place at the desk: the phone it has, and how far it has been told of the task on it."""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

import anyio
import anyio.to_thread
from mcp.server.mcpserver.exceptions import ToolError

from agent.brain.prompt import Prompts
from device.error import DeviceError, ToldToModel, ToldToPerson
from ui.service.desk import Desk
from ui.service.hand import Hand
from ui.service.session import Session

T = TypeVar("T")


class PhoneSeat:
    """One phone at a time, taken when it is first needed. One call acts on it at a time."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.prompts = Prompts()
        """Fences what came off a screen, with a mark that no screen knows."""
        self.heard = 0
        """The number of what was told last of the session."""
        self.acting = anyio.Lock()
        self._hand: Hand | None = None
        self._taking = threading.Lock()

    def hand(self) -> Hand:
        """The phone; it is taken now, if it was not."""
        with self._taking:
            if self._hand is None:
                self._hand = Hand(self.desk.open())
            return self._hand

    @property
    def session(self) -> Session:
        """What works on the phone."""
        return self.hand().session

    def change(self, serial: str) -> Session:
        """Take another phone instead of the one at hand. Raises DeviceError, and keeps it, where it can't."""
        with self._taking:
            old = self._hand
            if old is not None and serial == old.session.phone.serial:
                with suppress(DeviceError):
                    old.session.device.front()
                    return old.session
                self._hand = None  # it was lost: it is taken anew, if it is there again
                self.desk.end(old.session)
                old = None
            self._hand = Hand(self.desk.open(serial))
            self.heard = 0
            if old is not None:
                self.desk.end(old.session)
            return self._hand.session

    def chosen(self) -> str:
        """Serial of the phone at hand; "" before one was needed."""
        return self._hand.session.phone.serial if self._hand is not None else ""


async def away(function: Callable[[], T]) -> T:
    """Call what takes its time, off the loop; what went wrong becomes the tool's error."""
    try:
        return await anyio.to_thread.run_sync(function)
    except (ToldToModel, ToldToPerson) as error:
        raise ToolError(str(error)) from error
