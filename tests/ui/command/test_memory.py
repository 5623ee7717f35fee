"""`agent memory` and `agent knowledge` as a person or a program meets them."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agent.memory.entry import Entry
from agent.memory.store import MemoryStore
from ui.app import load_settings, memory_file
from ui.cli import main

HEAVY = {"pydantic", "rich", "langgraph", "agent.memory.store"}
MARKOR = "---\npackage: net.gsantner.markor\n---\n# Markor\nSaves by itself.\n## New files\nMade with plus.\n"


def agent(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, list(words), input=typed)


def good(*words: str, typed: str = "") -> str:
    result = agent(*words, typed=typed)
    assert result.exit_code == 0, result.output
    return result.stdout


def bad(*words: str) -> str:
    result = agent(*words)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    return result.stderr


@pytest.mark.parametrize("words", [["memory", "--help"], ["knowledge", "add", "--help"]])
def test_help_brings_in_nothing_heavy(words: list[str]) -> None:
    code = (
        "import sys\nfrom ui.cli import main\n"
        f"try:\n    main({words!r})\nexcept SystemExit:\n    print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY & set(done.stdout.split())


def test_a_life_of_an_entry() -> None:
    assert "Nothing is remembered yet" in agent("memory", "list").stderr
    assert "   1  preference   I drink tea (when: hot drink)" in good(
        "memory", "add", "I drink tea", "--when", "hot drink"
    )
    good("memory", "add", "当我说晚安：打开勿扰模式；设一个7:00的闹钟")
    assert (
        good("memory", "list").splitlines()[1]
        == '   2  procedure    When I say "晚安": 打开勿扰模式; 设一个7:00的闹钟'
    )
    assert "tea" not in good("memory", "list", "--kind", "procedure")
    assert "Nothing of the kind is remembered" in agent("memory", "list", "--kind", "lesson").stderr
    assert "text      I drink tea" in good("memory", "show", "1")
    assert "I drink coffee" in good("memory", "edit", "1", "I drink coffee")
    assert '"good night": a; b' in good("memory", "edit", "2", "a; b", "--when", "good night")
    assert "forgotten 1  preference" in good("memory", "forget", "1")
    assert "coffee" not in good("memory", "list")
    assert agent("memory", "erase", typed="n\n").exit_code == 1
    assert "Erase everything in" in agent("memory", "erase", typed="n\n").stderr
    assert good("memory", "list")
    assert str(memory_file()) in good("memory", "erase", "--yes")
    assert good("memory", "list") == ""


def test_a_program_reads_json() -> None:
    added = json.loads(good("memory", "add", "我喝茶", "--json"))
    assert (added["id"], added["kind"], added["text"]) == (1, "preference", "我喝茶")
    assert json.loads(good("memory", "list", "--json")) == [added]
    assert json.loads(good("memory", "show", "1", "--json")) == added
    assert json.loads(good("memory", "edit", "1", "我喝水", "--json"))["text"] == "我喝水"
    card = json.loads(good("knowledge", "add", "Tea is hot", "--json"))[0]
    assert json.loads(good("knowledge", "list", "--json")) == [card]
    (found,) = json.loads(good("knowledge", "search", "hot tea", "--json"))
    assert found.pop("relevance") >= 1
    assert found == card
    assert json.loads(good("memory", "list", "--kind", "lesson", "--json")) == []
    assert json.loads(good("knowledge", "remove", "2", "2", "--json")) == {"removed": [2]}
    assert json.loads(good("memory", "forget", "1", "1", "--json")) == {"forgotten": [1]}
    assert json.loads(good("memory", "erase", "--yes", "--json")) == {"erased": str(memory_file())}


def test_a_life_of_a_card() -> None:
    Path("m.md").write_text(MARKOR, "utf-8")
    assert "There are no cards yet" in agent("knowledge", "list").stderr
    assert good("knowledge", "add", "m.md").splitlines() == [
        "   1  card         Markor: Saves by itself. [net.gsantner.markor]",
        "   2  card         Markor › New files: Made with plus. [net.gsantner.markor]",
    ]
    Path("plain.txt").write_text("Any file will do", "utf-8")
    assert "plain: Any file will do" in good("knowledge", "add", "plain.txt")
    good("knowledge", "remove", "3")
    Path("m.md").write_text(MARKOR.replace("Made with plus", "Made by hand"), "utf-8")
    good("knowledge", "add", "m.md")
    assert "Made by hand" in good("knowledge", "list", "--app", "net.gsantner.markor")
    assert len(good("knowledge", "list").splitlines()) == 2, (
        "the same headings again take the older card's place"
    )
    goal = ("knowledge", "search", "make a new file in Markor")
    assert "Made by hand" in good(*goal, "--app", "net.gsantner.markor")
    assert "Nothing that is kept bears on this" in agent(*goal).stderr
    good("memory", "add", "x")
    assert "4 is a preference and no card. See: agent memory forget 4" in bad("knowledge", "remove", "4")
    assert good("knowledge", "remove", "1", "2") == "removed 1, 2\n"
    assert good("knowledge", "list") == ""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["memory", "add", "My PIN is 4711"], "seems to hold a password or code, and secrets are never"),
        (["memory", "add", "  "], "the text is empty"),
        (["memory", "add", "caf\udce9"], "the text is not valid text"),
        (["memory", "add", "x", "--app", "Markor"], "'Markor' is no package. A package reads like"),
        (["memory", "add", "When I say hi"], "does not say what is to be done then. Write: When I say X"),
        (["memory", "add", "When I say hi: a", "--when", "x"], "Leave out --when and --app"),
        (["memory", "show", "7"], "nothing is remembered under number 7. See: agent memory list"),
        (["memory", "forget", "7"], "nothing is remembered under number 7"),
        (["memory", "edit", "7", "x"], "nothing is remembered under number 7"),
        (["memory", "forget"], "Missing argument 'NUMBER...'. Try: "),
        (["memory", "list", "--kind", "song"], "Invalid value for '--kind'"),
        (["knowledge", "add", "missing.md"], "cannot read missing.md: No such file"),
        (["knowledge", "add", "{{x}}", "key sk-abcdefghijklmnop1234"], "seems to hold a key or token"),
        (["knowledge", "remove", "7"], "nothing is remembered under number 7"),
        (["knowledge", "search", ""], "the goal is empty"),
        (["run", "When I say hi: open Settings"], "whenever you say something. Keep it: agent memory"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_in_a_line(words: list[str], message: str) -> None:
    assert message in bad(*words)


def test_an_edit_can_be_wrong_too() -> None:
    good("memory", "add", "one")
    good("memory", "add", "two")
    good("memory", "add", "When I say hi: a")
    assert "there is nothing to change" in bad("memory", "edit", "1")
    assert "entry 2 says just that already" in bad("memory", "edit", "1", "TWO")
    assert "the --when is empty" in bad("memory", "edit", "3", "--when", "")
    assert "a password or code" in bad("memory", "edit", "1", "PIN 4711")
    said = Entry(kind="confirmation", text="Which?", answer="That", source="learnt", run="r")
    number = MemoryStore(memory_file()).add(said).id
    assert "what you said in a run stays as you said it" in bad("memory", "edit", str(number), "x")
    assert "Asked: Which? The owner said: That" in good("memory", "list", "--kind", "confirmation")


def test_a_procedure_is_edited_in_the_words_in_which_it_is_told() -> None:
    good("memory", "add", "When I say good night: turn on Do Not Disturb")
    for words in (["When I say good night: turn off Wi-Fi"], ["turn off Wi-Fi"]):
        assert 'When I say "good night": turn off Wi-Fi\n' in good("memory", "edit", "1", *words)
    assert 'When I say "bye": a; b' in good("memory", "edit", "1", "When I say bye: a; b")
    assert 'When I say "so long": c' in good("memory", "edit", "1", "When I say bye: c", "--when", "so long")
    good("memory", "add", "I drink tea")
    message = bad("memory", "edit", "2", "When I say tea: open Clock")
    assert "entry 2 is a preference, and that is a procedure" in message
    assert "agent memory add" in message
    assert "does not say what is to be done" in bad("memory", "edit", "1", "When I say bye")


def test_a_procedure_never_leads_to_itself() -> None:
    message = bad("memory", "add", "When I say loop: do loop")
    assert 'the procedure "loop" would lead to itself' in message
    good("memory", "add", "When I say ping: pong")
    assert '"pong" would lead to itself (pong, ping, pong)' in bad("memory", "add", "When I say pong: ping")
    good("memory", "add", "When I say pong: open Clock")
    assert "(pong, ping, pong)" in bad("memory", "edit", "2", "open Clock; ping")
    assert 'When I say "ping": open Clock' in good("memory", "add", "When I say ping: open Clock")


def test_what_takes_an_older_ones_place_is_told() -> None:
    assert agent("memory", "add", "When I say hi: open Clock").stderr == ""
    again = agent("memory", "add", "When I say Hi: open Settings")
    assert again.stderr == 'it takes the place of: When I say "hi": open Clock\n'
    assert len(good("memory", "list").splitlines()) == 1
    assert agent("memory", "add", "When I say Hi: open Settings").stderr == "", "nothing of it is new"
    assert json.loads(good("memory", "add", "When I say hi: x", "--json"))["does"] == ["x"]


def test_the_manuals_own_example_finds_the_manuals_own_card() -> None:
    manual = (Path(__file__).parents[3] / "docs" / "memory.md").read_text("utf-8")
    (card,) = re.findall(r"```\n(---\npackage.*?)```", manual, re.DOTALL)
    (words,) = re.findall(r"^agent (knowledge search .*?) +#", manual, re.MULTILINE)
    Path("markor.md").write_text(card, "utf-8")
    good("knowledge", "add", "markor.md")
    assert "plus button" in good(*shlex.split(words))
    assert words in " ".join(good("knowledge", "--help").split())


def test_a_damaged_file_is_told_and_can_be_begun_anew() -> None:
    memory_file().parent.mkdir(parents=True)
    memory_file().write_bytes(b"no memory at all")
    for words in (
        ["memory", "list"],
        ["memory", "add", "x"],
        ["knowledge", "list"],
        ["run", "Turn on Wi-Fi"],
    ):
        message = bad(*words) if words[0] != "run" else agent(*words, "--device", "embedded").stderr
        assert f"the memory in {memory_file()} is damaged. `agent memory erase` begins anew" in message
    run = agent("run", "Is Bluetooth on?", "--device", "embedded", "--no-memory")
    assert run.exit_code == 0, run.output
    good("memory", "erase", "--yes")
    good("memory", "add", "x")


def test_what_is_on_a_screen_cannot_steer_the_terminal() -> None:
    lesson = Entry(kind="lesson", text="\x1b[31mred\x07\nnext", source="learnt", run="r", package="a.b")
    MemoryStore(memory_file()).add(lesson)
    for words in (["memory", "list"], ["memory", "show", "1"]):
        assert "\x1b" not in good(*words)


def test_a_run_tells_what_it_goes_by() -> None:
    good("memory", "add", "When I say hi: is Bluetooth on?")
    out = good("run", "hi", "--device", "embedded")
    assert 'memory When I say "hi": is Bluetooth on?' in out
    assert "answer Bluetooth is off" in out
    assert "used      in 1 run, last" in good("memory", "show", "1")
    (run,) = Path("runs").iterdir()
    assert good("show", run.name).splitlines()[:2] == ["hi", "memory is Bluetooth on?"]


def test_where_it_is_kept_is_a_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = {"HOME": "/h"}
    assert load_settings(environment=home).memory == Path("/h/.local/share/tapwright/memory.sqlite")
    assert load_settings(environment=home | {"XDG_DATA_HOME": "/d"}).memory == Path(
        "/d/tapwright/memory.sqlite"
    )
    assert load_settings(environment=home | {"TAPWRIGHT_MEMORY": "/m.db"}).memory == Path("/m.db")
    assert not load_settings(environment=home | {"TAPWRIGHT_USE_MEMORY": "false"}).use_memory
    monkeypatch.setenv("TAPWRIGHT_MEMORY", str(tmp_path / "other.sqlite"))
    good("memory", "add", "x")
    assert (tmp_path / "other.sqlite").exists()
