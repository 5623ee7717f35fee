"""A program that has nothing but a goal and an address: its touches are steps, and the rules hold for it."""

import json
import os
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr

from agent.run.trajectory import read_trajectory
from agent.settings import ModelPlace, Settings
from device.error import ConfigError
from models.price import Price
from tasks.agent.adapter import adapters
from tasks.bundle.export import export
from tasks.bundle.replay import replay_bundle
from tasks.bundle.verify import verify
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import Outcome
from tasks.runner.message import AttemptRequest
from tasks.runner.phone import EmbeddedPhone, PhoneSpec, open_phone
from tasks.runner.plan import make_plan
from tasks.runner.worker import Worker
from tests.models.server import Answer, serving
from tests.tasks.spec import spec_in

TASK = "SystemBluetoothTurnOn"
BEGIN = """
import os, sys
from device.client import Device
from device.error import DeviceError
from device.link.transport.direct import DirectTransport
device = Device(DirectTransport.dial(os.environ["TAPWRIGHT_SERIAL"]))
def press(text):
    device.settle()
    seen = device.observe(screenshot=False)
    device.tap(next(each for each in seen.elements if text in each.label).bounds.center)
"""
HONEST = """
assert "luetooth" in sys.argv[1], sys.argv
device.open_app("Settings")
press("Connected devices")
press("Connection preferences")
press("Bluetooth")
press("Use Bluetooth")
print("answer: on")
"""
CHEAT = """
for command in ("svc bluetooth enable", "settings get global bluetooth_on", "cat /data/data/a/databases/b"):
    assert device.shell(command).exit_code == 126, command
from device.error import FileTransferFailed
for move in (lambda: device.push(b"x", "/sdcard/x"), lambda: device.pull("/sdcard/x")):
    try:
        move()
    except FileTransferFailed:
        continue
    raise AssertionError
device.shell("screencap -p /sdcard/seen.png")
assert device.pull("/sdcard/seen.png").startswith(b"\\x89PNG")
"""
GREEDY = """
other = Device(DirectTransport.dial(os.environ["TAPWRIGHT_SERIAL"]))
assert device.shell("input tap 5 5 | md5sum").exit_code == 126
assert b"by themselves" in other.transport.exec_out("input tap 5 5; screencap -p | md5sum")
while True:
    device.shell("input tap 5 5; input tap 6 6")
    other.transport.exec_out("input tap 7 7; screencap -p")
    other.shell("input keyevent 61 61 22")
"""
BROKEN = """
device.shell("svc bluetooth enable")
raise LookupError("no such model")
"""


ASKS = """
import json, urllib.request
assert os.environ["OPENAI_API_KEY"] == os.environ["TAPWRIGHT_API_KEY"] != "the key"
def ask():
    request = urllib.request.Request(
        os.environ["OPENAI_BASE_URL"] + "/chat/completions",
        json.dumps({"model": os.environ["TAPWRIGHT_MODEL"], "messages": []}).encode(),
        {"authorization": "Bearer " + os.environ["OPENAI_API_KEY"], "content-type": "application/json"},
    )
    return json.load(urllib.request.urlopen(request))["choices"][0]["message"]["content"]
assert ask() == "home"
device.home()
ask()
device.home()
print("unfinished: " + ask())
"""


BURGLAR = """
import socket
own = int(os.environ["TAPWRIGHT_PORT"])
lines = [line.split() for line in open("/proc/net/tcp").read().splitlines()[1:]]
ports = {int(line[1].split(":")[1], 16) for line in lines if line[3] == "0A"} - {own}
assert int(open(sys.argv[2]).read()) in ports
try:
    DirectTransport("127.0.0.1", int(open(sys.argv[2]).read())).shell("svc bluetooth enable")
except DeviceError:
    print("answer: nobody lets me in")
"""


