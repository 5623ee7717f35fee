"""From a command's flags to a page that is served."""

import socket
import threading
import webbrowser
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.types import ASGIApp

from agent.settings import EMBEDDED, Settings
from device.error import ConfigError
from device.link.loopback import LOOPBACK
from device.phone.server.memory import give_back_large_blocks
from device.phone.system.language import checked_locale
from ui.app import (
    cache_folder,
    chat_file,
    chat_logins,
    check_endpoint,
    file_name_of,
    has_display,
    load_settings,
    phones_folder,
)
from ui.chat.early import Early
from ui.chat.gate import Rule
from ui.chat.late import Late
from ui.chat.leave import leave_at_interrupt
from ui.chat.once import Once
from ui.chat.serve import ListenAddress, application, run

if TYPE_CHECKING:
    from ui.chat.hall import Hall
    from ui.chat.setting.owner import OwnSettings

_USUAL, _LAST_PORT = 8420, 65535
_SHORTEST = 8
"""Letters of a password, at least."""


@dataclass(frozen=True, slots=True)
class Chat:
    """A page that can be opened as soon as it is served."""

    url: str
    app: ASGIApp
    hall: "Once[Hall]"
    listening: socket.socket


def make_chat(
    flags: Mapping[str, object],
    *,
    config: Path | None = None,
    host: str = "127.0.0.1",
    port: int | None = None,
    logins: Sequence[str] = (),
) -> Chat:
    """What the flags of the command ask for.

    Raises ConfigError for settings that are wrong, and for an address that others can reach without `logins`;
    DeviceError where the phone that the flags name can't be had.
    """
    if find_spec("gradio") is None:
        raise ModuleNotFoundError(name="gradio")
    settings = load_settings(flags, config=config, serves=True)
    check_endpoint(flags, settings)
    _check_phone(flags, settings)
    known = _known(host, chat_logins(logins))
    fixed = frozenset(name for name, value in flags.items() if value is not None)
    hall = Once(lambda: _hall(settings, fixed, named=bool(known)))
    listening = _listen(host, port)
    taken = int(listening.getsockname()[1])
    rule = Rule(taken, LOOPBACK if host in LOOPBACK else None, known)
    url = f"http://{f'[{host}]' if ':' in host else host}:{taken}/"
    early = Early(cache_folder())
    page = Late(lambda: _page(hall(), early), early)
    return Chat(url, application(hall, rule, page), hall, listening)


def serve_chat(
    chat: Chat, *, browser: bool = False, ending: Callable[[], None] = lambda: None
) -> tuple[str, ...]:
    """Serve it until Ctrl-C, and end what it began; the goals of tasks that were in the middle.

    Those touch nothing more from then on, however long the server takes to end; a second Ctrl-C ends the
    program at once. `ending` is called first.
    """
    give_back_large_blocks()  # pictures come and go in many threads
    threading.Thread(target=lambda: chat.hall().warm(), daemon=True).start()
    if browser and has_display():
        threading.Thread(target=webbrowser.open, args=(chat.url,), daemon=True).start()
    closed = Once(lambda: _close(chat))

    def end() -> None:
        ending()
        closed()

    left: tuple[str, ...] = ()
    try:
        run(chat.app, chat.listening, end)
    finally:
        if threading.current_thread() is threading.main_thread():
            leave_at_interrupt()
        left = closed() + _close(chat)  # once more: it may have been in the making
    return left


def _close(chat: Chat) -> tuple[str, ...]:
    return chat.hall.made.close() if chat.hall.made is not None else ()


def _hall(settings: Settings, fixed: frozenset[str], *, named: bool) -> "Hall":
    from ui.chat.hall import Hall

    return Hall(lambda user: _own(settings, fixed, user), named=named)


def _own(settings: Settings, fixed: frozenset[str], user: str) -> "OwnSettings":
    """What somebody begins with; who logs in has their own runs and their own memory."""
    from ui.chat.setting.owner import OwnSettings

    if user:
        name = file_name_of(user)
        memory = settings.memory and settings.memory.with_name(f"memory-{name}.sqlite")
        settings = settings.model_copy(update={"runs": settings.runs / f"of-{name}", "memory": memory})
    return OwnSettings(settings, chat_file(user), fixed, user)


def _known(host: str, logins: Sequence[str]) -> dict[str, str]:
    """Passwords by name. Raises ConfigError where there must be some, or they are none."""
    known = {}
    for login in logins:
        name, sign, password = login.partition(":")
        if not sign or not name.strip():
            raise ConfigError("--auth is NAME:PASSWORD")
        if len(password) < _SHORTEST:
            raise ConfigError(f"--auth: the password of {name} is shorter than {_SHORTEST} letters")
        known[name] = password
    if host not in LOOPBACK and not known:
        raise ConfigError(
            f"others could reach the phone on {host}", "Say who may come in with --auth NAME:PASSWORD"
        )
    return known


def _check_phone(flags: Mapping[str, object], settings: Settings) -> None:
    """Raises ConfigError or DeviceError: who gave a flag is at the terminal, and not yet at the page."""
    checked_locale(settings.locale)
    if flags.get("device") and settings.device != EMBEDDED:
        from device.link.discovery import open_transport
        from device.link.running import Registry

        open_transport(settings.device, settings.adb_server, Registry(phones_folder())).close()


def _listen(host: str, port: int | None) -> socket.socket:
    if port is not None:
        if not 0 <= port <= _LAST_PORT:
            raise ConfigError(
                f"--port: {port} is no port", f"Ports are 1 to {_LAST_PORT}; 0 takes a free one"
            )
        return ListenAddress(host, port).take()
    try:
        return ListenAddress(host, _USUAL).take()
    except ConfigError:
        return ListenAddress(host, 0).take()


def _page(hall: "Hall", early: Early) -> Starlette:
    """The page itself: a visitor waits for it only where none was kept, and for their phone otherwise."""
    known = early.knows
    if known:
        hall.await_first()
        import_module("agent.launch")  # a task needs it sooner than anybody the settings
    from ui.chat.page import build_page  # Gradio keeps a processor busy for seconds

    page = build_page(hall)
    if not known:
        threading.Thread(target=import_module, args=("agent.launch",), daemon=True).start()
    return page
