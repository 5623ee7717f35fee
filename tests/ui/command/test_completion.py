"""The Tab key: commands, options, and the values that are known."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import BashComplete

from device.link.running import Registry, RunningPhone
from device.phone.server.host import PhoneServer
from tasks.suite import find_suite
from tests.boot import fresh_phone
from ui.app import phones_folder
from ui.cli import main


def offered(*words: str) -> list[str]:
    """What is offered for the last word."""
    *before, begun = words
    completer = BashComplete(main, {}, "agent", "_AGENT_COMPLETE")
    return [item.value for item in completer.get_completions(list(before), begun)]


@pytest.mark.parametrize(
    ("words", "some"),
    [
        (("",), {"run", "chat", "mcp", "completion"}),
        (("run", "--pre"), {"--preset"}),
        (("run", "--preset", ""), {"default", "single", "mobile-agent-v3"}),
        (
            (
                "run",
                "--yes=send,de",
            ),
            {"send,delete"},
        ),
        (("run", "--guard", "a"), {"ask", "allow:all", "allow:send"}),
        (("run", "--role-model", "ref"), {"reflect="}),
        (("run", "--device", "emb"), {"embedded"}),
        (("run", "--weather", "p"), {"popups"}),
        (("run", "--grounder=tree,mvp"), {"tree,mvp:", "tree,mvp-published:"}),
        (("run", "--grounder", "GUI"), {"GUI-AIMA-3B"}),
        (("presets", "colo"), {"coloragent"}),
        (("bench", "run", "--suite", ""), {"personal", "world"}),
        (("bench", "run", "--agent", "g"), {"gold"}),
        (("completion", ""), {"bash", "zsh", "fish"}),
    ],
)
def test_what_is_known_is_offered(words: tuple[str, ...], some: set[str]) -> None:
    found = offered(*words)
    assert some <= set(found)
    begun = words[-1].rpartition("=")[2]
    assert all(one.startswith(begun) for one in found)


@pytest.mark.parametrize("goal", ["x", "turn on wifi"])
def test_an_option_after_the_goal_offers_what_is_known_and_prints_nothing(
    goal: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "default" in offered("run", goal, "--preset", "")
    assert "default" in offered("run", goal, "--yes", "--preset", "")
    assert offered("run", goal, "--pre") == ["--preset"]
    assert capsys.readouterr().err == ""


def test_tasks_of_the_suite_that_was_named() -> None:
    templates = list(find_suite("personal").templates)
    assert offered("bench", "run", "--suite", "personal", "--task", "") == templates
    assert offered("bench", "run", "--suite", "no-such-suite", "--task", "") == []
    assert offered("bench", "run", "--task", "") == []


def test_runs_the_latest_first(tmp_path: Path) -> None:
    for name in ("20260101-090000-old", "20260102-090000-new"):
        (tmp_path / "runs" / name).mkdir(parents=True)
        (tmp_path / "runs" / name / "manifest.json").write_text("{}")
    assert offered("show", "2026") == ["20260102-090000-new", "20260101-090000-old"]


def test_phones_that_run(own_folder: None) -> None:
    with PhoneServer([fresh_phone()]) as server:
        port = server.ports[0]
        entry = RunningPhone(
            server.serials[0], port, os.getpid(), 1, live=False, detached=False, started_at=0.0
        )
        registry = Registry(phones_folder())
        registry.add(entry)
        listed = [one.serial for one in registry.all()]
        assert offered("run", "--device", "") == [*listed, "embedded"]
        assert offered("phone", "stop", "") == listed


def test_a_broken_settings_file_offers_nothing_and_says_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tapwright.toml").write_text("nonsense")
    assert offered("show", "") == []
    assert capsys.readouterr().err == ""


def test_what_is_not_known_may_be_given_all_the_same() -> None:
    """Offering is no checking: each command says itself what is wrong."""
    with pytest.raises(SystemExit) as left:
        main(["presets", "no-such-preset"])
    assert left.value.code == 2


def test_bash_itself_completes(tmp_path: Path) -> None:
    agent = tmp_path / "bin" / "agent"
    agent.parent.mkdir()
    agent.write_text(
        f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(Path(__file__).parents[3])!r})\n"
        "from ui.cli import main\nmain()\n"
    )
    agent.chmod(0o755)
    line = (
        'eval "$(agent completion bash)"; COMP_WORDS=(agent presets colo); COMP_CWORD=2; '
        "_agent_completion agent; echo ${COMPREPLY[@]}"
    )
    path = f"{agent.parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", line], capture_output=True, text=True, env={**os.environ, "PATH": path}
    )
    assert done.stdout.strip() == "coloragent", done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_its_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["completion", shell])
    assert left.value.code == 0
    script = capsys.readouterr().out
    assert f"_AGENT_COMPLETE={shell}_complete" in script


def test_the_shell_is_that_of_the_person(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SHELL", "/usr/bin/fish")
    with pytest.raises(SystemExit) as left:
        main(["completion"])
    assert left.value.code == 0
    assert "fish_complete" in capsys.readouterr().out
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    with pytest.raises(SystemExit) as left:
        main(["completion"])
    assert left.value.code == 2
    assert "bash, zsh, fish" in capsys.readouterr().err
