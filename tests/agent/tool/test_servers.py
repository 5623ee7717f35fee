"""Tools of an MCP server, which runs as a process of its own."""

import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from agent.action.commitment import Commitment
from agent.build import build, prepare
from agent.settings import Deed, McpServer, Settings
from agent.tool.servers import server_tools, serving
from agent.tool.tool import CallBroken, Tool, Toolbox, ToolFailed
from device.client import Device
from device.error import ConfigError
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from tests.agent.tool import server_of_cards
from ui.app import load_settings

SERVER = (sys.executable, str(Path(__file__).with_name("server_of_cards.py")))
ALLOWED: dict[str, Deed] = {
    "find_card": "reads",
    "keep_card": "changes",
    "burn": Commitment.DELETE,
}


@pytest.fixture(scope="module")
def tools() -> dict[str, Tool]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CARD_TOKEN", "a-token")
        patch.setenv("OTHER", "not-for-servers")
        server = McpServer(command=SERVER, tools=ALLOWED, env=("CARD_TOKEN",))
        return {tool.name: tool for tool in server_tools({"cards": server})}


def test_a_tool_is_called_and_gets_what_the_owner_named(tools: dict[str, Tool]) -> None:
    assert tools["cards_find_card"].line == "cards_find_card(name: string): Tell the number of a person."
    told = tools["cards_find_card"].call({"name": "Bob"}, "")
    assert "Bob: +1 555 0123 a-token" in told
    assert "not-for-servers" not in told


def test_one_server_answers_all_calls(tools: dict[str, Tool]) -> None:
    assert [tools["cards_keep_card"].call({"name": "a"}, "") for _ in range(2)] == ["1 kept", "2 kept"]


def test_the_owner_says_what_a_tool_does(tools: dict[str, Tool]) -> None:
    assert not tools["cards_find_card"].changes
    assert tools["cards_keep_card"].changes
    assert tools["cards_burn"].commits == "delete"


def test_an_error_of_the_server_is_the_models(tools: dict[str, Tool]) -> None:
    with pytest.raises(ToolFailed, match="cards_burn failed"):
        tools["cards_burn"].call({"name": "Bob"}, "")
    with pytest.raises(ToolFailed, match="cards_find_card failed"):
        tools["cards_find_card"].call({}, "")


def test_only_what_is_allowed_by_name_is_offered() -> None:
    one = McpServer(command=SERVER, tools={"find_card": "reads"})
    assert [tool.name for tool in server_tools({"cards": one})] == ["cards_find_card"]
    other = McpServer(command=SERVER, tools={"find_cards": "reads"})
    with pytest.raises(ConfigError, match="no tool find_cards") as told:
        server_tools({"cards": other})
    assert "find_card" in str(told.value.hint)


@pytest.mark.parametrize("command", [("no-such-program",), (sys.executable, "-c", "raise SystemExit(3)")])
def test_a_server_that_does_not_start_is_told(command: tuple[str, ...]) -> None:
    with pytest.raises(ConfigError, match=r"mcp\.cards does not start"):
        server_tools({"cards": McpServer(command=command, tools={"find_card": "reads"}, timeout=5)})


BROKEN_SERVERS: list[tuple[str, str]] = [
    ("raise SystemExit('no cards here')", 'it ended at once; it said last: "no cards here"; see '),
    ("import time; time.sleep(600)", "it did not answer within 1 seconds"),
]


@pytest.mark.parametrize(("program", "why"), BROKEN_SERVERS)
def test_why_a_server_does_not_start_is_told_in_time(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], program: str, why: str
) -> None:
    server = McpServer(command=(sys.executable, "-c", program), tools={"find_card": "reads"}, timeout=1)
    server = server.model_copy(update={"timeout": 10.0}) if "said last" in why else server
    with pytest.raises(ConfigError, match=f"mcp.cards does not start: {why}"):
        server_tools({"cards": server}, tmp_path)
    assert capfd.readouterr().err == ""
    log = tmp_path / "mcp-cards.log"
    assert log.exists() is ("said last" in why)