def tried(
    tmp_path: Path, code: str, agent: str = "", settings: Settings | None = None
) -> tuple[Outcome, Path]:
    """What came of a program, and its bundle."""
    script = tmp_path / "guest.py"
    script.write_text(BEGIN + code, "utf-8")
    words = agent or f"command:{sys.executable} {script} {{goal}}"
    given = settings or Settings(use_memory=False)
    spec = spec_in(tmp_path, agent=words, settings=given, tasks=(TASK,))
    ledger, plan = Ledger.open(spec.ledger), make_plan(spec)
    ledger.begin("one", plan)
    with open_phone(PhoneSpec(way="adb")) as phone:
        assert isinstance(phone, EmbeddedPhone)
        assert phone._server is not None
        (tmp_path / "port").write_text(str(phone._server.ports[0]))
        outcome = Worker(spec, phone, ledger, "w").attempt(
            AttemptRequest(episode=plan.episodes[0], last=True), lambda _progress: None
        )
    bundle = tmp_path / "one.zip"
    export(ledger, ledger.run("one"), spec.folder, bundle)
    steps = ledger.steps("one", 0, 1)
    ledger.close()
    assert len(steps) == outcome.steps
    return outcome, bundle


THEIRS = """
from types import SimpleNamespace
from tasks.androidworld.guest import their_guest

WAY = ("Connected devices", "Connection preferences", "Bluetooth", "Use Bluetooth")

class Theirs:
    '''Works as T3A does: a state, an index into its elements, an action, a word at the end.'''
    def __init__(self, env):
        self.env, self.taken = env, 0
        assert len(env.physical_frame_boundary) == len(env.device_screen_size) * 2
        env.hide_automation_ui()
    def reset(self, go_home=False):
        self.env.reset(go_home)
    def act(self, kind, **more):
        fields = dict.fromkeys(("index", "x", "y", "text", "direction", "app_name", "clear_text"))
        self.env.execute_action(SimpleNamespace(action_type=kind, **{**fields, **more}))
    def step(self, goal):
        self.taken += 1
        if self.taken == 1:
            self.act("open_app", app_name="Settings")
        elif self.taken - 2 < len(WAY):
            elements = self.env.get_state(wait_to_stabilize=True).ui_elements
            name = WAY[self.taken - 2]
            found = [n for n, each in enumerate(elements) if name in (each.text or "")]
            self.act("click", index=found[0])
        else:
            self.act("answer", text="it is on")
        return SimpleNamespace(done=self.taken == len(WAY) + 2)

def agent(settings):
    return their_guest("theirs", Theirs)
"""


