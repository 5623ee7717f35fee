"""From a touch to the changed picture, and pictures during a drag; beside an older page in the same run.

    python benchmarks/touch.py [--beside COMMIT] [--touches 60] [--drags 10]

The older page is served from a worktree of its commit. Both are open all the while and touched in turn, so
that whatever else the computer does strikes both alike.
"""

import argparse
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from benchmarks.chat import ROOT, SETTINGS, Served, load, tab, tap_to_picture

OLDER = "af802545^"
"""The page before the phone had the height of the window and drags were passed on as they happen."""
_MOVES = 20
_LOADED = 6000
"""Milliseconds after which all of a page is loaded."""
_OPENED = 1500
"""Milliseconds after which an app is open, or the home screen is there again."""
_PICTURES = "Number(document.querySelector('tapwright-phone').dataset.pictures)"


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument(
        "--beside", metavar="COMMIT", default=OLDER, help="the older page (default: %(default)s)"
    )
    words.add_argument("--touches", type=int, default=60, metavar="N", help="of each (default: %(default)s)")
    words.add_argument("--drags", type=int, default=10, metavar="N", help="of each (default: %(default)s)")
    asked = words.parse_args()
    chromium = shutil.which("chromium")
    assert chromium, "needs chromium"
    with ExitStack() as stack:
        browser = stack.enter_context(sync_playwright()).chromium.launch(
            executable_path=chromium, args=["--no-sandbox"]
        )
        roots = {"this page": ROOT, asked.beside: stack.enter_context(worktree(asked.beside))}
        pages = {name: stack.enter_context(opened(browser, root)) for name, root in roots.items()}
        took = in_turn(pages, asked.touches, tap_to_picture)
        seen = in_turn(pages, asked.drags, pictures_of_drag)
        browser.close()
    print(f"load {load()}")
    for name in pages:
        middle, most = statistics.median(took[name]), high(took[name])
        print(f"{name}: touch to picture, {asked.touches} times: median {middle:.0f} ms, 95 % {most:.0f} ms")
        drawn = statistics.median(seen[name])
        print(f"  a drag of {_MOVES} moves in a second, {asked.drags} times: median {drawn:.0f} pictures")


@contextmanager
def worktree(commit: str) -> Iterator[Path]:
    """The program as it was at a commit."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "older"
        subprocess.run(["git", "worktree", "add", "-q", "--detach", place, commit], cwd=ROOT, check=True)
        try:
            yield place
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", place], cwd=ROOT, check=True)


@contextmanager
def opened(browser: Any, root: Path) -> Iterator[Page]:
    """The page of the program in a folder, with its phone."""
    with tempfile.TemporaryDirectory() as home:
        served = Served(Path(home), root=root)
        try:
            page = tab(browser)
            page.set_viewport_size({"width": 1280, "height": 720})
            page.goto(served.url)
            page.wait_for_selector("tapwright-phone[data-pictures]")
            page.wait_for_timeout(_LOADED)
            yield page
        finally:
            served.end()


def in_turn(pages: dict[str, Page], times: int, measure: Any) -> dict[str, list[float]]:
    """So many measures of each page."""
    found: dict[str, list[float]] = {name: [] for name in pages}
    for _ in range(times):
        for name, page in pages.items():
            page.bring_to_front()
            found[name].append(measure(page))
    return found


def pictures_of_drag(page: Page) -> float:
    """Pictures drawn while a finger drags a list up and down again in a second, and before it is lifted."""
    box = page.locator(".tw-screen").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * SETTINGS[0], box["y"] + box["height"] * SETTINGS[1])
    page.wait_for_timeout(_OPENED)
    across, bottom, way = box["x"] + box["width"] / 2, box["y"] + 0.8 * box["height"], 0.5 * box["height"]
    before = page.evaluate(_PICTURES)
    page.mouse.move(across, bottom)
    page.mouse.down()
    for move in range(1, _MOVES + 1):
        page.mouse.move(across, bottom - way * (1 - abs(2 * move / _MOVES - 1)))
        page.wait_for_timeout(1000 / _MOVES)
    drawn = page.evaluate(_PICTURES) - before
    page.mouse.up()
    page.locator(".tw-keys button").nth(1).click()
    page.wait_for_timeout(_OPENED)
    return float(drawn)


def high(values: Sequence[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


if __name__ == "__main__":
    main()
