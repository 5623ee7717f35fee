"""A client's place at the desk: the phones it has, and how far it has been told of the task on each."""

import threading
from collections.abc import Callable
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
    """The phones of the clients, one at hand; each is taken when it is first needed, and kept."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.prompts = Prompts()
        """Fences what came off a screen, with a mark that no screen knows."""
        self.acting = anyio.Lock()
        """One call acts at a time."""
        self._hands: dict[str, Hand] = {}
        """Those that were taken, by serial; the one at hand last."""
        self._heard: dict[str, int] = {}
        self._taking = threading.Lock()

    def hand(self) -> Hand:
        """The phone at hand; it is taken now, if there was none."""
        with self._taking:
            return self._at_hand() or self._take("")

    @property
    def session(self) -> Session:
        """What works on the phone at hand."""
        return self.hand().session

    def change(self, serial: str) -> Session:
        """Have another phone at hand; the others are kept. Raises DeviceError, and changes nothing."""
        with self._taking:
            kept = self._hands.get(serial)
            if kept is not None:
                try:
                    kept.session.device.front()
                except DeviceError:  # it was lost: it is taken anew, if it is there again
                    self._let_go(serial)
                else:
                    self._hands[serial] = self._hands.pop(serial)
                    return kept.session
            return self._take(serial).session

    def release(self, serial: str) -> None:
        """Give a phone back; a task on it is stopped. Raises DeviceError for one that was not taken."""
        with self._taking:
            if serial not in self._hands:
                raise DeviceError(f"{serial} is not one of your phones", "See list_phones")
            self._let_go(serial)

    def chosen(self) -> str:
        """Serial of the phone at hand; "" before one was needed."""
        hand = self._at_hand()
        return hand.session.phone.serial if hand is not None else ""

    def heard(self, session: Session) -> int:
        """The number of what its client was told last of a session."""
        return self._heard.get(session.id, 0)

    def hear(self, session: Session, number: int) -> None:
        """The client was told up to here."""
        self._heard[session.id] = number

    def _at_hand(self) -> Hand | None:
        return next(reversed(self._hands.values()), None)

    def _take(self, serial: str) -> Hand:
        hand = Hand(self.desk.open(serial) if serial else self.desk.open())
        self._hands[hand.session.phone.serial] = hand
        return hand

    def _let_go(self, serial: str) -> None:
        session = self._hands.pop(serial).session
        self._heard.pop(session.id, None)
        self.desk.end(session)


async def away(function: Callable[[], T]) -> T:
    """Call what takes its time, off the loop; what went wrong becomes the tool's error."""
    try:
        return await anyio.to_thread.run_sync(function)
    except (ToldToModel, ToldToPerson) as error:
        raise ToolError(str(error)) from error
