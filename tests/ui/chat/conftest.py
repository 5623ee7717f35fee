"""The real page in Debian's Chromium; server and phone are of this process, unless a test is about those."""

import gc
import json
import shutil
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from device.link.running import Registry
from device.phone.server.host import PhoneServer
from device.phone.server.remote import stop_phones
from models.scripted import Item
from tests.boot import fresh_phone
from ui.app import phones_folder
from ui.chat.open import Chat, make_chat
from ui.chat.serve import server_for

if not find_spec("gradio") or not find_spec("playwright"):  # imported by the tests alone that use them
    pytest.skip("needs tapwright[chat] and playwright", allow_module_level=True)

HERE = Path(__file__).parent
CHROMIUM = shutil.which("chromium") or ""
PATIENCE = 90_000
"""Milliseconds after which nothing more is to be expected; no test is to come near it."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Gradio, and what it stands on, warn of themselves (its queue at each call): that is theirs to mend."""
    for item in items:
        if item.path.parent == HERE:
            item.add_marker(pytest.mark.filterwarnings("default", "ignore:::gradio.queueing"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    """Load Gradio and Playwright once for all workers: it takes three seconds."""
    if session.config.option.workers and any(item.path.parent == HERE for item in session.items):
        with warnings.catch_warnings():
            warnings.simplefilter("default")
            _load()


@pytest.fixture(scope="session")
def libraries() -> None:
    """Gradio and Playwright are loaded."""
    _load()


def _load() -> None:
    import_module("gradio")
    import_module("playwright.sync_api")


_OPENED = ExitStack()
_BROWSERS: list[Any] = []
"""The one that is open, if any is."""


@pytest.fixture
def browser(libraries: None) -> Any:
    """One for all pages that are tested one after another."""
    from playwright.sync_api import sync_playwright

    if not CHROMIUM:
        pytest.skip("needs chromium (apt-get install chromium)")
    if _BROWSERS and not _BROWSERS[0].is_connected():  # it crashed: that is one test's matter
        _BROWSERS.clear()
        _OPENED.close()
    if not _BROWSERS:
        driver = _OPENED.enter_context(sync_playwright())
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        _OPENED.callback(opened.close)
        _BROWSERS.append(opened)
    return _BROWSERS[0]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Close the browser after the last page: while it is open no other test can run an event loop.

    What it leaves behind is swept up while warnings of it are still only told.
    """
    yield
    if _BROWSERS and (nextitem is None or item.path.parent != nextitem.path.parent):
        _BROWSERS.clear()
        _OPENED.close()
        gc.collect()


@pytest.fixture
def phone() -> Iterator[str]:
    """Serial of a phone that is attached: it costs no process of its own, and no wait for one."""
    with PhoneServer([fresh_phone()]) as serving:
        yield serving.serials[0]


class Served:
    """A chat that is served."""

    def __init__(self, chat: Chat) -> None:
        self.url = chat.url
        self.chat = chat
        self._server = server_for(chat.app)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [chat.listening]})
        self._thread.start()

    def close(self) -> tuple[str, ...]:
        """As Ctrl-C does: the goals of tasks that were in the middle."""
        hall = self.chat.hall.made
        if hall is not None:
            hall.seen.set()
        self._server.should_exit = True
        self._thread.join()
        return hall.close() if hall is not None else ()


Serve = Callable[..., Served]


@pytest.fixture
def serve(libraries: None, phone: str) -> Iterator[Serve]:
    """Serves a chat of these flags, on that phone unless they name another."""
    gc.freeze()  # so that the sweep at the end looks at what this test made, and not at all that is loaded
    running: list[Served] = []

    def start(*, logins: tuple[str, ...] = (), port: int = 0, **flags: object) -> Served:
        chat = make_chat({"use_memory": False, "device": phone} | flags, port=port, logins=logins)
        running.append(Served(chat))
        return running[-1]

    yield start
    for served in running:
        served.close()
    running.clear()
    registry = Registry(phones_folder())
    assert not stop_phones(registry.all(), registry), "a phone outlived the chat"
    gc.collect()


@pytest.fixture
def tab(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens a tab at an address, in a browser window of its own, and waits until its phone shows."""
    windows: list[Any] = []
    faults: list[str] = []

    def open_tab(url: str, window: Any = None, **how: Any) -> Any:
        if window is None:
            window = browser.new_context(viewport={"width": 1280, "height": 860}, **how)
            window.set_default_timeout(PATIENCE)
            windows.append(window)
        page = window.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(url)
        page.wait_for_selector("tapwright-phone[data-pictures]")
        return page

    yield open_tab
    for window in windows:
        window.close()
    assert not faults


@pytest.fixture
def script(tmp_path: Path) -> Callable[..., str]:
    """The name of a model that gives these replies, to each task anew."""

    def write(*items: Item) -> str:
        path = tmp_path / "script.json"
        path.write_text(json.dumps([{"role": item.role, "reply": json.loads(item.text)} for item in items]))
        return f"scripted:{path}"

    return write
