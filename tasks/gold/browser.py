"""Chrome: a page opened from Files; a maze walked through, numbers multiplied, a drawing in given colours."""

from collections import Counter
from collections.abc import Sequence
from math import prod

from device.screen import Bounds, Observation, Point, UIElement
from tasks.gold import sight
from tasks.gold.file import open_downloads
from tasks.gold.hand import Hand, NotOnScreen
from tasks.gold.params import Params
from tasks.gold.registry import solves
from tasks.gold.sought import Sought

_PACKAGE = "com.android.chrome"
_BAR = ("search_box", "url_bar")
"""Where an address goes in: on Chrome's first page, and over every other."""
_FILE = "task.html"
_TITLE = "android:id/title"
_PAGE = "WebView"
_WON = "Success!"
_WAYS = (("Down", "Up"), ("Right", "Left"), ("Up", "Down"), ("Left", "Right"))
"""Buttons of the maze, each with the one that leads back, the most promising first."""
_MOST_STEPS = 200
_ON_THE_WAY = ("android:id/button_once", "signin_fre_dismiss_button", "terms_accept", "negative_button")
"""What stands between a file and its page: "Just once", and the pages of a first start."""
_EDGE = 0.2
"""Share of the drawing's side that strokes keep away from its edge."""
_PIXELS = 100
"""Of one colour, from which on it counts as shown."""
Colour = tuple[int, ...]


# -- tasks ---------------------------------------------------------------------------------------------
@solves("BrowserMaze")
def walk_maze(hand: Hand, params: Params) -> None:
    """The X at its goal, by trying where it can go and going back where it cannot."""
    open_page(hand)
    seen = {_spot(hand)}
    way: list[str] = []
    for _ in range(_MOST_STEPS):
        if hand.sees(text=_WON):
            return
        back = _step(hand, seen)
        if back:
            way.append(back)
        elif hand.sees(text=_WON):
            return
        elif way:
            hand.tap(text=way.pop())
    raise NotOnScreen(Sought((), {"text": _WON}), hand.look())


@solves("BrowserMultiply")
def multiply(hand: Hand, params: Params) -> None:
    """The product of all numbers shown, typed into the form."""
    open_page(hand)
    numbers: list[int] = []
    while hand.sees(id="number"):
        numbers.append(int(hand.read(id="number")))
        hand.tap(id="button")
    hand.type(str(prod(numbers)), id="answer")
    hand.put_keyboard_away()
    hand.tap("Submit")
    hand.wait_for(text=_WON)


@solves("BrowserDraw")
def draw(hand: Hand, params: Params) -> None:
    """A stroke in each of the colours at the top."""
    open_page(hand)
    hand.wait_for(id="canvas")
    seen = hand.device.observe()
    canvas = _box(seen, "canvas")
    tubes = _tubes(seen, canvas)
    wanted = _colours_above(seen, canvas, list(tubes))
    for place, colour in enumerate(wanted):
        hand.tap_on(tubes[colour])
        across, down = int(canvas.width * _EDGE), int(canvas.height * _EDGE)
        y = canvas.top + down + (canvas.height - 2 * down) * place // max(1, len(wanted))
        hand.device.swipe(Point(canvas.left + across, y), Point(canvas.right - across, y + down // 2))
    hand.tap("Submit")
    hand.wait_for(text=_WON)


# -- getting there -------------------------------------------------------------------------------------
def open_page(hand: Hand, name: str = _FILE) -> None:
    """The task's page, or another, from the folder of downloads."""
    open_downloads(hand)
    hand.scroll_to(text=name, id=_TITLE)
    hand.tap(text=name, id=_TITLE)
    if hand.sees("Chrome", id="android:id/text1"):
        hand.tap("Chrome", id="android:id/text1")
    _get_past_first_start(hand)
    hand.wait_for(kind=_PAGE)


def open_address(hand: Hand, address: str) -> None:
    """A page of the internet, by the address bar."""
    hand.open_app(_PACKAGE)
    _get_past_first_start(hand)
    hand.allow()
    hand.back_until(id=_BAR)
    if hand.sees(id="search_box"):
        hand.tap(id="search_box")
    hand.type(address, id="url_bar")
    hand.device.press("enter")
    hand.wait_for(kind=_PAGE)


def _get_past_first_start(hand: Hand) -> None:
    for _ in range(len(_ON_THE_WAY)):
        if hand.sees(id=_ON_THE_WAY):
            hand.tap(id=_ON_THE_WAY)


def _spot(hand: Hand) -> Point:
    """Where the X stands."""
    return hand.wait_for(text="X").bounds.center


def _step(hand: Hand, seen: set[Point]) -> str:
    """To a cell not seen yet; the button that leads back, "" where there is no such cell, or all is done."""
    here = _spot(hand)
    for there, back in _WAYS:
        hand.tap(text=there)
        if hand.sees(text=_WON):
            return ""
        now = _spot(hand)
        if now == here:
            continue
        if now not in seen:
            seen.add(now)
            return back
        hand.tap(text=back)
    return ""


# -- what a picture shows ------------------------------------------------------------------------------
def _box(seen: Observation, name: str) -> Bounds:
    return next(one.bounds for one in seen.elements if one.resource_id == name)


def _tubes(seen: Observation, canvas: Bounds) -> dict[Colour, UIElement]:
    """The buttons below the drawing that have a colour instead of words, by that colour."""
    found: dict[Colour, UIElement] = {}
    for one in sight.shown(seen):
        if one.class_name.endswith("Button") and not one.text and one.bounds.top > canvas.bottom:
            found[_pixel(seen, one.bounds.center)] = one
    return found


def _colours_above(seen: Observation, canvas: Bounds, known: Sequence[Colour]) -> list[Colour]:
    """Those of the known colours that the page shows above the drawing."""
    if seen.screenshot is None:
        return []
    page = next(one.bounds for one in seen.elements if one.class_name.endswith(_PAGE))
    image = seen.screenshot.image.convert("RGB").crop((page.left, page.top, page.right, canvas.top))
    counted = Counter({colour: count for count, colour in image.getcolors(image.width * image.height) or ()})
    return [colour for colour in known if counted[colour] >= _PIXELS]


def _pixel(seen: Observation, at: Point) -> Colour:
    """The colour of the picture at a place."""
    if seen.screenshot is None:
        return ()
    found = seen.screenshot.image.convert("RGB").getpixel((at.x, at.y))
    return tuple(found) if isinstance(found, tuple) else ()
