"""Nearly through with a page."""

from collections.abc import Mapping, Sequence
from random import Random

from tasks.gold.browser import open_page
from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tasks.suites.world.browser import SIZE, maze
from tests.tasks.suites.attempt import Near, gold

_FILE = "task.html"


def and_the_page_deleted(task: str) -> Near:
    """Won, and the page thrown away."""

    def won_and_deleted(hand: Hand, params: Params) -> None:
        gold(hand, params, task)
        gold(hand, params, "FilesDeleteFile", subfolder="Download", file_name=_FILE)

    return won_and_deleted


def only_opened(hand: Hand, params: Params) -> None:
    """The page is there, and nobody played."""
    open_page(hand)


def half_way(hand: Hand, params: Params) -> None:
    """Steps into the maze, and not to its end."""
    open_page(hand)
    cells = maze(Random(str(params.values["browser_task_seed"])), SIZE)
    hand.tap("Right" if (1, 0) in cells else "Down")
    hand.tap("Right" if (1, 0) in cells else "Down")


def wrong_product(hand: Hand, params: Params) -> None:
    """All pressed, and one too much."""
    open_page(hand)
    product = 1
    while hand.sees(id="number"):
        product *= int(hand.read(id="number"))
        hand.tap(id="button")
    hand.type(str(product + 1), id="answer")
    hand.put_keyboard_away()
    hand.tap("Submit")


def submitted_empty(hand: Hand, params: Params) -> None:
    """Nothing drawn."""
    open_page(hand)
    hand.scroll_to("Submit")
    hand.tap("Submit")


def one_stroke(hand: Hand, params: Params) -> None:
    """A drawing in the colour that a pen has by itself."""
    open_page(hand)
    canvas = hand.wait_for(id="canvas").bounds
    hand.device.swipe(canvas.center, type(canvas.center)(canvas.right - 20, canvas.center.y))
    hand.tap("Submit")


NEAR: Mapping[str, Sequence[Near]] = {
    "BrowserMaze": (only_opened, half_way, and_the_page_deleted("BrowserMaze")),
    "BrowserMultiply": (only_opened, wrong_product, and_the_page_deleted("BrowserMultiply")),
    "BrowserDraw": (submitted_empty, one_stroke, and_the_page_deleted("BrowserDraw")),
}
