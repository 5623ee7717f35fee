"""The page that shows as views, made again only where something of it is another."""

from collections.abc import Callable
from weakref import ref

from device.phone.apps.browser.pad import Pad
from device.phone.apps.browser.state import BrowserActivity, BrowserMainState, field_key
from device.phone.system.system import System
from device.phone.toolkit.view import View
from device.phone.web.paper import Paper
from device.phone.web.show import PageWindow, show

_KEPT = 4
"""Ways in which one page is kept as views: scrolled differently, or on another phone."""


def page_view(
    hands: BrowserActivity, paper: Paper, window: PageWindow, key: str, title: str, marked: str
) -> View:
    """The page as `show` makes it; the same one again while nothing of it changed."""
    touches = _Later(hands)
    asked = (touches.system, touches.activity, window, key, title, marked)
    known = paper.shown.get(asked)
    if known is not None and all(Pad(hands).photo(at) == data for at, data in known[0].items()):
        return known[1]
    view = show(paper, window, touches, key, title, marked)
    if len(paper.shown) >= _KEPT:
        paper.shown.clear()
    paper.shown[asked] = (touches.photos, view)
    return view


class _Later:
    """Touches on a page, done to what the phone shows by then; keeps no phone alive."""

    def __init__(self, hands: BrowserActivity) -> None:
        self.system: ref[System] = ref(hands.context.system)
        self.activity = hands.context.activity.id
        self.photos: dict[str, bytes | None] = {}
        """Those that were asked for."""
        self._tab = hands.tab

    def _do(self, act: Callable[[Pad], None]) -> None:
        system = self.system()
        activity = system.stack.with_id(self.activity) if system is not None else None
        if system is not None and activity is not None:
            act(Pad(BrowserActivity(system.context(activity), BrowserMainState)))

    def tap(self, x: float, y: float, within: int = 0) -> None:
        """A short touch."""
        self._do(lambda pad: pad.tap(x, y, within))

    def hold(self, x: float, y: float, within: int = 0) -> None:
        """A long one."""
        self._do(lambda pad: pad.hold(x, y, within))

    def drag(self, x1: float, y1: float, x2: float, y2: float, within: int = 0) -> None:
        """A finger moved over something that follows it."""
        self._do(lambda pad: pad.drag(x1, y1, x2, y2, within))

    def aside(self, nid: int, to: float) -> None:
        """A box was scrolled sideways."""
        self._do(lambda pad: pad.aside(nid, to))

    def text(self, nid: int, text: str) -> None:
        """A field holds another text."""
        self._do(lambda pad: pad.text(nid, text))

    def enter(self, nid: int) -> None:
        """Enter in a field."""
        self._do(lambda pad: pad.enter(nid))

    def slide(self, nid: int, share: float) -> None:
        """A slider was moved."""
        self._do(lambda pad: pad.slide(nid, share))

    def field(self, nid: int) -> str:
        """Under which key the text of a field is kept."""
        return field_key(self._tab, nid)

    def photo(self, address: str) -> bytes | None:
        """A picture file of the page."""
        self._do(lambda pad: self.photos.__setitem__(address, pad.photo(address)))
        return self.photos.get(address)

    def canvas(self, nid: int, stamp: int) -> tuple[int, ...]:
        """The pixels of a canvas."""
        found: list[tuple[int, ...]] = []
        self._do(lambda pad: found.append(pad.canvas(nid, stamp)))
        return found[0] if found else ()
