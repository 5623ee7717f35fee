"""The command line as a person or a program meets it."""

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agent.run.trajectory import read_trajectory
from device.link.discovery import open_device
from device.link.transport.server import ServerAddress
from device.phone.server.host import serve
from tests.boot import fresh_phone
from tests.device.fulldisk import largest_file
from tests.program import Program, agent_command
from ui.app import state_folder
from ui.cli import main

HEAVY = {
    "langgraph", "openai", "onnxruntime", "torch", "transformers", "gradio", "ray", "pydantic", "rich", "PIL",
    "numpy", "jinja2", "adbutils", "agent.build", "agent.launch", "device.client",
}  # fmt: skip
FIELDS = {
    "run", "status", "verified", "answer", "steps", "seconds", "model_calls", "tokens", "cost", "folder",
    "exit_code", "changes",
}  # fmt: skip


def agent(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def on_embedded(*words: str) -> Result:
    return agent(*words, "--device", "embedded")


def last_json(result: Result) -> dict[str, object]:
    line = result.stdout.splitlines()[-1]
    value = json.loads(line)
    assert isinstance(value, dict)
    return value


def script(*replies: object) -> str:
    Path("script.json").write_text(json.dumps(replies))
    return "scripted:script.json"


def decide(**action: object) -> dict[str, object]:
    return {"role": "decide", "reply": {"thought": "because", "actions": [action]}}


PLAN = {"role": "plan", "reply": {"subgoals": ["it is done"]}}


@pytest.mark.parametrize("words", [["--help"], ["run", "--help"], ["phone", "--help"], ["--version"]])
def test_help_brings_in_nothing_heavy(words: list[str]) -> None:
    code = (
        "import sys\nfrom ui.cli import main\n"
        f"try:\n    main({words!r})\nexcept SystemExit:\n    pass\n"
        "print('\\n'.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split("\n"))
    assert not HEAVY & loaded


def test_nothing_is_collected_at_the_end() -> None:
    """Python looks through all that libraries made before it ends, which took as long as a look."""
    code = (
        "import atexit, gc; atexit.register(lambda: print(gc.get_freeze_count())); "
        "from ui.cli import main; main(['--version'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout.split()[-1]) > 0


def test_help_names_every_command() -> None:
    result = agent("--help")
    assert result.exit_code == 0
    for command in ("run", "resume", "show", "devices", "phone"):
        assert re.search(rf"^  {command} ", result.stdout, re.MULTILINE)


@pytest.mark.parametrize("group", [[], ["memory"], ["knowledge"], ["phone"], ["ground"]])
def test_a_group_alone_prints_its_help(group: list[str]) -> None:
    result = agent(*group)
    assert result.exit_code == 2
    assert result.stderr.rstrip("\n") == agent(*group, "--help").stdout.rstrip("\n")
    assert "\nCommands:\n" in result.stderr


@pytest.mark.parametrize(
    ("words", "message", "code"),
    [
        (["run"], "Missing argument 'GOAL'", 2),
        (["run", " "], "the goal is empty", 2),
        (["bogus"], "No such command 'bogus'", 2),
        (["devcies"], "Did you mean 'devices'? Try: ", 2),
        (["run", "x", "--max-steps", "0"], "error: --max-steps should be greater than 0\n", 2),
        (["run", "x", "--max-steps", "many"], "'--max-steps': 'many' is no whole number.", 2),
        (["run", "x", "--max-steps", "2.5"], "'2.5' is no whole number.", 2),
        (["run", "x", "--timeout", "-1"], "error: --timeout should be greater than 0\n", 2),
        (["run", "x", "--timeout", "nan"], "error: --timeout should be greater than 0\n", 2),
        (["run", "x", "--timeout", "1m"], "'--timeout': '1m' is no number.", 2),
        (["run", "turn", "on", "wifi"], 'Put the goal in quotes: "turn on wifi". Try: ', 2),
        (["run", "x", "--yes", "send"], "The classes of --yes come with =, as --yes=send. Try: ", 2),
        (["run", "x", "--device"], "'--device' requires an argument. Try: agent run --help", 2),
        (["phone", "start", "--seed"], "requires an argument. Try: agent phone start --help", 2),
        (["run", "x", "--device", ""], "--device names nothing. Give a value, or leave it out", 2),
        (["run", "x", "--model", " "], "--model names nothing", 2),
        (["run", "x", "--app", ""], "--app names nothing", 2),
        (["run", "x", "--app", ","], "--app names nothing", 2),
        (["run", "x", "--yes="], "--yes names nothing", 2),
        (["run", "x", "--locale", ""], "--locale names nothing", 2),
        (["run", "x", "--grounder", ""], "--grounder names nothing", 2),
        (
            ["run", "x", "--locale", "zh", "--device", "127.0.0.1:1"],
            "--locale goes with the embedded phone",
            2,
        ),
        (["run", "x", "--sample", "--device", "127.0.0.1:1"], "--sample goes with the embedded phone", 2),
        (["run", "x", "--seed", "3", "--device", "127.0.0.1:1"], "--seed goes with the embedded phone", 2),
        (["run", "x", "--preset", "zz"], "no preset is called 'zz'. There are: default, single", 2),
        (["run", "x", "--yes=zz"], "no class of action is called zz", 2),
        (["run", "x", "--model", "gpt-4o"], "Set OPENAI_API_KEY", 2),
        (["run", "x", "--model", "m", "--base-url", "nonsense"], "no address of an endpoint", 2),
        (["run", "x", "--model", "scripted:nope"], "cannot read the script nope", 2),
        (["run", "x", "--base-url", "http://127.0.0.1:9/v1"], "--base-url: no model is asked there", 2),
        (
            ["run", "x", "--base-url", "http://127.0.0.1:9/v1", "--model", "offline"],
            "no model is asked there",
            2,
        ),
        (
            ["run", "x", "--base-url", "http://127.0.0.1:9/v1", "--model", "scripted:x"],
            "no model is asked",
            2,
        ),
        (["run", "x", "--config", "nope.toml"], "cannot read nope.toml", 2),
        (["show", "nope"], "there is no run nope", 2),
        (["resume", "nope"], "there is no run nope", 2),
        (["run", "x", "--device", "127.0.0.1:1"], "127.0.0.1:1", 3),
    ],
)
def test_bad_input_is_one_line_and_a_code(words: list[str], message: str, code: int) -> None:
    result = agent(*words)
    assert result.exit_code == code
    assert message in result.stderr
    assert result.stderr.startswith("error: ")
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""
    assert not Path("runs").exists(), "nothing half-written"


def test_a_bad_file_is_told_with_its_line() -> None:
    Path("tapwright.toml").write_text('model = "x"\n\npresett = "y"\n')
    result = agent("run", "x")
    assert result.exit_code == 2
    assert "tapwright.toml line 3: there is no setting presett. Did you mean preset?" in result.stderr


@pytest.mark.parametrize("option", [["--role-model", "plan=m"], ["--grounder", "chat:m"]])
def test_an_endpoint_may_be_that_of_a_role_or_of_the_grounder(option: list[str]) -> None:
    words = ["run", "x", "--base-url", "http://127.0.0.1:9/v1", *option, "--device", "127.0.0.1:1"]
    assert "no model is asked there" not in agent(*words).stderr


def test_with_json_a_failure_is_a_line_too() -> None:
    result = agent("run", "x", "--preset", "zz", "--json")
    assert result.exit_code == 2
    value = last_json(result)
    assert set(value) >= FIELDS
    assert (value["status"], value["folder"]) == ("error", None)


def test_an_endpoint_that_is_down_ends_with_3_and_leaves_nothing() -> None:
    result = on_embedded(
        "run", "Turn off Wi-Fi", "--model", "m", "--base-url", "http://127.0.0.1:9/v1", "--json"
    )
    assert result.exit_code == 3
    assert "127.0.0.1:9" in result.stderr
    assert last_json(result)["status"] == "error"
    assert not list(Path("runs").glob("*")), "nothing half-written"


def test_a_goal_reached_without_a_model() -> None:
    result = on_embedded("run", "Turn off Wi-Fi", "--json")
    assert result.exit_code == 0, result.output
    value = last_json(result)
    assert set(value) >= FIELDS
    assert (value["status"], value["verified"], value["model_calls"], value["cost"]) == (
        "complete",
        True,
        0,
        0.0,
    )
    folder = Path(str(value["folder"]))
    assert (folder / "manifest.json").is_file()
    assert value["run"] == folder.name


def test_a_run_is_told_step_by_step_and_what_changed() -> None:
    result = on_embedded("run", "Turn off Wi-Fi")
    assert result.exit_code == 0, result.output
    assert "\x1b" not in result.stdout, "no colours where there is no terminal"
    assert "the embedded one" in result.stdout
    assert "the bundled offline policy, no model" in result.stdout
    assert "plan 1" in result.stdout
    assert re.search(r"^  1 ✓ ", result.stdout, re.MULTILINE)
    assert re.search(r"^complete, verified · \d+ steps · ", result.stdout, re.MULTILINE)
    assert "settings global wifi_on: 1 -> 0" in result.stdout


def test_a_goal_out_of_reach_ends_with_1() -> None:
    result = on_embedded("run", "Book me a flight to the moon", "--json")
    assert result.exit_code == 1
    value = last_json(result)
    assert (value["status"], value["cause"]) == ("infeasible", "not_understood")
    assert not value["verified"]
    folder = str(value["folder"])
    ending = last_json(agent("show", folder, "--json"))["ending"]
    assert isinstance(ending, dict)
    assert (value["exit_code"], ending["exit_code"]) == (1, 1), "all of them tell what the command exits with"
    assert re.search(r"^infeasible · not understood · ", agent("show", folder).stdout, re.MULTILINE)


@pytest.mark.parametrize(
    ("goal", "why"),
    [("Book me a flight to the moon", "why    I do not understand"), ("订一张机票", "原因   我不明白")],
)
def test_a_goal_that_is_refused_at_once_has_no_plan(goal: str, why: str) -> None:
    lines = on_embedded("run", goal).stdout.splitlines()
    assert not [line for line in lines if line.startswith(("plan", "计划"))]
    assert any(line.startswith(why) for line in lines)


def test_a_chinese_goal_is_answered_in_chinese() -> None:
    done = on_embedded("run", "关闭 Wi-Fi")
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert "计划 1  关闭Wi-Fi" in lines
    assert "看到   Wi-Fi已关闭" in lines
    assert re.search(r"^完成，已核实 · \d+ 步 · .* · 调用模型 0 次 · ", done.stdout, re.MULTILINE)
    labels = {line.split()[0] for line in lines if re.match(r"[a-z]", line)}
    assert not labels & {"plan", "phone", "brain", "seen", "run", "state", "complete,"}
    again = agent("show", Path(lines[-2].split(maxsplit=1)[1]).name)
    assert re.search(r"^看到   Wi-Fi已关闭\n完成，已核实 · \d+ 步 · ", again.stdout, re.MULTILINE), (
        again.output
    )
    asked = on_embedded("run", "蓝牙开着吗", "--json")
    assert (last_json(asked)["answer"], last_json(asked)["evidence"]) == ("蓝牙已关闭。", "蓝牙已关闭")


def test_a_question_and_a_refusal_are_in_the_goals_language() -> None:
    held = on_embedded("run", "给10086打电话")
    assert held.exit_code == 1
    assert re.match(
        r"这一步要你同意（send）: 给10086打电话: 在 .* 里点“.*”.*（理由：.*）? ?"
        r"\(没有人可问；可用 --yes 事先允许\)\n",
        held.stderr,
    )
    assert (
        "原因   没有得到允许：给10086打电话（这一步要你同意（send），但没有人回答）"
        in held.stdout.splitlines()
    )


def test_show_tells_a_run_again_and_as_json() -> None:
    folder = str(last_json(on_embedded("run", "Turn off Wi-Fi", "--json"))["folder"])
    for name in (folder, Path(folder).name, Path(folder).name[:15]):
        told = agent("show", name)
        assert told.exit_code == 0, told.output
        assert "Turn off Wi-Fi" in told.stdout
        assert f"{folder}/shots/" in told.stdout
        assert "complete, verified" in told.stdout
        assert "state  settings global wifi_on: 1 -> 0" in told.stdout
    value = last_json(agent("show", folder, "--json"))
    assert value["ending"]["status"] == "complete"


def test_each_denied_claim_is_told_live_and_again() -> None:
    done = decide(action_type="status", goal_status="complete")
    denied = {"role": "confirm", "reply": {"reached": False, "evidence": "Wi-Fi is still on"}}
    model = script(PLAN, *[done] * 3, *[denied] * 3)
    result = on_embedded("run", "Turn off Wi-Fi", "--model", model, "--out", "mine")
    assert result.exit_code == 1
    for told in (result.stdout, agent("show", "mine").stdout):
        assert len(re.findall(r"^  \d ✗ status complete", told, re.MULTILINE)) == 3, told
        assert len(re.findall("^      not yet: Wi-Fi is still on", told, re.MULTILINE)) == 3, told


def test_show_says_as_the_run_did_what_was_not_verified_and_names_the_preset() -> None:
    model = script(decide(action_type="status", goal_status="complete"))
    live = on_embedded("run", "x", "--model", model, "--preset", "single", "--out", "mine")
    for told in (live.stdout, agent("show", "mine").stdout):
        assert re.search(r"^unverified: held for done, .* · 1 step · ", told, re.MULTILINE), told
        assert "preset single" in told


@pytest.mark.parametrize(("accept", "code"), [((), 4), (("--accept-unverified",), 0)])
def test_what_is_held_for_done_without_evidence_has_a_code_of_its_own(
    accept: tuple[str, ...], code: int
) -> None:
    model = script(decide(action_type="status", goal_status="complete"))
    result = on_embedded("run", "x", "--model", model, "--preset", "single", "--json", *accept)
    value = last_json(result)
    assert (result.exit_code, value["status"], value["verified"]) == (code, "unverified", False)
    assert value["exit_code"] == code
    effect = {"text": "x", "kind": "other", "standing": "unknown", "by": "", "evidence": ""}
    assert value["effects"] == [effect]


def test_sensitive_actions_are_held_where_nobody_can_be_asked() -> None:
    words = ["run", "Ask me", "--model", script(PLAN, decide(action_type="ask_user", question="Which one?"))]
    result = on_embedded(*words)
    assert "Which one? (nobody to ask)" in result.stderr


@pytest.mark.parametrize("words", [["--yes", "x"], ["x", "--yes"], ["--yes=send", "x"]])
def test_yes_never_takes_the_goal_for_its_classes(words: list[str]) -> None:
    result = agent("run", *words, "--preset", "zz")
    assert "no preset is called" in result.stderr


def test_out_names_the_folder_once() -> None:
    assert on_embedded("run", "Turn off Wi-Fi", "--out", "mine").exit_code == 0
    assert Path("mine/trajectory.jsonl").is_file()
    again = on_embedded("run", "Turn off Wi-Fi", "--out", "mine")
    assert again.exit_code == 2
    assert "already holds a run" in again.stderr


def test_a_run_that_was_cut_short_is_resumed() -> None:
    words = ["run", "Open settings", "--model", script(PLAN, decide(action_type="navigate_home"))]
    with serve([fresh_phone()]) as server:
        folder = str(last_json(agent(*words, "--device", server.serials[0], "--json"))["folder"])
        agrees = {"role": "confirm", "reply": {"reached": False, "evidence": "nothing is left to try"}}
        more = script(decide(action_type="status", goal_status="infeasible", reason="no use"), agrees)
        result = agent("resume", folder, "--model", more, "--json")
    assert result.exit_code == 1
    assert last_json(result)["status"] == "infeasible", "on the phone it was begun on"
    assert "has ended" in on_embedded("resume", folder).stderr


@pytest.mark.parametrize("device", [[], ["--device", "embedded"]])
def test_a_run_whose_phone_is_gone_is_not_resumed_on_a_fresh_one(device: list[str]) -> None:
    words = ["run", "Open settings", "--model", script(PLAN, decide(action_type="navigate_home"))]
    folder = str(last_json(agent(*words, *device, "--json"))["folder"])
    rows = Path(folder) / "trajectory.jsonl"
    rows.write_bytes(b"".join(rows.read_bytes().splitlines(keepends=True)[:-1]))
    assert "not ended; the embedded phone it was on is gone" in agent("show", folder).stdout
    result = agent("resume", folder, *device)
    assert result.exit_code == 2
    assert "the embedded phone of this run ended with it" in result.stderr
    assert "agent phone start" in result.stderr
    with serve([fresh_phone()]) as server:
        assert agent("resume", folder, "--device", server.serials[0], "--model", "offline").exit_code == 0


def test_a_resumed_run_may_take_as_many_steps_again() -> None:
    with serve([fresh_phone()]) as server:
        words = ["run", "Turn off Wi-Fi", "--device", server.serials[0], "--max-steps", "1", "--json"]
        first = last_json(agent(*words))
        assert first["status"] == "truncated"
        result = agent("resume", str(first["folder"]), "--json")
    assert last_json(result)["status"] == "complete", result.output


def test_a_phone_is_held_by_whatever_name_it_is_called() -> None:
    with serve([fresh_phone()]) as server:
        port = server.ports[0]
        with open_device(f"127.0.0.1:{port}", state_folder=state_folder(), server=ServerAddress(port=1)):
            result = agent("run", "Turn off Wi-Fi", "--device", f"localhost:{port}")
    assert result.exit_code == 3
    assert "in use by" in result.stderr


@pytest.mark.parametrize("point", ["[NaN, Infinity]", "[1e400, 3]", "[1e308, 3]"])
def test_a_point_that_is_no_number_is_told_to_the_model(point: str) -> None:
    action = f'{{"action_type": "click", "target": {{"point": {point}}}}}'
    click = f'{{"thought": "t", "actions": [{action}]}}'
    Path("script.json").write_text(json.dumps([PLAN, *[{"role": "decide", "reply": click}] * 3]))
    result = on_embedded("run", "Click", "--model", "scripted:script.json", "--max-steps", "2", "--json")
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert last_json(result)["status"] in ("truncated", "error")


def test_a_goal_that_is_no_text_is_told() -> None:
    result = agent("run", "\udcff turn on bluetooth", "--json")
    assert result.exit_code == 2
    assert "the goal is not valid text" in result.stderr


@pytest.mark.parametrize("kilobytes", [2, 8, 40, 100])
def test_a_full_disk_is_one_line(kilobytes: int) -> None:
    with largest_file(kilobytes * 1024):
        done = on_embedded("run", "Turn off Wi-Fi")
    assert done.exit_code == 2, done.output
    assert isinstance(done.exception, SystemExit)
    assert done.stderr.count("\n") == 1, done.stderr
    assert "cannot record the run" in done.stderr


def test_a_state_folder_without_room_is_one_line() -> None:
    with serve([fresh_phone()]) as server, largest_file(0):
        told = agent("run", "Open Settings", "--device", server.serials[0])
    assert told.exit_code == 2, told.output
    assert "Make room there, or name another folder with TAPWRIGHT_STATE" in told.stderr
    assert told.stderr.count("\n") == 1


def test_what_is_a_bug_is_recorded_with_the_code_that_the_command_exits_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("device.client.Device.tap", lambda *_: 1 / 0)
    done = on_embedded("run", "turn on bluetooth", "--out", "broken")
    assert isinstance(done.exception, ZeroDivisionError), "a bug propagates, and Python exits with 1"
    ending = read_trajectory(Path("broken")).ending
    assert ending is not None
    assert (ending.cause, ending.exit_code, done.exit_code) == ("bug", 1, 1)


@pytest.mark.parametrize("row", ["[1]", "5"])
def test_rows_that_are_none_are_told(row: str) -> None:
    on_embedded("run", "Turn off Wi-Fi", "--out", "mine")
    with Path("mine/trajectory.jsonl").open("a") as file:
        file.write(f"{row}\n")
    result = agent("show", "mine")
    assert result.exit_code == 2
    assert "is no row" in result.stderr


def test_devices_without_adb_is_no_failure() -> None:
    result = agent("devices")
    assert result.exit_code == 0
    assert agent("devices", "--json").stdout.startswith("[")


def test_an_app_that_is_kept_private_is_handed_over() -> None:
    told = on_embedded("run", "Open the clock", "--private-apps", "Clock", "--max-steps", "4", "--no-memory")
    assert "Clock is private and is not looked at" in told.output
    wrong = on_embedded("run", "Open the clock", "--private-apps", "Clokc of mine")
    assert wrong.exit_code == 2
    assert "an app is to be kept private, but no app called" in wrong.stderr


def test_a_run_kept_to_a_misspelt_app_does_not_begin() -> None:
    wrong = on_embedded("run", "Open the clock", "--app", "Clokc")
    assert wrong.exit_code == 2
    assert "no app called 'Clokc' is installed; the nearest: Clock" in wrong.stderr


def test_ctrl_c_stops_cleanly(tmp_path: Path) -> None:
    apps = ["Settings", "Clock", "Contacts", "Phone", "Markor", "Tasks", "Camera", "Files", "Chrome", "Draw"]
    words = [decide(action_type="open_app", app_name=name) for name in apps] * 50  # never stuck
    goal = [
        "run",
        f"Open {', '.join(apps)}, again and again",
        "--device",
        "embedded",
        "--model",
        script(PLAN, *words),
        "--max-steps",
        "500",
    ]
    program = Program(agent_command, *goal, "--preset", "single")
    while "\n  1 " not in program.out:
        assert program.returncode is None, program.err
        time.sleep(0.02)
    program.send_signal(signal.SIGINT)
    program.end()
    assert program.returncode == 1, program.err
    assert "Traceback" not in program.err
    assert "stopped" in program.out
    (folder,) = (tmp_path / "runs").iterdir()
    last = json.loads((folder / "trajectory.jsonl").read_text().splitlines()[-1])
    assert (last["row"], last["status"]) == ("end", "stopped")


def test_ctrl_c_is_how_the_keeper_of_the_times_ends() -> None:
    program = Program(agent_command, "schedule", "run")
    while "Ctrl-C ends it" not in program.out:
        assert program.returncode is None, program.err
        time.sleep(0.02)
    program.send_signal(signal.SIGINT)
    program.end()
    assert (program.returncode, program.out.splitlines()[1:], program.err) == (
        0,
        ["stopped keeping the times"],
        "",
    )
