"""The page fits a narrow window: no rate breaks in two, nothing sticks out."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from tests.ui.report.scene import begin, enter, made
from ui.report.gather import gather, side_by_side
from ui.report.page import write

NAMES = ("20261127-133704-world-default", "20261128-090000-mine-SUITE-mine-agent")
"""As runs are called that nobody names."""
CHROMIUM = shutil.which("chromium") or ""
_BROKEN = """() => [...document.querySelectorAll('.told-share > *')].filter(one => {
    const range = document.createRange();
    range.selectNodeContents(one);
    const right = range.getBoundingClientRect().right;
    return range.getClientRects().length > 1 || right > one.closest('td').getBoundingClientRect().right;
}).length"""
_OVERLAPPING = """() => [...document.querySelectorAll('.told-share + .told-share')].filter(one => {
    const before = one.previousElementSibling.lastElementChild;
    return before && one.getBoundingClientRect().top < before.getBoundingClientRect().bottom - 1;
}).length"""


@pytest.mark.full
@pytest.mark.skipif(not CHROMIUM, reason="needs chromium (apt-get install chromium)")
@pytest.mark.filterwarnings("default")
def test_rates_stand_whole_on_a_narrow_screen(tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    runs = made(tmp_path)
    with closing(runs.ledger):
        for name in NAMES:
            for episode in begin(runs, name).episodes:
                enter(runs, name, episode, success=name == NAMES[0] or episode.number == 0)
        one, two = (gather(runs.ledger, name, runs.folder / name) for name in NAMES)
        place = write(side_by_side(one, two), tmp_path / "report.html").path
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"file://{place}")
        for width in (360, 420, 700, 1000):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(_BROKEN) == 0, width
            assert page.evaluate(_OVERLAPPING) == 0, width
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width
        browser.close()
