"""What the policy says to a Chinese goal is Chinese: the plan, what was seen, answers, what cannot be."""

import ast
import itertools
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from agent.language.intention import NotUnderstood
from agent.language.place import place
from agent.language.speech import in_chinese, speaker
from agent.language.understand import understand
from tests.table import each_row

AGENT = Path(__file__).parents[3] / "agent"
SAYS = {
    "Stuck": 0, "Done": 0, "say": 0, "NotUnderstood": 0, "Act": 1, "click": 2, "hold": 2, "write": 3,
    "Remedy": 1, "Absent": 0, "Effect": 1,
}  # fmt: skip
"""What the person hears of, by the function that is handed the sentence: the place of it there."""
NAMED = {"thought", "unclear", "reason", "told", "words", "why"}
"""The same, by the name under which it is handed on."""
BESIDE = (
    *(f"guard/{name}.py" for name in ("handover", "bound", "single")),
    *(f"node/{name}.py" for name in ("guard", "act", "decide", "ground", "reflect")),
    *(f"reflection/{name}.py" for name in ("check", "claim", "course", "expectation")),
    *(f"replay/{name}.py" for name in ("core", "effect", "recovery")),
    "perception/seek.py",
    *("reflection/stuck.py", "run/run.py", "run/control.py", "action/cursor.py", "action/perform.py"),
    *("memory/confirmation.py", "offline/learned/policy.py", "language/hint.py"),
    *(
        f"../device/{name}.py"
        for name in (
            "state/appname",
            "hand/gesture",
            "hand/textinput",
            "hand/fieldreader",
            "resident/resident",
        )
    ),
    "../models/fault.py",
)
"""Sources of which each sentence is for the person: questions, reasons, what a step came to."""
POLICY = ("language", "offline", "offline/skill", "offline/step")
"""Folders of the offline policy's sources."""
UNTOLD = {
    "Not complete yet: {}", "This leads nowhere: {}. Unless the goal asks for just this, try another way.",
    "Step {} failed ({}): {}", "Not complete yet: {}. Try: {}", "Not given up yet. {}",
    "Not certain yet, {}. {}.",
    "Show it on the screen, or do what is missing; then end again",
    "Read it with a tool or on the screen, where either can show it; "
    "make no call again that changed something; then end again",
    "The owner has answered: go by what they add.", "The owner was asked, and nobody answered: {}",
    "Step {} changed nothing ({}): {}", "Step {} changed something else ({}): {}",
    "Step {} led to the wrong page ({}): {}", "{}. Done by then: {}."
    " Go on with the goal from this screen.", "cannot record the run's questions in {}: {}",
    "cannot record the run's questions: {}", "android:id/aerr", "exceeded your current quota",
    "UiAutomation not connected",
}  # fmt: skip
"""For the model, or for a terminal's own messages."""
WORDS = (
    "甲",
    "on",
    "running",
    "timer",
    "call 王芳",
    "contact",
    "number",
    "daily",
    " (甲)",
    ": 甲",
    ' in "甲"',
)
"""What may stand in a hole: somebody's own words, or ours."""
_ENGLISH = re.compile(r"[A-Za-z]{2,}")
_NAMES = re.compile(
    r"Wi-Fi|NFC|Markor|Clipper|WLAN|adb|ASCII|ADBKeyboard|agent setup --keyboard|https|HTTP|OpenAI|token"
    r"|--reply-timeout|--model|secret:|of next week|“[^”]*”"
)


