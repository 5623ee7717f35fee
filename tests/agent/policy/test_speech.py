"""What the policy says to a Chinese goal is Chinese: the plan, what was seen, answers, what cannot be."""

import ast
import itertools
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.policy.intention import NotUnderstood
from agent.policy.speech import in_chinese, speaker
from agent.policy.understand import understand

POLICY = Path(__file__).parents[3] / "agent" / "policy"
SAYS = {"Stuck": 0, "Done": 0, "say": 0}
"""What the person hears of, by the function that is handed the sentence."""
WORDS = ("甲", "on", "timer", "call 王芳", "contact", "number")
"""What may stand in a hole: somebody's own words, or ours."""
_ENGLISH = re.compile(r"[A-Za-z]{2,}")
_NAMES = re.compile(r"Wi-Fi|NFC|Markor|Clipper|WLAN")


def sentences(node: ast.expr) -> list[str]:
    """The sentences that an expression can be, with `{}` for what is filled in; names are not followed."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr(values=parts):
            return ["".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in parts)]
        case ast.IfExp(body=one, orelse=other):
            return [*sentences(one), *sentences(other)]
        case ast.BinOp(left=left, right=right):
            return [a + b for a in sentences(left) for b in sentences(right)]
        case _:
            return []


def said() -> Iterator[str]:
    """All sentences in the source that are handed to one of `SAYS`, directly or under the name `told`."""
    for path in sorted(POLICY.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=name), args=[first, *_]) if name in SAYS:
                    yield from sentences(first)
                case ast.Assign(targets=[ast.Name(id="told" | "words")], value=value):
                    yield from (text for text in sentences(value) if text[:1].isupper() or "{} wrote" in text)


SENTENCES = sorted({text for text in said() if _ENGLISH.search(text)})


def is_chinese(text: str) -> bool:
    return not _ENGLISH.search(_NAMES.sub("", text))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_sentence_has_its_chinese(sentence: str) -> None:
    count = sentence.count("{}")
    fillings = itertools.product(WORDS, repeat=min(count, 4))
    told = [in_chinese(sentence.format(*(*words, *["甲"] * 9))) for words in fillings]
    assert any(is_chinese(text) for text in told), told[0]


def test_the_sentences_are_found_in_the_source() -> None:
    assert len(SENTENCES) > 150


def chinese_goals() -> list[str]:
    table = tomllib.loads(Path(__file__).with_name("phrasing.toml").read_text("utf-8"))
    goals = (goal for rows in table.values() for goal in rows)
    settings = [
        "打开蓝牙",
        "把亮度调到50%",
        "调高音量",
        "设晚上七点和八点的闹钟",
        "关闭所有闹钟",
        "删除7:30的闹钟",
        "回到主屏幕",
    ]
    return [*(goal for goal in goals if re.search("[\u4e00-\u9fff]", goal)), *settings]


@pytest.mark.parametrize("goal", chinese_goals())
def test_the_plan_is_in_the_goals_language(goal: str) -> None:
    understood = understand(goal)
    assert not isinstance(understood, NotUnderstood)
    for part in map(str, understood):
        own = set(_ENGLISH.findall(goal)) | set(re.findall(r'"([^"]*)"', part))
        told = speaker(goal)(part)
        left = [
            word for word in _ENGLISH.findall(_NAMES.sub("", told)) if word.lower() not in str(own).lower()
        ]
        assert not left, (part, told)


def test_what_others_wrote_stays_as_it_is() -> None:
    for text in ("The call has ended", "Bluetooth is on; turn on Wi-Fi", "today"):
        assert in_chinese(f'Bob wrote: "{text}".') == f"Bob写道：“{text}”。"
        assert in_chinese(f'The note says: "{text}"') == f"笔记写着：“{text}”"
        assert text in in_chinese(f'send "{text}" to Bob')
    assert in_chinese("something that nobody here says") == "something that nobody here says"


def test_an_english_goal_is_answered_in_english() -> None:
    assert speaker("Is Bluetooth on?")("Bluetooth is on") == "Bluetooth is on"
    assert speaker("蓝牙开着吗")("Bluetooth is on.") == "蓝牙已打开。"
