"""Reading a phone's UI tree: by the server on it where one runs, else by `uiautomator dump` in its moods."""

from device.error import ConfigError, TooMuchSent, TreeTooLarge, TreeUnavailable
from device.link.transport.protocol import Transport
from device.look.animation import Stillness
from device.look.hierarchy import Hierarchy, parse_hierarchy
from device.look.window import keyboard_of, reachable_only
from device.resident.resident import Resident
from device.state.trait import CLIENTS

TREE_TIMEOUT = 30.0
DUMP = "uiautomator dump{} /dev/tty"
_FILE = "/data/local/tmp/tapwright-tree.xml"
# The old file goes first: after a dump that failed it would be read as if it were the screen.
_DUMP_BY_FILE = f"rm -f {_FILE}; uiautomator dump{{}} {_FILE} 2>&1; cat {_FILE} 2>/dev/null; rm -f {_FILE}"
_EVERY = " --windows"
"""All windows; a phone that does not know the option tells the active one."""
_LATER = (0.3, 0.7)
"""Seconds (of the phone) before a list in which nothing is said is asked for again."""
_RESTLESS = "idle state"
"""Of the complaint that a second try would only repeat, ten seconds later."""
_HELD = "already registered"
"""Of the complaint that another program has the UI tree."""
_CONFLICT = "another automation client has the UI tree"


class TreeReader:
    """Reads one phone's tree."""

    def __init__(self, transport: Transport, stillness: Stillness | None, resident: Resident | None) -> None:
        self._transport = transport
        self._stillness = stillness
        self._resident = resident
        self._by_file = False
        self._mute: tuple[str, ...] | None = None
        """Whose windows said nothing when they were last asked, however often."""
        self._keyboard: str | None = None

    def tree(self, *, every: bool) -> Hierarchy:
        """The tree of the active window, or of `every` app's; again where it is cut or nothing is said in it.

        Compose, Flutter and web views build theirs only once somebody reads it. An app that still says
        nothing then is a game, and is not waited for again before another one was in front. Raises
        TreeUnavailable with the reason.
        """
        found = self._told(every=every)
        for pause in _LATER if found.says_nothing and self._mute != found.packages else ():
            self._transport.shell(f"sleep {pause}")
            found = self._told(every=every or not self._served)
            if not found.says_nothing:
                break
        self._mute = found.packages if found.says_nothing else None
        return found

    @property
    def _served(self) -> bool:
        return self._resident is not None and self._resident.serves

    def _told(self, *, every: bool) -> Hierarchy:
        served = self._resident.tree(every=every) if self._resident is not None else None
        if served is not None:
            return served
        found = self._dump(every=every)
        found = self._dump(every=every) if found.cut else found
        return reachable_only(found, self._typed_by()) if len(found.roots) > 1 else found

    def _typed_by(self) -> str:
        """The package of the phone's keyboard, whose window is left out; asked for once."""
        if self._keyboard is None:
            self._keyboard = keyboard_of(self._transport)
        return self._keyboard

    def _dump(self, *, every: bool) -> Hierarchy:
        """The tree; where windows never stand still, once more with their animations off."""
        option = _EVERY if every else ""
        try:
            return self._dumped(option)
        except TreeUnavailable as error:
            if _HELD in error.reason:
                raise TreeUnavailable(f"{_CONFLICT}{self._holder()}") from error
            if _RESTLESS not in error.reason or self._stillness is None:
                raise
            try:
                if not self._stillness.calm():
                    raise
            except ConfigError as unkept:
                raise TreeUnavailable(f"{error.reason}; its animations stay on, as we {unkept}") from error
        return self._dumped(option)

    def _holder(self) -> str:
        """Which program has the UI tree, as far as `ps` tells."""
        listed = self._transport.shell(f"ps -A -o PID,ARGS | grep -E '{CLIENTS}' | grep -v grep").text
        named = "; ".join(" ".join(line.split()) for line in listed.splitlines() if line.strip())
        return f" ({named[:120]}): close it" if named else ": close it, or restart the phone"

    def _dumped(self, option: str) -> Hierarchy:
        if not self._by_file:
            try:
                return self._parsed(DUMP.format(option))
            except TreeTooLarge:
                raise
            except TreeUnavailable as error:
                if _RESTLESS in error.reason or _HELD in error.reason:
                    raise
        found = self._parsed(_DUMP_BY_FILE.format(option))
        self._by_file = True
        return found

    def _parsed(self, command: str) -> Hierarchy:
        """What a command prints, as a tree. Raises TreeUnavailable."""
        try:
            return parse_hierarchy(self._transport.exec_out(command, timeout=TREE_TIMEOUT))
        except TooMuchSent as error:
            raise TreeTooLarge(str(error)) from error
