"""Whole tasks by MCP: run, followed, asked about, corrected, stopped; over each transport."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from mcp import Client
from mcp.client import ClientRequestContext
from mcp.client.stdio import StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp_types import ElicitRequestParams, ElicitResult

from benchmarks.port import own_port
from device.link.running import Registry
from device.phone.server.host import PhoneServer
from models.scripted import Item
from tests.agent.script import answer, complete, decide, says
from tests.program import Program, agent_command
from tests.ui.mcp.conftest import Connect, Person, PutAway
from tests.ui.mcp.reading import data, text
from ui.app import load_settings, phones_folder
from ui.mcp.errand import GIVEN_UP
from ui.service.desk import Desk

pytestmark = pytest.mark.anyio
AGENT = ["-c", "from ui.cli import main; main()"]
SEND = {"goal": 'Send "On my way" to +15550104477'}
BLUETOOTH = {"goal": "Turn on Bluetooth"}
ASK = decide({"action_type": "ask_user", "question": "Which one?"})
HELP = decide({"action_type": "take_over", "reason": "Please log in"})
HOME = decide({"action_type": "navigate_home"})
DONE = (complete(), says("confirm", reached=True, evidence="it shows"))
CLIENT = {"name": "a client", "version": "1"}
LONG = "Set alarms for 7:00, 7:10, 7:20, 7:30, 7:40 and 7:50"
LOOK = {"goal": "Look around"}


@pytest.fixture
def script(tmp_path: Path) -> Callable[..., str]:
    """The name of a model that gives these replies."""

    def write(*items: Item) -> str:
        path = tmp_path / f"script-{len(list(tmp_path.glob('script-*')))}.json"
        path.write_text(json.dumps([{"role": item.role, "reply": json.loads(item.text)} for item in items]))
        return f"scripted:{path}"

    return write


def bluetooth(server: PhoneServer) -> str:
    return server.call(lambda: server.phones[0].settings.get("global", "bluetooth_on")) or ""


async def test_a_task_runs_to_its_end_and_tells_of_each_step(connect: Connect, server: PhoneServer) -> None:
    heard: list[tuple[float, str | None]] = []

    async def progress(done: float, total: float | None, message: str | None) -> None:
        heard.append((done, message))

    async with connect() as client:
        result = await client.call_tool("run_task", BLUETOOTH, progress_callback=progress)
    report = data(result)
    assert (report["status"], report["verified"]) == ("complete", True)
    assert bluetooth(server) == "1"
    numbers = [number for number, _ in heard]
    assert numbers == sorted(set(numbers)), "it grows each time"
    ticks = [message for _, message in heard if str(message).startswith("✓")]
    assert len(heard) == report["steps"] + len(ticks)
    assert len(ticks) == 1
    assert str(heard[0][1]).endswith("Opened Settings")
    assert "complete, verified" in text(result)
    assert Path(str(report["folder"])).joinpath("trajectory.jsonl").is_file()


async def test_a_task_that_takes_longer_is_followed(connect: Connect) -> None:
    async with connect() as client:
        report = data(await client.call_tool("run_task", {**BLUETOOTH, "patience": 0}))
        assert report["status"] == "working"
        told = []
        while report["status"] == "working":
            result = await client.call_tool("follow_task", {"patience": 0.2})
            report = data(result)
            told.append(text(result))
    assert report["status"] == "complete"
    steps = [line for line in "\n".join(told).splitlines() if line[:1].isdigit()]
    assert len(steps) == report["steps"] == len(set(steps))


async def test_a_confirmation_is_put_to_the_person_with_the_deed_and_its_picture(connect: Connect) -> None:
    person = Person(allow=True)
    async with connect(person) as client:
        report = data(await client.call_tool("run_task", SEND))
    assert report["status"] == "complete"
    assert len(person.asked) == 1
    deed, _, picture = person.asked[0].partition("\nIt looks like this: ")
    assert 'Send "On my way" to +15550104477' in deed
    assert "(send)" in deed
    assert Path(picture).read_bytes().startswith(b"\x89PNG")


async def test_the_form_has_the_message_which_is_sent_as_it_was_written_anew(
    connect: Connect, server: PhoneServer
) -> None:
    person = Person(allow=True, content="Running late")
    async with connect(person) as client:
        await client.call_tool("run_task", SEND)
    fields = [set(form["properties"]) for form in person.forms]
    assert fields[0] == {"allow", "for_task", "to", "content"}
    assert person.forms[0]["properties"]["content"]["default"] == "On my way"
    assert "To: +15550104477" in person.asked[0]
    sent = server.call(
        lambda: (
            server.phones[0]
            .database("com.android.providers.telephony", "mmssms.db")
            .rows("SELECT body FROM sms WHERE type = 2")
        )
    )
    assert [tuple(row) for row in sent] == [("Running late",)]


@pytest.mark.parametrize(
    ("person", "more", "told", "untold"),
    [
        (None, {}, "Nobody answered for the owner, who can do it on the phone: send", "said no"),
        (Person(allow=False), {}, "The owner said no to: send", "obody"),
        pytest.param(Person(), {}, "The owner said no to: send", "obody", marks=pytest.mark.full),
        pytest.param(
            PutAway(),
            {},
            "Nobody answered for the owner, who can do it on the phone: send",
            "said no",
            marks=pytest.mark.full,
        ),
        (None, {"guard": "deny"}, "The owner allows none of this in this task: send", "obody"),
    ],
    ids=["no form", "no", "declined", "put away", "policy"],
)
async def test_it_is_told_who_kept_it_from_being_done_and_never_how_to_do_without(
    connect: Connect, person: Person | None, more: dict[str, str], told: str, untold: str
) -> None:
    async with connect(person, **more) as client:
        result = await client.call_tool("run_task", SEND)
        assert data(result)["status"] != "complete"
        assert told in text(result)
        assert untold not in text(result)
        for lever in ("--yes", "--guard", "allow:"):
            assert lever not in text(result) + str(data(result))


@pytest.mark.parametrize("person", [Person(), Person(done=False)], ids=["declined", "not done"])
async def test_who_does_not_take_over_is_there_all_the_same(
    connect: Connect, script: Callable[..., str], person: Person
) -> None:
    async with connect(person, model=script(HELP, HOME, *DONE)) as client:
        result = await client.call_tool("run_task", LOOK)
    assert len(person.asked) == 1
    assert "obody" not in text(result) + str(data(result))


async def test_the_client_itself_cannot_say_yes(connect: Connect) -> None:
    async with connect() as client:
        await client.call_tool("run_task", {**SEND, "patience": 0})
        for _ in range(3):
            said = await client.call_tool("answer", {"text": "yes", "patience": 0})
            assert said.is_error
        report = data(await client.call_tool("follow_task"))
        assert report["status"] != "complete"


async def test_a_question_reaches_the_person(connect: Connect, script: Callable[..., str]) -> None:
    person = Person(answer="the first")
    async with connect(person, model=script(ASK, HOME, *DONE)) as client:
        report = data(await client.call_tool("run_task", LOOK))
    assert report["status"] == "complete"
    assert person.asked == ["The task on the phone asks: Which one?"]


async def test_a_reply_that_does_not_fit_the_form_is_none(
    connect: Connect, script: Callable[..., str]
) -> None:
    person = Person(allow=True)  # to what asks for words
    async with connect(person, model=script(ASK, HOME, *DONE)) as client:
        report = data(await client.call_tool("run_task", LOOK))
    assert report["status"] == "complete"
    assert len(person.asked) == 1


async def test_a_question_is_passed_on_where_the_client_shows_no_forms(
    connect: Connect, script: Callable[..., str]
) -> None:
    async with connect(model=script(ASK, HOME, HELP, *DONE)) as client:
        report = data(await client.call_tool("run_task", LOOK))
        assert (report["status"], report["question"]) == ("asking", "Which one?")
        report = data(await client.call_tool("answer", {"text": "the first"}))
        assert (report["status"], report["question"]) == ("asking", "Please log in")
        report = data(await client.call_tool("answer", {"text": "done"}))
        assert report["status"] == "complete"


async def test_it_is_corrected_paused_and_stopped(connect: Connect, script: Callable[..., str]) -> None:
    async with connect(model=script(ASK, HOME, *DONE)) as client:
        nothing = await client.call_tool("stop_task")
        assert nothing.is_error
        assert "no task is going on" in text(nothing)
        await client.call_tool("run_task", LOOK)
        assert data(await client.call_tool("correct", {"text": "the other one"}))["status"] == "asking"
        await client.call_tool("pause_task")
        report = data(await client.call_tool("answer", {"text": "yes"}))
        assert report["status"] == "paused"
        report = data(await client.call_tool("stop_task"))
        assert (report["status"], report["reason"]) == ("stopped", "stopped by the person")


async def test_single_actions_wait_for_the_task(connect: Connect, script: Callable[..., str]) -> None:
    async with connect(model=script(ASK, HOME, *DONE)) as client:
        await client.call_tool("run_task", LOOK)
        busy = await client.call_tool("press_key", {"key": "home"})
        assert busy.is_error
        assert 'at work on "Look around"' in text(busy)
        assert not (await client.call_tool("observe")).is_error
        second = await client.call_tool("run_task", BLUETOOTH)
        assert second.is_error


class Slow(Person):
    """Reads the question and takes their time."""

    def __init__(self) -> None:
        super().__init__()
        self.reading, self.gone = anyio.Event(), anyio.Event()

    async def answer(self, context: ClientRequestContext, params: ElicitRequestParams) -> ElicitResult:
        self.reading.set()
        await self.gone.wait()
        return await super().answer(context, params)


async def test_a_call_that_is_given_up_stops_the_task(
    connect_by: Connect, script: Callable[..., str]
) -> None:
    person = Slow()
    async with connect_by("legacy", person, model=script(ASK, HOME, *DONE)) as client:
        async with anyio.create_task_group() as calls:
            calls.start_soon(client.call_tool, "run_task", LOOK)
            await person.reading.wait()
            calls.cancel_scope.cancel()
        person.gone.set()
        report = data(await client.call_tool("follow_task"))
        assert (report["status"], report["reason"]) == ("stopped", GIVEN_UP)


class Stopping(Person):
    """Has the task stopped while they read its question, and answers all the same."""

    def __init__(self) -> None:
        super().__init__(answer="the first")
        self.client: Client | None = None

    async def answer(self, context: ClientRequestContext, params: ElicitRequestParams) -> ElicitResult:
        assert self.client is not None
        assert data(await self.client.call_tool("stop_task"))["status"] == "stopped"
        return await super().answer(context, params)


async def test_an_answer_that_comes_after_the_end_is_no_error(
    connect_by: Connect, script: Callable[..., str]
) -> None:
    person = Stopping()
    async with connect_by("legacy", person, model=script(ASK, HOME, *DONE)) as client:
        person.client = client
        report = data(await client.call_tool("run_task", LOOK))
        assert report["status"] == "stopped"
        assert len(person.asked) == 1


async def test_an_answer_comes_back_as_data(connect: Connect, script: Callable[..., str]) -> None:
    async with connect(model=script(answer("It is 20:15"), *DONE)) as client:
        report = data(await client.call_tool("run_task", {"goal": "What time is it?"}))
        assert report["answer"] == "It is 20:15"


# -- as a client starts it -------------------------------------------------------------------------------
@pytest.mark.full
@pytest.mark.parametrize("mode", ["legacy", "auto"])
async def test_over_standard_input_and_output(own_folder: None, mode: str) -> None:
    """With nothing set up: the phone inside, the bundled policy, and nothing left running.

    In the usual run test_record.py has the same, where nothing can be written.
    """
    command = StdioServerParameters(command=sys.executable, args=[*AGENT, "mcp"], env=_environment())
    async with Client(command, mode=mode) as client:
        report = data(await client.call_tool("run_task", {**BLUETOOTH, "patience": 300}))
        assert (report["status"], report["verified"]) == ("complete", True)
    assert not Registry(phones_folder()).all()


async def test_over_http_for_this_computer_alone(own_folder: None, server: PhoneServer) -> None:
    with own_port() as port:
        await _served_over_http(server, port)


TOKEN = "a-token-of-twenty-letters"


async def _served_over_http(server: PhoneServer, port: int) -> None:
    words = ("mcp", "--http", str(port), "--device", server.serials[0])
    program = Program(agent_command, *words, TAPWRIGHT_MCP_TOKEN=TOKEN)
    try:
        await _listening(port)
        url = f"http://127.0.0.1:{port}/mcp"
        known = {"Authorization": f"Bearer {TOKEN}"}
        async with httpx2.AsyncClient() as web:
            for wrong in ({}, {"Authorization": "Bearer of something else"}):
                assert (await web.post(url, json={}, headers=wrong)).status_code == 401
        async with (
            httpx2.AsyncClient(headers=known, timeout=300) as web,
            Client(streamable_http_client(url, http_client=web)) as client,
        ):
            report = data(await client.call_tool("run_task", BLUETOOTH))
            assert report["status"] == "complete"
        for foreign in ({"Host": "evil.example"}, {"Origin": "http://evil.example"}):
            async with httpx2.AsyncClient() as web:
                refused = await web.post(url, json={}, headers=known | foreign)
            assert refused.status_code in (403, 421)
    finally:
        program.send_signal(signal.SIGTERM)
        program.end(30)
    assert program.returncode == 0


async def test_ended_by_its_client_in_the_middle_of_a_task(own_folder: None, server: PhoneServer) -> None:
    """Clients hang up, then send SIGTERM: the task can be taken up again."""
    command = [sys.executable, *AGENT, "mcp", "--device", server.serials[0], "--no-memory"]
    program = subprocess.Popen(command, env=_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        _ask(program, "initialize", protocolVersion="2025-06-18", capabilities={}, clientInfo=CLIENT)
        report = _ask(program, "tools/call", name="run_task", arguments={"goal": LONG, "patience": 0})
        while not report["structuredContent"]["steps"]:
            report = _ask(program, "tools/call", name="follow_task", arguments={"patience": 0.1})
        assert report["structuredContent"]["status"] == "working"
        program.terminate()
        assert program.wait(30) == 0
        with Desk(load_settings(serves=True)) as desk:
            (run,) = desk.interrupted()
            assert (run.goal, run.phone) == (LONG, server.serials[0])
    finally:
        program.kill()
        program.communicate()


def _ask(program: subprocess.Popen[bytes], method: str, **params: object) -> Any:
    """The result of one call, line by line as the protocol has it."""
    assert program.stdin is not None
    assert program.stdout is not None
    message = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
    program.stdin.write(json.dumps(message).encode() + b"\n")
    program.stdin.flush()
    return json.loads(program.stdout.readline())["result"]


async def _listening(port: int) -> None:
    deadline = time.monotonic() + 60
    while True:
        with socket.socket() as probe:
            if not probe.connect_ex(("127.0.0.1", port)):
                return
        assert time.monotonic() < deadline, "it does not come up"
        await anyio.sleep(0.1)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}


def test_without_its_library_it_says_what_to_install(own_folder: None) -> None:
    code = "import sys; sys.modules['mcp'] = sys.modules['mcp_types'] = None\n" + AGENT[1]
    done = subprocess.run(
        [sys.executable, "-c", code, "mcp"], capture_output=True, text=True, env=_environment()
    )
    assert done.returncode == 2
    assert done.stderr.strip().endswith("pip install 'tapwright[mcp]'")
    assert len(done.stderr.splitlines()) == 1
