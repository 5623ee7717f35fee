"""Standing procedures: told in a sentence, put in where the goal calls for them and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.memory.entry import Entry
from agent.memory.procedure import MOST_STEPS, circle, expand, read_procedure, split_steps
from device.error import ConfigError


def means(cue: str, *does: str) -> Entry:
    return Entry(kind="procedure", cue=cue, does=does)


NIGHT, NIGHT_ZH = means("good night", "A", "B"), means("晚安", "甲", "乙")
KNOWN = (NIGHT, NIGHT_ZH, means("leave", "good night", "C"), means("loop", "loop", "leave"))


@pytest.mark.parametrize(
    ("told", "name", "does"),
    [
        ("When I say good night, turn on Wi-Fi; call mum", "good night", ("turn on Wi-Fi", "call mum")),
        ('whenever I say "good night" do: a; b', "good night", ("a", "b")),
        ("If I say X then do y", "X", ("y",)),
        ("When I say leave please turn off Wi-Fi, turn on NFC", "leave", ("turn off Wi-Fi", "turn on NFC")),
        ('When I say hi: text Ana "a, b; c"; go home', "hi", ('text Ana "a, b; c"', "go home")),
        ("当我说晚安的时候，就打开勿扰模式，设一个7点的闹钟", "晚安", ("打开勿扰模式", "设一个7点的闹钟")),
        ("我说出门就关闭无线网络、打开蓝牙", "出门", ("关闭无线网络", "打开蓝牙")),
        ("每当我说“出门”：关闭无线网络；打开蓝牙", "出门", ("关闭无线网络", "打开蓝牙")),
    ],
)  # fmt: skip
def test_a_procedure_is_read_from_a_sentence(told: str, name: str, does: tuple[str, ...]) -> None:
    assert read_procedure(told) == (name, does)


@pytest.mark.parametrize(
    "text", ["I say hello", "I get up at 6:45", "When I drive, use dark theme", "我喝茶"]
)
def test_other_sentences_are_no_procedures(text: str) -> None:
    assert read_procedure(text) is None


@pytest.mark.parametrize("text", ["When I say nothing", "When I say good night:", "我说晚安"])
def test_one_without_parts_is_told(text: str) -> None:
    with pytest.raises(ConfigError, match="Write: When I say X"):
        read_procedure(text)


@pytest.mark.parametrize(
    ("goal", "becomes"),
    [
        ("good night", "A; B"),
        ("  Good  Night! ", "A; B"),
        ("please do good-night", "A; B"),
        ("“good night”", "A; B"),
        ("good night, then turn on Wi-Fi", "A; B; turn on Wi-Fi"),
        ("Turn on Wi-Fi, then good night", "Turn on Wi-Fi; A; B"),
        ("晚安", "甲; 乙"),
        ("请执行晚安，然后打开蓝牙", "甲; 乙; 打开蓝牙"),
        ("打开蓝牙，然后晚安", "打开蓝牙; 甲; 乙"),
        ("leave", "A; B; C"),
        ("loop", "loop; A; B; C"),
    ],
)
def test_a_goal_that_calls_for_it_is_replaced(goal: str, becomes: str) -> None:
    expansion = expand(goal, KNOWN)
    assert expansion.goal == becomes
    assert expansion.procedures


@pytest.mark.parametrize(
    "goal",
    [
        "Text Ana good night",
        "Text Ana: sleep well; good night",
        'Text Ana "I say it now, then good night"',
        "say good night to mum",
        "good nightmare",
        "给李娜发晚安",
        "Open Settings",
        "",
    ],
)
def test_where_the_name_merely_occurs_the_goal_stays(goal: str) -> None:
    expansion = expand(goal, KNOWN)
    assert (expansion.goal, expansion.procedures) == (goal, ())


TOLD = st.tuples(st.text(max_size=8), st.lists(st.text(max_size=12), max_size=4))


@given(st.text(max_size=60), st.lists(TOLD, max_size=5))
def test_whatever_is_stored_a_goal_stays_a_goal(goal: str, told: list[tuple[str, list[str]]]) -> None:
    procedures = [means(cue, *does) for cue, does in told]
    expansion = expand(goal, procedures)
    assert expansion.procedures or expansion.goal == goal
    assert len(expansion.procedures) <= len(procedures)


def test_a_web_of_procedures_ends() -> None:
    names = [f"n{place}" for place in range(8)]
    web = [means(name, *names) for name in names]
    assert len(split_steps(expand("n0", web).goal)) <= MOST_STEPS


@pytest.mark.parametrize(
    ("told", "path"),
    [
        (means("loop", "do loop"), ("loop", "loop")),
        (means("loop", "turn on Wi-Fi, then loop"), ("loop", "loop")),
        (means("good night", "leave"), ("good night", "leave", "good night")),
        (means("n0", "n1"), ("n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n0")),
        (means("good night", "text Ana good night"), ()),
        (means("home", "leave", "leave"), ()),
    ],
)
def test_a_procedure_that_leads_to_itself_is_found(told: Entry, path: tuple[str, ...]) -> None:
    ring = [means(f"n{place}", f"n{(place + 1) % 8}") for place in range(1, 8)]
    assert circle(told, [means("leave", "good night", "C"), *ring]) == path


EXPENSE = means("Note {amount} dollars for {cost}", "Add an expense {cost} of {amount} dollars")


@pytest.mark.parametrize(
    ("goal", "becomes"),
    [
        ("Note 9.07 dollars for Bus ticket", "Add an expense Bus ticket of 9.07 dollars"),
        ("note  12 dollars for tea; then rest. ", "Add an expense tea; then rest of 12 dollars"),
        ("Note dollars for tea", "Note dollars for tea"),
        ("Please do what I said: Note 1 dollars for tea", "Please do what I said: Note 1 dollars for tea"),
    ],
)  # fmt: skip
def test_a_name_with_places_is_called_by_a_goal_that_is_worded_so(goal: str, becomes: str) -> None:
    assert expand(goal, [EXPENSE]).goal == becomes


def test_places_work_in_chinese_and_whatever_the_quotes_are() -> None:
    wake = means("叫我{time}起床", "设一个{time}的闹钟")
    assert expand("叫我7:30起床。", [wake]).goal == "设一个7:30的闹钟"
    write = means('Write "{text}" down', "Note {text}")
    assert expand("write “a, b” down", [write]).goal == "Note a, b"


def test_places_alone_are_no_name_and_one_named_twice_holds_the_same() -> None:
    assert expand("anything at all", [means("{a} {b}", "{b}")]).goal == "anything at all"
    twice = means("swap {a} for {a}", "keep {a}")
    assert expand("swap x for x", [twice]).goal == "keep x"
    assert expand("swap x for y", [twice]).goal == "swap x for y"


@given(value=st.text(min_size=1).filter(lambda text: text == text.strip().strip(" .!?。！？") != ""))
def test_a_value_is_taken_over_as_it_stands(value: str) -> None:
    assert expand(f"Note 5 dollars for {value}", [EXPENSE]).goal in (
        f"Add an expense {value} of 5 dollars",
        f"Note 5 dollars for {value}",
    )
