"""The pictures of docs/chat.md, taken of the page as it is.

    python -m benchmarks.chat_pictures [--to docs]

Each is of a talk that is really held, with the offline policy or a scripted model, on a phone inside. Without
`--to` they only show that they can be taken.
"""

import argparse
import io
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from benchmarks.chat import Served
from models.scripted import Item
from tests.agent.script import decide
from tests.ui.chat.deed import ended, press, send, status

WIDE = {"width": 1280, "height": 868}
_SHOWN = (900, 610)
SETTINGS = decide({"action_type": "open_app", "app_name": "Settings"})
WHICH = decide({"action_type": "ask_user", "question": "Which of the two networks?"})
LOG_IN = decide({"action_type": "take_over", "reason": "Please log in"})


class Studio:
    """Serves a chat for each picture, opens tabs at it, and takes the picture."""

    def __init__(self, browser: Any, home: Path, folder: Path) -> None:
        self._browser = browser
        self.home = home
        self._folder = folder
        self._windows: list[Any] = []

    @contextmanager
    def served(self, *script: Item) -> Iterator[Served]:
        """A chat; with a script for a model."""
        flags: tuple[str, ...] = ()
        if script:
            path = self.home / "script.json"
            rows = [{"role": item.role, "reply": json.loads(item.text)} for item in script]
            path.write_text(json.dumps(rows))
            flags = ("--model", f"scripted:{path}")
        chat = Served(self.home, *flags)
        try:
            yield chat
        finally:
            for window in self._windows:
                window.close()
            self._windows.clear()
            chat.end()

    def tab(self, chat: Served, **how: Any) -> Page:
        """One in a browser window of its own, once its phone shows."""
        window = self._browser.new_context(**{"viewport": WIDE} | how)
        window.set_default_timeout(120_000)
        self._windows.append(window)
        page: Page = window.new_page()
        page.goto(chat.url)
        page.wait_for_selector("tapwright-phone[data-pictures]")
        return page

    def question(self, chat: Served, goal: str) -> Page:
        """A tab in which a task has come to its question."""
        page = self.tab(chat)
        send(page, goal)
        page.wait_for_selector(".tw-question")
        return page

    def take(self, page: Page, name: str, size: tuple[int, int] | None = _SHOWN) -> None:
        """The page as it is once nothing loads any more."""
        page.wait_for_timeout(1500)
        picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        if size:
            picture = picture.resize(size, Image.Resampling.LANCZOS)
        picture.save(self._folder / f"chat-{name}.webp", quality=82, method=6)


def at_first(studio: Studio) -> None:
    """The page at a first visit, and a task that was done on it, and that among the past runs."""
    with studio.served() as chat:
        page = studio.tab(chat)
        studio.take(page, "first")
        send(page, "Turn on Bluetooth")
        ended(page)
        studio.take(page, "task")
        page.get_by_role("button", name="Inspect").click()
        page.hover("tapwright-phone .tw-screen", position={"x": 120, "y": 140})
        studio.take(page, "inspect")
        page.get_by_role("button", name="Inspect").click()
        page.get_by_role("tab", name="Past runs").click()
        page.locator(".tw-run").first.click()
        page.wait_for_selector(".tw-slider")
        page.locator(".tw-slider").focus()
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        studio.take(page, "past")


def asked(studio: Studio) -> None:
    """A confirmation."""
    with studio.served() as chat:
        page = studio.question(chat, 'Send "On my way" to +15550104477')
        studio.take(page, "confirmation")
        press(page, "Refuse")
        ended(page)


def corrected(studio: Studio) -> None:
    """A correction in mid-run."""
    with studio.served() as chat:
        page = studio.tab(chat)
        send(page, "Set an alarm for 7:30")
        page.wait_for_selector(".tw-step")
        send(page, "wait")
        status(page, "paused")
        send(page, "no, 8:15")
        page.wait_for_selector(".tw-said >> nth=2")
        press(page, "Go on")
        ended(page)
        studio.take(page, "correction")


def stopped(studio: Studio) -> None:
    """A stop."""
    with studio.served(SETTINGS, WHICH) as chat:
        page = studio.question(chat, "Connect to the fast Wi-Fi")
        press(page, "Stop")
        ended(page)
        studio.take(page, "stop")


def taken_over(studio: Studio) -> None:
    """A take-over that is asked for."""
    with studio.served(SETTINGS, LOG_IN) as chat:
        page = studio.question(chat, "Back up my photos")
        studio.take(page, "take-over")
        press(page, "Stop")
        ended(page)


def restarted(studio: Studio) -> None:
    """A run that a server was killed in, as the next one offers it."""
    with studio.served(SETTINGS, WHICH) as chat:
        page = studio.question(chat, "Connect to the fast Wi-Fi")
        chat.process.kill()
        page.wait_for_selector("tapwright-talk[data-activity=offline]")
    with studio.served() as chat:
        page = studio.tab(chat)
        page.wait_for_selector("button:has-text('Go on')")
        studio.take(page, "restart")


def beside(studio: Studio) -> None:
    """Two phones beside each other, one of which asks."""
    with studio.served() as chat:
        page = studio.tab(chat)
        send(page, "Turn on dark theme")
        ended(page)
        page.get_by_role("button", name="Another phone beside").click()
        other = page.frame_locator("iframe[name=tapwright-beside-2]")
        other.locator("tapwright-phone[data-pictures]").wait_for()
        other.locator("tapwright-talk textarea").fill('Send "On my way" to +15550104477')
        other.locator("tapwright-talk textarea").press("Enter")
        other.locator(".tw-question .yes:enabled").first.wait_for()
        studio.take(page, "beside")
        other.locator(".tw-question .no").click()
        other.locator(".tw-ended").wait_for()


def narrow(studio: Studio) -> None:
    """At 360 pixels, dark, in Chinese."""
    with studio.served() as chat:
        page = studio.tab(
            chat,
            viewport={"width": 360, "height": 740},
            color_scheme="dark",
            locale="zh-CN",
            device_scale_factor=2,
        )
        send(page, "打开蓝牙")
        ended(page)
        studio.take(page, "narrow", (400, 822))


SCENES: tuple[Callable[[Studio], None], ...] = (
    at_first, asked, corrected, stopped, taken_over, restarted, beside, narrow,
)  # fmt: skip


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--to", type=Path, metavar="FOLDER", help="keep them there, as docs")
    asked_for = words.parse_args()
    chromium = shutil.which("chromium")
    assert chromium, "needs chromium"
    fonts = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False).stdout
    assert fonts, "needs a Chinese font: apt-get install fonts-wqy-zenhei"
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as scratch:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for scene in SCENES:
            home = Path(tempfile.mkdtemp(dir=scratch))
            scene(Studio(browser, home, asked_for.to or Path(scratch)))
            print(scene.__doc__, flush=True)
        browser.close()


if __name__ == "__main__":
    main()
