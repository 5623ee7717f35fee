"""Replies as action models give them, in their own forms, become our actions."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.action.action import (
    Action,
    Answer,
    AskUser,
    Click,
    DoubleTap,
    Drag,
    InputText,
    KeyboardEnter,
    LongPress,
    NavigateBack,
    NavigateHome,
    Note,
    OpenApp,
    Scroll,
    Status,
    Swipe,
    TakeOver,
    Wait,
)
from agent.brain.brain import View
from agent.brain.modelbrain import ModelBrain
from agent.brain.prompt import FOLDER
from agent.idiom.idiom import IDIOMS, read
from agent.role.decide import Deciding
from device.screen import Observation
from grounding.target import Target
from models.endpoint import OpenAIModel
from models.error import BadReply
from models.profile import profiles
from models.reply import Reply, Usage
from tests.models import server
from tests.models.server import serving
from tests.table import each_row


def at(x: float, y: float) -> Target:
    return Target(point=(x, y))


def owl(**arguments: object) -> str:
    call = json.dumps({"name": "mobile_use", "arguments": arguments}, ensure_ascii=False)
    return f"<thinking>because</thinking>\n<tool_call>\n{call}\n</tool_call>\n<conclusion>done</conclusion>"


MOBILE_USE: list[tuple[str, tuple[Action, ...]]] = [
    (owl(action="click", coordinate=[500, 250]), (Click(target=at(500, 250)),)),
    (owl(action="click", coordinate=[10, 20, 30, 40]), (Click(target=at(20, 30)),)),
    (owl(action="long_press", coordinate=[1, 2], time=2), (LongPress(target=at(1, 2)),)),
    (owl(action="double_click", coordinate=[1, 2]), (DoubleTap(target=at(1, 2)),)),
    (
        owl(action="swipe", coordinate=[5, 900], coordinate2=[5, 100]),
        (Swipe(start=at(5, 900), end=at(5, 100)),),
    ),
    (owl(action="swipe", direction="up"), (Swipe(direction="up"),)),
    (owl(action="swipe", direction="up", coordinate=[5, 6]), (Swipe(direction="up", start=at(5, 6)),)),
    (
        owl(action="drag", start_coordinate=[1, 2], end_coordinate=[3, 4]),
        (Drag(start=at(1, 2), end=at(3, 4)),),
    ),
    (owl(action="type", text="it's (10, 20)"), (InputText(text="it's (10, 20)"),)),
    (owl(action="system_button", button="Back"), (NavigateBack(),)),
    (owl(action="system_button", button="enter"), (KeyboardEnter(),)),
    (owl(action="open", text="设置"), (OpenApp(app_name="设置"),)),
    (owl(action="wait", time=300), (Wait(seconds=60.0),)),
    (owl(action="answer", text="42"), (Answer(text="42"), Status(goal_status="complete", reason="42"))),
    (owl(action="interact", text="Which Ann?"), (AskUser(question="Which Ann?"),)),
    (owl(action="take_note", text="code 12"), (Note(text="code 12"),)),
    (owl(action="terminate", status="success"), (Status(goal_status="complete"),)),
    (owl(action="terminate", status="failure"), (Status(goal_status="infeasible"),)),
    ('Action: tap it\n{"action": "click", "coordinate": [7, 8]}', (Click(target=at(7, 8)),)),
]
TARS: list[tuple[str, tuple[Action, ...]]] = [
    ("Thought: off\nAction: click(start_box='(197,525)')", (Click(target=at(197, 525)),)),
    ("Action: click(start_box='<|box_start|>(197,525)<|box_end|>')", (Click(target=at(197, 525)),)),
    ("Action: click(point='<point>510 150</point>')", (Click(target=at(510, 150)),)),
    ("Action: long_press(start_box='[10,20,30,40]')", (LongPress(target=at(20, 30)),)),
    ("Action: type(content='it's, well, (fine)')", (InputText(text="it's, well, (fine)"),)),
    ("Action: type(content='hello\\n')", (InputText(text="hello"), KeyboardEnter())),
    ("Action: type(content='start_box=1')", (InputText(text="start_box=1"),)),
    (
        "Action: scroll(start_box='(5,6)', direction='down')",
        (Scroll(direction="down", target=at(5, 6)),),
    ),
    ("Action: scroll(direction='up')", (Scroll(direction="up"),)),
    ("Action: drag(start_box='(1,2)', end_box='(3,4)')", (Drag(start=at(1, 2), end=at(3, 4)),)),
    ("Action: open_app(app_name='Clock')", (OpenApp(app_name="Clock"),)),
    ("Action: press_home()", (NavigateHome(),)),
    ("Action: press_back()", (NavigateBack(),)),
    ("Action: wait()", (Wait(seconds=2.0),)),
    ("Action: finished(content='')", (Status(goal_status="complete"),)),
    (
        "Action: finished(content='It is 7:30')",
        (Answer(text="It is 7:30"), Status(goal_status="complete", reason="It is 7:30")),
    ),
]
GLM: list[tuple[str, tuple[Action, ...]]] = [
    ('<think>打开</think><answer>do(action="Launch", app="设置")</answer>', (OpenApp(app_name="设置"),)),
    ('do(action="Tap", element=[499,210])', (Click(target=at(499, 210)),)),
    ('do(action="Tap", element=[499,210], message="pay")', (Click(target=at(499, 210)),)),
    ('do(action="Double Tap", element=[4,2])', (DoubleTap(target=at(4, 2)),)),
    ('do(action="Swipe", start=[500,800], end=[500,200])', (Swipe(start=at(500, 800), end=at(500, 200)),)),
    ('do(action="Type", text="a "quoted" word")', (InputText(text='a "quoted" word', clear=True),)),
    ('do(action="Wait", duration="3 seconds")', (Wait(seconds=3.0),)),
    ('do(action="Take_over", message="log in")', (TakeOver(reason="log in"),)),
    (
        'finish(message="好了")',
        (Answer(text="好了"), Status(goal_status="complete", reason="好了")),
    ),
]
REPLIES = [
    (idiom, text, actions)
    for idiom, table in (("mai-ui", MOBILE_USE), ("ui-tars", TARS), ("autoglm", GLM))
    for text, actions in table
]


@each_row(("idiom", "text", "actions"), REPLIES)
def test_a_reply_is_read(idiom: str, text: str, actions: tuple[Action, ...]) -> None:
    assert IDIOMS[idiom].read(text).actions == actions


WHY = 'Not do(action="Back"), home.'


@pytest.mark.parametrize(
    ("model", "text", "apart"),
    [
        ("autoglm-phone-9b", f'<think>{WHY}</think>\n<answer>do(action="Home")</answer>', None),
        ("autoglm-phone-9b", 'do(action="Home")', WHY),
        ("mai-ui-8b", owl(action="system_button", button="Home").replace("because", WHY), None),
        ("gui-owl-7b", owl(action="system_button", button="Home").replace("<thinking>because", WHY), None),
    ],
)
def test_a_thought_comes_through_from_the_server_to_the_decision(
    model: str, text: str, apart: str | None
) -> None:
    with serving(server.Answer(text, thoughts=apart)) as served:
        asked = OpenAIModel(model, base_url=served.url)
        screen = Observation(None, (), "a.b", "a.b.Main", False, (1080, 2400))
        said = ModelBrain(asked).think(Deciding(View("go home", screen))).value
        asked.close()
    assert said.actions == (NavigateHome(),)
    assert said.thought == WHY


def test_the_thought_is_kept() -> None:
    assert IDIOMS["mai-ui"].read(MOBILE_USE[0][0]).thought == "because"
    assert IDIOMS["ui-tars"].read("Thought: Wi-Fi is off.\nAction: press_back()").thought == "Wi-Fi is off."
    assert IDIOMS["autoglm"].read(GLM[0][0]).thought == "打开"
    assert IDIOMS["autoglm"].read(GLM[2][0]).thought == "(pay)"


@pytest.mark.parametrize("idiom", sorted(IDIOMS))
@pytest.mark.parametrize(
    "text",
    ["", "I am sorry, I can't", "click", "do(action=)", '<tool_call>{"name": "mobile_use"}</tool_call>',
     owl(action="click"), owl(action="fly"), "Action: click()", 'do(action="Tap")', 'do(action="Fly")',
     "Action: scroll(direction='sideways')", owl(action="system_button", button="Menu")],
)  # fmt: skip
def test_what_is_no_action_is_told_to_the_model(idiom: str, text: str) -> None:
    with pytest.raises(BadReply) as told:
        read(IDIOMS[idiom], Reply(text, Usage(calls=1), text, 0.1))
    assert str(told.value)
    assert told.value.usage.calls == 1


@given(st.text(max_size=300))
def test_any_text_is_an_action_or_a_plain_complaint(text: str) -> None:
    for idiom in IDIOMS:
        for said in (
            text,
            f"do(action={text})",
            f"Action: type(content='{text}')",
            owl(action=text, text=text),
        ):
            with contextlib.suppress(ValueError):
                assert IDIOMS[idiom].read(said).actions


PLAIN = st.characters(codec="utf-8", exclude_characters="\\\n'\"“”")


@given(st.text(alphabet=PLAIN, min_size=1, max_size=60))
def test_what_is_typed_comes_through(text: str) -> None:
    said = text.strip()
    if said:
        for idiom, reply in (
            ("ui-tars", f"Action: type(content='{said}')"),
            ("autoglm", f'do(action="Type", text="{said}")'),
            ("mai-ui", owl(action="type", text=said)),
        ):
            typed = IDIOMS[idiom].read(reply).actions[0]
            assert isinstance(typed, InputText)
            if "=" not in said:
                assert typed.text == said


def test_every_idiom_has_a_prompt_and_a_reader() -> None:
    named = {profile.idiom for profile in profiles()} - {"json"}
    assert named == set(IDIOMS) == {path.stem for path in (FOLDER / "idiom").glob("*.md")}