def test_a_server_that_ends_in_a_call_takes_its_tools_along(tmp_path: Path) -> None:
    allowed = {**ALLOWED, "end": "changes"}
    box = Toolbox(
        server_tools({"cards": McpServer.model_validate({"command": SERVER, "tools": allowed})}, tmp_path)
    )
    assert "cards_end" in {offer.name for offer in box.offers_for("")}
    with pytest.raises(
        CallBroken, match=r"may have been made: cards_end failed: its server has ended.*out of cards"
    ):
        box.call("cards_end", {}, "")
    assert box.offers_for("") == ()
    with pytest.raises(ToolFailed, match=r"mcp\.cards has ended: its tools are gone") as gone:
        box.call("cards_find_card", {"name": "Bob"}, "")
    assert not isinstance(gone.value, CallBroken)
    assert "out of cards" in (tmp_path / "mcp-cards.log").read_text()


class Guarded:
    """A server over HTTP that answers only who says the right words."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        said = dict(scope.get("headers", ())).get(b"authorization")
        if scope["type"] == "http" and said != b"Bearer a-token":
            await send({"type": "http.response.start", "status": 401, "headers": []})
            await send({"type": "http.response.body", "body": b""})
            return
        await self._app(scope, receive, send)


@pytest.fixture
def address() -> Iterator[str]:
    app = Guarded(server_of_cards.server.streamable_http_app())
    served = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=served.run, daemon=True)
    thread.start()
    while not served.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{served.servers[0].sockets[0].getsockname()[1]}/mcp"
    served.should_exit = True
    thread.join()


def test_a_server_over_http_gets_a_token_by_its_name(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    named = {"Authorization": "Bearer $CARDS_KEY"}
    server = McpServer(url=address, headers=named, tools={"find_card": "reads"})
    with pytest.raises(ConfigError, match=r"\$CARDS_KEY is not set"):
        server_tools({"cards": server})
    monkeypatch.setenv("CARDS_KEY", "wrong")
    with pytest.raises(ConfigError, match=r"mcp\.cards does not start"):
        server_tools({"cards": server})
    monkeypatch.setenv("CARDS_KEY", "a-token")
    with serving({"cards": server}) as (tool,):
        assert tool.call({"name": "Bob"}, "").startswith("Bob: +1 555 0123")


def test_a_name_that_stands_for_no_tools_is_told() -> None:
    with pytest.raises(ConfigError, match="no tools are called andriod"):
        prepare(Settings(model="offline", tools=frozenset({"andriod"})))
    with pytest.raises(ConfigError, match="Functions are given in Python"):
        prepare(Settings(model="offline", tools=frozenset({"mine.py"})))


def test_no_server_has_the_name_of_the_phones_own_tools() -> None:
    server = McpServer(command=SERVER, tools=ALLOWED)
    with pytest.raises(ConfigError, match="no server can be called android"):
        prepare(Settings(model="offline", mcp={"android": server}))


def test_what_is_offered_is_said_and_what_is_named_in_vain() -> None:
    with Device(InProcessTransport(Phone(seed=1, android=16))) as later:
        named: dict[str, Deed] = {"larkmart_order_artcle": Commitment.PURCHASE}
        server = McpServer(command=SERVER)
        agent = build(
            Settings(tools=frozenset({"android", "cards"}), functions=named, mcp={"cards": server}), later
        )
    offered, nothing, unknown = agent.remarks
    assert offered.startswith("tools: set_alarm, set_timer, ")
    assert nothing == "the server mcp.cards offers nothing: name its tools in [mcp.cards.tools]"
    assert "is called larkmart_order_artcle. Did you mean larkmart_order_article?" in unknown


def test_a_folders_own_file_starts_no_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "tapwright.toml"
    file.write_text('tools = ["cards"]\n[mcp.cards]\ncommand = ["cards"]\n')
    assert not load_settings(environment={"HOME": str(tmp_path)}).mcp
    assert "[mcp] is ignored: it starts programs, and a folder's own file may not" in capsys.readouterr().err
    other = tmp_path / "other"
    other.mkdir()
    monkeypatch.chdir(other)
    (other / "tapwright.toml").write_text('[functions]\nshop_order = "reads"\n')
    assert not load_settings(environment={"HOME": str(tmp_path)}).functions
    assert "says what nobody is asked about" in capsys.readouterr().err
    settings = load_settings(config=file, environment={"HOME": str(tmp_path)})
    assert settings.mcp["cards"].command == ("cards",)


def test_settings_are_checked_before_any_server_starts() -> None:
    server = McpServer(command=("no-such-program",), tools={"find_card": "reads"})
    prepare(Settings(model="offline", tools=frozenset({"cards"}), mcp={"cards": server}))
