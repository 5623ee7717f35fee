"""`agent presets`, and a model of its own for a role, from file, environment and flag."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agent.preset.composition import CODE_ROLES, ROLES
from agent.preset.preset import PRESETS
from ui.app import load_settings
from ui.cli import main


def agent(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def test_all_are_listed_with_the_one_chosen() -> None:
    Path("tapwright.toml").write_text('preset = "single"\n')
    told = agent("presets").stdout
    for name, preset in PRESETS.items():
        assert f"{name}{' (chosen)' if name == 'single' else ''}\n  {preset.summary}" in told
        assert all(part.role in told for part in preset.parts)


@pytest.mark.parametrize("name", PRESETS)
def test_one_is_explained_role_by_role(name: str) -> None:
    told = agent("presets", name).stdout
    for part in PRESETS[name].parts:
        section = told.split(f"{part.role}: {ROLES[part.role].does}\n")[1].split("\n\n")[0]
        for word in ("when", "sees", "gives"):
            assert f"  {word} " in section
        prompt = f"agent/prompts/{part.role}.md"
        assert (prompt in section) == (part.role not in CODE_ROLES)
        assert part.role in CODE_ROLES or (Path(__file__).parents[3] / prompt).is_file()
    assert "what follows" in told


def test_it_says_which_model_speaks_for_a_role_and_where_none_does() -> None:
    Path("tapwright.toml").write_text('[roles.operate]\nmodel = "big"\n')
    sections = agent("presets", "coloragent").stdout.split("\n\n")
    told = {section.partition(":")[0].strip(): section for section in sections}
    assert "model   big" in told["operate"]
    assert "model   offline\n" in told["reflect"] + "\n"
    assert "none: offline has no such role" in told["classify"]


def test_as_json() -> None:
    value = json.loads(agent("presets", "--json").stdout)
    assert [preset["name"] for preset in value] == list(PRESETS)


def test_what_is_wrong_is_told_in_a_line() -> None:
    for words, message in [
        (["presets", "v9"], "no preset is called 'v9'. There are: default, single"),
        (["run", "x", "--role-model", "reflect"], "'reflect' is no ROLE=NAME"),
        (["run", "x", "--role-model", "think=offline"], "no role is called think. There are: perceive"),
        (["run", "x", "--preset", "coloragent"], "needs a model for classify"),
    ]:
        result = agent(*words)
        assert result.exit_code == 2
        assert message in result.stderr
        assert result.stderr.count("\n") == 1


def models(*flags: tuple[str, str], **env: str) -> dict[str, tuple[str, str]]:
    given = {"roles": {role: {"model": name} for role, name in flags}} if flags else {}
    settings = load_settings(given, environment={"HOME": ".", **env})
    return {role: (own.model, own.base_url) for role, own in settings.roles.items()}


def test_of_each_role_the_later_place_wins() -> None:
    Path("tapwright.toml").write_text(
        '[roles.reflect]\nmodel = "small"\nbase_url = "http://a/v1"\n[roles.plan]\nmodel = "big"\n'
    )
    assert models() == {"reflect": ("small", "http://a/v1"), "plan": ("big", "")}
    env = {"TAPWRIGHT_ROLES": "reflect=other, confirm=third"}
    assert models(**env) == {
        "reflect": ("other", "http://a/v1"),
        "plan": ("big", ""),
        "confirm": ("third", ""),
    }
    assert models(("plan", "flag"), **env)["plan"] == ("flag", "")


def test_each_role_asks_its_own_model() -> None:
    def script(name: str, *replies: dict[str, object]) -> str:
        Path(name).write_text(json.dumps([{"role": reply.pop("role"), "reply": reply} for reply in replies]))
        return f"scripted:{name}"

    done = {"action_type": "status", "goal_status": "complete"}
    words = ["run", "Nothing", "--device", "embedded", "--model"]
    words.append(script("main.json", {"role": "decide", "thought": "t", "actions": [done]}))
    confirm = script("confirm.json", {"role": "confirm", "reached": True, "evidence": "it is"})
    result = agent(*words, "--role-model", f"confirm={confirm}", "--json")
    assert result.exit_code == 0, result.output
    folder = Path(json.loads(result.stdout.splitlines()[-1])["folder"])
    rows = [json.loads(line) for line in (folder / "trajectory.jsonl").read_text().splitlines()]
    said = [saying for row in rows for saying in row.get("said", []) if saying["role"] != "recall"]
    spoke = {saying["role"]: saying["model"] for saying in said}
    assert spoke == {"decide": "scripted:main.json", "confirm": "scripted:confirm.json"}
    assert all(saying["text"] and saying["usage"]["calls"] == 1 for saying in said)
    assert all(saying["seconds"] >= 0 for saying in said)


def test_a_model_for_a_role_that_takes_no_part_is_told() -> None:
    told = agent(
        "run", "Turn off Wi-Fi", "--device", "embedded", "--role-model", "manage=offline", "--dry-run"
    )
    assert "the preset default has no role manage: its model is not used" in told.stdout


@pytest.mark.parametrize(("calls", "when"), [("needed", "does not prove"), ("all", "after each action")])
def test_it_says_when_a_role_is_called_with_these_settings(calls: str, when: str) -> None:
    Path("tapwright.toml").write_text(f'calls = "{calls}"\n')
    told = agent("presets", "mobile-agent-v2").stdout.split(ROLES["reflect"].does)[1].split("\n\n")[0]
    assert when in told
    assert ("--calls all" in told) is (calls == "needed")
