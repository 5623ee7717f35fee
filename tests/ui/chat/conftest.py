"""The real page in Debian's Chromium, served in this process, with phones of processes of their own."""

import gc
import json
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from models.scripted import Item
from ui.chat.open import Chat, make_chat
from ui.chat.serve import server_for

pytest.importorskip("gradio", reason="needs tapwright[chat]")
playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright")

CHROMIUM = shutil.which("chromium") or ""
PATIENCE = 40_000
"""Milliseconds after which nothing more is to be expected; no test is to come near it."""

Serve = Callable[..., Chat]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Gradio, and what it stands on, warn of themselves; that is theirs to mend."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.filterwarnings("default"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One for a module: what it leaves behind is swept up while warnings of it are still only told."""
    if not CHROMIUM:
        pytest.skip("needs chromium (apt-get install chromium)")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()
    gc.collect()


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serves a chat of these flags; closes it as Ctrl-C does."""
    running: list[tuple[Chat, Any, threading.Thread]] = []

    def start(*, logins: tuple[str, ...] = (), port: int = 0, **flags: object) -> Chat:
        chat = make_chat({"use_memory": False} | flags, port=port, logins=logins)
        server = server_for(chat.app)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [chat.listening]})
        thread.start()
        running.append((chat, server, thread))
        return chat

    yield start
    for chat, server, thread in running:
        end(chat, server, thread)
    running.clear()
    gc.collect()


def end(chat: Chat, server: Any, thread: threading.Thread) -> None:
    server.should_exit = True
    thread.join()
    if chat.hall.made is not None:
        chat.hall.made.close()


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