def sentences(node: ast.expr) -> list[str]:
    """The sentences that an expression can be, with `{}` for what is filled in; names are not followed."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr(values=parts):
            return ["".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in parts)]
        case ast.IfExp(body=one, orelse=other):
            return [*sentences(one), *sentences(other)]
        case ast.BoolOp(values=values):
            return [text for value in values for text in sentences(value)]
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            return [a + b for a in sentences(left) for b in sentences(right)]
        case ast.BinOp(op=ast.Mult(), left=left):
            return ["", *sentences(left)]
        case _:
            return []


def said() -> Iterator[str]:
    """All sentences in the policy that are handed to one of `SAYS`, or under one of the names of `NAMED`."""
    for path in sorted(path for folder in POLICY for path in AGENT.glob(f"{folder}/*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=name), args=args) if len(args) > SAYS.get(name, 99):
                    yield from sentences(args[SAYS[name]])
                case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in NAMED:
                    yield from (text for text in sentences(value) if text[:1].isupper() or " " in text[1:-1])
            if isinstance(node, ast.Call):
                for each in node.keywords:
                    yield from sentences(each.value) if each.arg in NAMED else ()


def beside() -> Iterator[str]:
    """All sentences of at least three words in `BESIDE`, but for errors that no run ends with."""
    for path in (AGENT / name for name in BESIDE):
        tree = ast.parse(path.read_text("utf-8"))
        passed = set[int]()
        for node in ast.walk(tree):
            match node:
                case ast.Expr(value=ast.Constant()):  # a docstring
                    passed.add(id(node.value))
                case ast.Raise() | ast.Assert():
                    is_told = re.search("ActionRejected|TextNotTyped", ast.unparse(node))
                    passed |= set() if is_told else {id(each) for each in ast.walk(node)}
                case ast.JoinedStr() | ast.BinOp():
                    passed |= {id(each) for each in ast.walk(node) if each is not node}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant | ast.JoinedStr | ast.BinOp) and id(node) not in passed:
                yield from (text for text in sentences(node) if _is_sentence(text))


def _is_sentence(text: str) -> bool:
    bare = text.replace("{}", "")
    return len(_ENGLISH.findall(bare)) > 2 and not re.search(
        r"[\\|\[]|^turn switch|^(?:agent|android|cmd|input|pm|settings)\b", bare
    )


@cache
def all_sentences() -> list[str]:
    """Those that the sources hold for the person."""
    return sorted({text for text in (*said(), *beside()) if _ENGLISH.search(text)} - UNTOLD)


def is_chinese(text: str) -> bool:
    return not _ENGLISH.search(_NAMES.sub("", text))


@each_row("sentence", all_sentences)
def test_each_sentence_has_its_chinese(sentence: str) -> None:
    count = sentence.count("{}")
    fillings = itertools.product(WORDS, repeat=min(count, 4))
    told = (in_chinese(sentence.format(*(*words, *["甲"] * 9))) for words in fillings)
    assert any(map(is_chinese, told)), sentence


def test_the_sentences_are_found_in_the_source() -> None:
    assert len(all_sentences()) > 380


def written() -> Iterator[str]:
    """What the fields are called that something is written into, in thoughts."""
    for kind in ("contact", "event", "note", "folder", "expense", "task", "recipe", "conversation"):
        yield from place(kind).fields or {}
    for path in sorted(path for folder in POLICY for path in AGENT.glob(f"{folder}/*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="write"), args=[_, ast.Constant(value=str(name)), *_]):
                    yield name


@each_row("name", written)
def test_each_field_has_its_chinese(name: str) -> None:
    assert is_chinese(in_chinese(f"{name} goes here")), in_chinese(f"{name} goes here")


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (
            'tap "Send" in SMS Messenger (its reason: The message to Bob is written: "Hi. It is on")',
            "在 SMS Messenger 里点“Send”（理由：给 Bob 的信息已写好：“Hi. It is on”）",
        ),
        (
            "tap something without a name in Phone (its reason: 10086 is dialled)",
            "在 Phone 里点一个没有名字的东西（理由：已拨 10086）",
        ),
        (
            'tap "OK" in Bank (its reason: The form is filled in): this goes to Ann, and the goal says Bob',
            "在 Bank 里点“OK”（理由：表单已填好）：这是给Ann的，而你说的是Bob",
        ),
        ("send, screen: allowed by you", "发送、屏幕文字要求的操作：你允许了"),
        ("Bluetooth is on; Wi-Fi is off", "蓝牙已打开；Wi-Fi已关闭"),
        ("蓝牙已打开. Going home", "蓝牙已打开。回主屏幕"),
        (
            "蓝牙已打开. 2023-10-15 shows; 2023-11-02 is wanted",
            "蓝牙已打开。显示的是 2023-10-15，需要的是 2023-11-02",
        ),
        ("There are several: Bob, Bobby; say which contact", "有好几个：Bob, Bobby；请说明是哪个联系人"),
        ('I found no event "Yoga"', "没有找到日程“Yoga”"),
        ('I found no contact "Bob" (phone 555)', "没有找到联系人“Bob”（电话 555）"),
    ],
)
def test_what_is_put_together_is_chinese_in_each_part(english: str, chinese: str) -> None:
    assert in_chinese(english) == chinese


def test_what_somebody_else_said_is_not_turned_in_part() -> None:
    """A model's own thought that holds a sentence like one of ours would be half English else."""
    for text in ("I see it now. Going home", "Going home. Then the shop is next; Going back"):
        assert in_chinese(text) == text


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


@each_row("goal", chinese_goals())
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


@each_row(
    ("goal", "chinese"),
    [
        ('create a note named "你好" with the text "我来了"', False),
        ("create a contact 王伟1 with phone 555 1234", False),
        ("text 王伟 hello", False),
        ("Call 王伟", False),
        ("call 李小龙", False),
        ("open 微信", False),
        ('Add "买牛奶" to my tasks', False),
        ("打开wifi", True),
        ("Wi-Fi 打开", True),
        ("打开 youtube", True),
        ("发短信给 Bob 说 hello", True),
        ("给 mom 打电话", True),
        ("Markor 里新建笔记“Hello there”", True),
        ('新建笔记"shopping list"', True),
        ("设一个 7:30 am 的闹钟", True),
        ("“你好”", True),
        ("在 Markor 里把笔记 ideas.md 移到文件夹 small", True),
        ("把 Markor 笔记 wifi_guest.txt 的内容全部换成“Hi there”，并改名为 early_basket.txt", True),
        ("在 Markor 里新建笔记 old_basket.md，内容是：Return the blue book", True),
        ("给 bob@example.com 发邮件：see you", True),
        ("打开 https://example.com/a_b", True),
        ("Wi-Fi：打开", True),
        ("Delete the note 购物.md in Markor", False),
        ("Send Bob: 你好", False),
        ("write to bob@example.com: 你好，我们明天见", False),
    ],
)
def test_a_goal_is_in_the_language_it_is_said_in_whatever_it_names(goal: str, chinese: bool) -> None:
    said = 'No note is called "x"'
    assert (speaker(goal)(said) != said) == chinese