def test_an_agent_of_androidworlds_interface_is_a_guest_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "theirs.py").write_text(THEIRS, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    outcome, bundle = tried(tmp_path, "", "theirs:agent")
    assert (outcome.success, outcome.answer, outcome.refused) == (True, "it is on", ()), outcome.reason
    steps = read_trajectory(tmp_path / "one" / outcome.folder).steps
    kinds = [step.action.action_type for step in steps if step.action]
    assert kinds == ["open_app", "click", "click", "click", "click", "status"]
    assert all(step.shot for step in steps[:-1])
    assert verify(bundle).complaints == ()
    assert replay_bundle(bundle).complaints == ()


@pytest.fixture(autouse=True)
def found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own packages, for the programs."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[3]))


def test_its_touches_are_steps_with_screens_and_come_out_again(tmp_path: Path) -> None:
    outcome, bundle = tried(tmp_path, HONEST)
    assert (outcome.success, outcome.answer, outcome.refused) == (True, "on", ()), outcome.reason
    steps = read_trajectory(tmp_path / "one" / outcome.folder).steps
    kinds = [step.action.action_type for step in steps if step.action]
    assert kinds == ["open_app", "click", "click", "click", "click", "status"]
    assert all(step.shot and step.fingerprint for step in steps[:-1])
    assert verify(bundle).complaints == ()
    assert replay_bundle(bundle).complaints == ()


def test_what_the_rules_forbid_is_refused_and_told(tmp_path: Path) -> None:
    outcome, bundle = tried(tmp_path, CHEAT)
    assert not outcome.success
    assert outcome.failure == "agent"
    assert "shell: svc bluetooth enable" in outcome.refused
    assert {"push: /sdcard/x", "pull: /sdcard/x"} <= set(outcome.refused)
    assert replay_bundle(bundle).complaints == ()


@pytest.mark.skipif(sys.platform != "linux", reason="looks for ports where Linux tells them")
def test_who_finds_the_phones_own_port_is_not_let_in_and_it_is_told(tmp_path: Path) -> None:
    agent = f"command:{sys.executable} {tmp_path / 'guest.py'} {{goal}} {tmp_path / 'port'}"
    outcome, bundle = tried(tmp_path, BURGLAR, agent)
    assert (outcome.success, outcome.answer) == (False, "nobody lets me in"), outcome.reason
    assert outcome.refused == ("connect: the phone's own port, beside the door",)
    assert replay_bundle(bundle).complaints == ()


def test_its_steps_are_counted_by_whichever_connection_and_however_strung_together(tmp_path: Path) -> None:
    outcome, _ = tried(tmp_path, GREEDY)
    assert (outcome.failure, outcome.steps) == ("budget", 10)


def test_what_it_printed_is_kept_where_it_breaks_down(tmp_path: Path) -> None:
    outcome, _ = tried(tmp_path, BROKEN)
    assert outcome.failure == "harness"
    assert outcome.refused == ("shell: svc bluetooth enable",)
    assert "LookupError: no such model" in outcome.reason
    told = (tmp_path / "one" / outcome.folder / "traceback.txt").read_text()
    assert "Traceback" in told
    assert "LookupError: no such model" in told


def test_what_its_model_is_asked_is_counted_and_the_key_stays_here(tmp_path: Path) -> None:
    price = ModelPlace(price=Price(prompt=10.0, completion=0.0))
    with serving(Answer(content="home")) as server:
        settings = Settings(
            model="any",
            base_url=server.url,
            api_key=SecretStr("the key"),
            use_memory=False,
            models={"any": price},
        )
        outcome, bundle = tried(tmp_path, ASKS, settings=settings)
    assert outcome.failure == "agent", outcome.reason
    assert [each["authorization"] for each in server.headers] == ["Bearer the key"] * 3
    assert (outcome.usage.calls, outcome.usage.tokens) == (3, 360)
    assert outcome.usage.cost == pytest.approx(3e-3)
    assert outcome.late_cost == pytest.approx(1e-3)  # asked after the last touch
    steps = read_trajectory(tmp_path / "one" / outcome.folder).steps
    assert [step.usage["guest"].calls for step in steps] == [1, 1]
    assert verify(bundle).complaints == ()
    assert b"the key" not in bundle.read_bytes()


def test_a_model_is_wanted_and_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="Name a model with --model"):
        tried(tmp_path, "", "command:mine --url {base_url} {goal}")


@pytest.mark.parametrize("name", ["autoglm", "mobilerun"])
def test_other_peoples_agents_are_begun_by_their_own_command_lines(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    seen = tmp_path / "seen"
    program = adapters()[name].words[0]
    # Stands in for theirs: says what it was told, touches the phone and ends as they do.
    told = f"import json\nopen({str(seen)!r}, 'a').write(json.dumps(sys.argv[1:]) + chr(10))\n"
    for command, code in (("adb", "import sys\n" + told), (program, BEGIN + told + "device.home()\n")):
        (bin_folder / command).write_text(f"#!{sys.executable}\n{code}", "utf-8")
        (bin_folder / command).chmod(0o755)
    monkeypatch.setenv("PATH", str(bin_folder), prepend=os.pathsep)
    with serving(Answer()) as server:
        settings = Settings(model="any", base_url=server.url, use_memory=False)
        outcome, _ = tried(tmp_path, "", name, settings)
    assert (outcome.status, outcome.steps) == ("complete", 2), outcome.reason
    before, words, after = map(json.loads, seen.read_text().splitlines())
    serial = before[1]
    assert (before, after) == (["connect", serial], ["disconnect", serial])
    assert serial in words
    assert "any" in words
    assert any(word.startswith("http://127.0.0.1:") and word != server.url for word in words)
    assert any("luetooth" in word for word in words)
    assert not any("{" in word for word in words)
