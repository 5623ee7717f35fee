"""Pages in Chrome, opened from Files: a maze, numbers to be multiplied, a drawing in three colours."""

from collections.abc import Callable

from device.phone.phone import Phone
from tasks.suites.world.browser import COLOURS, maze_page, paint_page, product_page
from tests.tasks.gold.case import Case

PACKAGE = "com.android.chrome"
PLACE = "/storage/emulated/0/Download/task.html"


def put(page: str, *, notify: bool = True) -> Callable[[Phone], None]:
    """The page lies in the downloads, Chrome is as just installed."""

    def run(phone: Phone) -> None:
        phone.files.write(PLACE, page.encode())
        phone.shell(f"pm clear {PACKAGE}")
        if notify:
            phone.shell(f"pm grant {PACKAGE} android.permission.POST_NOTIFICATIONS")

    return run


def won(phone: Phone, _answer: str) -> bool:
    """Chrome is in front and shows that all is well."""
    shown = phone.frame().elements()
    return phone.front.package == PACKAGE and any(one.text == "Success!" for one in shown)


WINDING = (
    (0, 0),
    (1, 0),
    (2, 0),
    (2, 1),
    (2, 2),
    (1, 2),
    (0, 2),
    (0, 3),
    (1, 3),
    (2, 3),
    (3, 3),
    (0, 1),
    (3, 0),
    (4, 0),
)
WINDING += ((4, 3), (4, 4))
_TUBES = COLOURS[:8]
_SEED = {"browser_task_seed": 7}
CASES = (
    Case("BrowserMaze", won, _SEED, before=put(maze_page(WINDING, 5)), name="dead-ends"),
    Case(
        "BrowserMaze",
        won,
        _SEED,
        before=put(maze_page(((0, 0), (0, 1), (1, 1)), 2), notify=False),
        name="small",
    ),
    Case("BrowserMultiply", won, _SEED, before=put(product_page((7, 10, 1, 9, 3)))),
    Case("BrowserMultiply", won, _SEED, before=put(product_page((10,) * 9), notify=False), name="large"),
    Case("BrowserDraw", won, _SEED, before=put(paint_page(_TUBES, (_TUBES[2], _TUBES[7], _TUBES[3])))),
)
