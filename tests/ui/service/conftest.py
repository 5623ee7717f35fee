"""A desk, and phones of the test's own that are served as attached ones are."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agent.settings import Settings
from device.phone.server.host import PhoneServer
from models.scripted import Item
from tests.boot import fresh_phone
from ui.app import load_settings
from ui.service.desk import Desk
from ui.service.session import Session

Script = Callable[..., str]


@pytest.fixture
def server() -> Iterator[PhoneServer]:
    """Two phones."""
    with PhoneServer([fresh_phone(1), fresh_phone(2)]) as serving:
        yield serving


@pytest.fixture
def settings(own_folder: None, tmp_path: Path) -> Settings:
    """No memory, so that no test learns from another's."""
    return load_settings({"use_memory": False})


@pytest.fixture
def desk(settings: Settings) -> Iterator[Desk]:
    with Desk(settings, purpose="the chat") as opened:
        yield opened


@pytest.fixture
def session(desk: Desk, server: PhoneServer) -> Session:
    """On the first phone."""
    return desk.open(server.serials[0])


@pytest.fixture
def script(tmp_path: Path) -> Script:
    """The name of a model that gives these replies."""

    def write(*items: Item) -> str:
        path = tmp_path / f"script-{len(list(tmp_path.glob('script-*')))}.json"
        path.write_text(json.dumps([{"role": item.role, "reply": json.loads(item.text)} for item in items]))
        return f"scripted:{path}"

    return write
