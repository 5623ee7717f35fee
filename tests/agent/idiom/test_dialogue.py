"""Models that are asked in their own language see their past as their makers' code shows it to them."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from agent.idiom.idiom import IDIOMS
from models.profile import profile_of
from tests.agent.idiom.talk import Part, Said, Speaker, Talking, urls, words
from tests.models.server import Answer

GOLDEN = Path(__file__).parent / "golden"
QUESTION = "Which device?"
NOWHERE = "Device Centre"


def tars(thought: str, action: str) -> str:
    return f"Thought: {thought}\nAction: {action}"


def mai(thought: str, **arguments: object) -> str:
    call = json.dumps({"name": "mobile_use", "arguments": arguments})
    return f"<thinking>\n{thought}\n</thinking>\n<tool_call>\n{call}\n</tool_call>"


def owl15(sentence: str, **arguments: object) -> str:
    call = json.dumps({"name": "mobile_use", "arguments": arguments})
    return f"Action: {sentence}\n<tool_call>\n{call}\n</tool_call>"


def owl(thought: str, sentence: str, **arguments: object) -> str:
    return f"{mai(thought, **arguments)}\n<conclusion>\n{sentence}\n</conclusion>"


@dataclass(frozen=True)
class Talk:
    """Six turns of one model, and what the published code makes of such six."""

    model: str
    replies: tuple[str | Answer, ...]
    shape: str
    """The messages on the sixth: who says it, and `t` for a text, the number of the turn for a screenshot."""
    tags: tuple[str, ...]
    """What the published system text, or the first message, has of signatures and tags."""
    echoes: tuple[str, ...]
    """Earlier replies, or what is told of them, as the published code sends them again."""


# Facts from: bytedance/UI-TARS-desktop@239b6544 packages/ui-tars/sdk/src/{GUIAgent,utils}.ts and
# packages/ui-tars/shared/src/constants/vlm.ts; bytedance/UI-TARS@582f3a7e codes/ui_tars/prompt.py,
# README_v1.md, README_deploy.md, data/training_example.json (a system message, box tokens).
UI_TARS = Talk(
    "ui-tars-1.5-7b",
    (
        tars("Settings first.", "open_app(app_name='Settings')"),
        tars("The title may open it.", "click(start_box='(506,30)')"),
        tars("I must ask.", f"call_user(question='{QUESTION}')"),
        tars("There may be an app.", f"open_app(app_name='{NOWHERE}')"),
        tars("Connected devices.", "click(start_box='(404,843)')"),
        tars("There it is.", "finished(content='')"),
    ),
    "s:t u:t a:t u:2 a:t u:3 a:t u:4 a:t u:5 a:t u:6",
    (
        "## Output Format\n```\nThought: ...\nAction: ...\n```",
        "## Action Space\nclick(start_box='<|box_start|>(x1,y1)<|box_end|>')\n",
        "\nlong_press(start_box='<|box_start|>(x1,y1)<|box_end|>')\n",
        "\ntype(content='')",
        "\nscroll(start_box='<|box_start|>(x1,y1)<|box_end|>', direction='down or up or right or left')\n",
        "\nopen_app(app_name='')\n",
        "\ndrag(start_box='<|box_start|>(x1,y1)<|box_end|>', end_box='<|box_start|>(x3,y3)<|box_end|>')\n",
        "\npress_home()\npress_back()\nwait()\nfinished(content=",
        "\n## Note\n",
        "\n## User Instruction\nLook at the device I mean\n",
    ),
    ("Thought: The title may open it.\nAction: click(start_box='<|box_start|>(506,30)<|box_end|>')",),
)
# Tongyi-MAI/MAI-UI@4dd07b9e src/mai_naivigation_agent.py, src/prompt.py and
# tests/output_messages/test_build_messages_with_5_history_steps.json.
MAI_UI = Talk(
    "MAI-UI-8B",
    (
        mai("Settings first.", action="open", text="Settings"),
        mai("The title may open it.", action="click", coordinate=[463, 12]),
        mai("I must ask.", action="ask_user", text=QUESTION),
        mai("There may be an app.", action="open", text=NOWHERE),
        mai("Connected devices.", action="click", coordinate=[370, 349]),
        mai("There it is.", action="terminate", status="success"),
    ),
    "s:t u:t a:t a:t a:t u:4 a:t u:5 a:t u:6",
    (
        "## Output Format\n",
        "<thinking>\n...\n</thinking>\n<tool_call>\n",
        '{"name": "mobile_use", "arguments": <args-json-object>}\n</tool_call>\n',
        "## Action Space\n",
        '\n{"action": "click", "coordinate": [x, y]}\n',
        '\n{"action": "long_press", "coordinate": [x, y]}\n{"action": "type", "text": ""}\n',
        '\n{"action": "swipe", "direction": "up or down or left or right", "coordinate": [x, y]}',
        '\n{"action": "open", "text": "app_name"}\n',
        '\n{"action": "drag", "start_coordinate": [x1, y1], "end_coordinate": [x2, y2]}\n',
        '\n{"action": "system_button", "button": "button_name"}',
        '\n{"action": "wait"}\n{"action": "terminate", "status": "success or fail"}\n',
        '\n{"action": "answer", "text": "xxx"}',
        '\n{"action": "ask_user", "text": "xxx"}',
        "\n## Note\n",
        '\n- Available Apps: `["',
    ),
    (
        "<thinking>\nThe title may open it.\n</thinking>\n<tool_call>\n"
        '{"name":"mobile_use","arguments":{"action":"click","coordinate":[463,12]}}\n</tool_call>',
    ),
)
# X-PLUG/MobileAgent@11cea575 Mobile-Agent-v3.5/mobile_use/utils.py.
_MOBILE_USE = (
    '<tools>\n{"type": "function", "function": {"name_for_human": "mobile_use", "name": "mobile_use", ',
    '"args_format": "Format the arguments as a JSON object."}}\n</tools>',
    '<tool_call>\n{"name": <function-name>, "arguments": <args-json-object>}\n</tool_call>',
    '"status": {"description": "for terminate", "type": "string", "enum": ["success", "failure"]}',
)
GUI_OWL_15 = Talk(
    "GUI-Owl-1.5-8B-Instruct",
    (
        owl15("Open Settings.", action="open", text="Settings"),
        owl15("Tap the title.", action="click", coordinate=[463, 12]),
        owl15("Ask the owner.", action="interact", text=QUESTION),
        owl15("Open the app for devices.", action="open", text=NOWHERE),
        owl15("Tap Connected devices.", action="click", coordinate=[370, 350]),
        owl15("Finish.", action="terminate", status="success"),
    ),
    "s:t u:t2 a:t u:3 a:t u:4 a:t u:5 a:t u:6",
    (
        *_MOBILE_USE,
        "The screen's resolution is 1000x1000.",
        "# Response format\n",
        "\nInstruction: Today's date is: 2023-10-15 Sunday.",
        "\n\nPrevious actions:\nStep 1: Open Settings.",
    ),
    (owl15("Tap the title.", action="click", coordinate=[463, 12]),),
)
# The same, Mobile-Agent-v3/android_world_v3/android_world/agents/{gui_owl,mobile_agent_utils_new}.py.
GUI_OWL = Talk(
    "GUI-Owl-7B",
    (
        owl("Settings first.", "Open Settings.", action="open", text="Settings"),
        owl("The title may open it.", "Tap the title.", action="click", coordinate=[506, 30]),
        owl("I must ask.", "Ask the owner.", action="interact", text=QUESTION),
        owl("There may be an app.", "Open the app for devices.", action="open", text=NOWHERE),
        owl("There.", "Tap Connected devices.", action="click", coordinate=[404, 843]),
        owl("There it is.", "Finish.", action="terminate", status="success"),
    ),
    "s:t u:t6",
    (
        *_MOBILE_USE,
        "The screen's resolution is 1092x2408.",
        "\nThe user query: Look at the device I mean\n",
        "\nTask progress (",
        "<thinking></thinking>",
        "<conclusion></conclusion>",
    ),
    (": Step 1: Open Settings.; Step 2: Tap the title.; Step 3: Ask the owner.; Step 4: Open the app",),
)
# zai-org/Open-AutoGLM@6b18d7be phone_agent/agent.py, phone_agent/model/client.py,
# phone_agent/config/prompts_{en,zh}.py.
AUTOGLM = Talk(
    "autoglm-phone-9b-multilingual",
    (
        '<think>Settings first.</think>\n<answer>do(action="Launch", app="Settings")</answer>',
        'The title may open it.\ndo(action="Tap", element=[463,12])',
        Answer(f'do(action="Interact", message="{QUESTION}")', thoughts="I must ask."),
        f'<think>\nThere may be an app.\n</think>\n<answer>\ndo(action="Launch", app="{NOWHERE}")\n</answer>',
        '<think>Connected devices.</think><answer>do(action="Tap", element=[370,349])</answer>',
        '<think>There it is.</think><answer>finish(message="")</answer>',
    ),
    "s:t u:t a:t u:t a:t u:t a:t u:t a:t u:t a:t u:6t",
    (
        "The current date: 2023-10-15, Sunday\n",
        "<think>{think}</think>\n<answer>{action}</answer>",
        'do(action="Launch", app="xxx")',
        'do(action="Tap", element=[x,y])',
        'do(action="Type", text="xxx")',
        'do(action="Swipe", start=[x1,y1], end=[x2,y2])',
        'do(action="Long Press", element=[x,y])',
        'do(action="Double Tap", element=[x,y])',
        'do(action="Take_over", message="xxx")',
        'do(action="Wait", duration="x seconds")',
        'finish(message="xxx")',
        "(0,0)",
        "(999,999)",
    ),
    (
        '<think>The title may open it.</think><answer>do(action="Tap", element=[463,12])</answer>',
        f'<think>I must ask.</think><answer>do(action="Interact", message="{QUESTION}")</answer>',
        f'<think>There may be an app.</think><answer>do(action="Launch", app="{NOWHERE}")</answer>',
        '** Screen Info **\n\n{"current_app": "Settings"}',
    ),
)
TALKS = {
    "ui-tars": UI_TARS,
    "mai-ui": MAI_UI,
    "gui-owl-1.5": GUI_OWL_15,
    "gui-owl": GUI_OWL,
    "autoglm": AUTOGLM,
}
SEEN = {"ui-tars": 5, "mai-ui": 3, "gui-owl-1.5": 5, "gui-owl": 1, "autoglm": 1}


def shape(messages: list[Said]) -> str:
    """Who says what, as `Talk.shape` has it."""
    return " ".join(
        f"{role[0]}:{''.join('t' if isinstance(part, str) else str(part) for part in parts)}"
        for role, parts in messages
    )


APPS = re.compile(r'(Available Apps: )`\["Audio Recorder", [^`]*]`')
"""Whatever apps the phone inside has: a new one changes no transcript."""


@pytest.mark.parametrize("name", sorted(TALKS))
def test_the_sixth_turn_is_as_in_the_golden_transcript(name: str, talk: Talking) -> None:
    talk(TALKS[name].model, speaker := Speaker(*TALKS[name].replies))
    heard = APPS.sub(r'\1`["Audio Recorder", "..."]`', written(speaker.heard(6)))
    assert heard == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def written(messages: list[Said]) -> str:
    """Messages as the golden files have them: who says it, the texts, and the turn of each screenshot."""
    lines: list[str] = []
    for role, parts in messages:
        lines += [
            f"=== {role}",
            *(part if isinstance(part, str) else f"[screenshot {part}]" for part in parts),
        ]
    return "\n".join(lines) + "\n"


def golden(name: str) -> list[Said]:
    """The messages of a golden file."""
    text = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    messages: list[Said] = []
    for one in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]:
        role, _, body = one.partition("\n")
        parts: list[Part] = []
        for number, piece in enumerate(re.split(r"^\[screenshot ([0-9]+)\]\n", body, flags=re.MULTILINE)):
            parts += [int(piece)] if number % 2 else [piece.removesuffix("\n")] if piece else []
        messages.append((role, tuple(parts)))
    return messages


HEARD = (
    "Step 2 changed nothing (click ",
    f'The owner adds: the speaker (to the question "{QUESTION}")',
    "The owner has answered: go by what they add.",
    f'Step 4 failed (open_app "{NOWHERE}"): no app called ',
)


@pytest.mark.parametrize("name", sorted(TALKS))
def test_a_golden_transcript_is_what_the_published_code_sends(name: str) -> None:
    """But for what the run adds, which stands on lines of its own in the user's next turn."""
    facts, said = TALKS[name], golden(name)
    own = [(role, tuple(part for part in parts if not str(part).startswith(HEARD))) for role, parts in said]
    assert shape([message for message in own if message[1]]) == facts.shape
    assert sum(isinstance(part, int) for _, parts in said for part in parts) == SEEN[name]
    assert IDIOMS[profile_of(facts.model).idiom].pictures == SEEN[name]
    for tag in (*facts.tags, *facts.echoes):
        assert tag in words(said), tag


@pytest.mark.parametrize("name", sorted(set(TALKS) - {"gui-owl"}))
def test_what_the_run_adds_is_a_plain_line_of_the_next_turn(name: str) -> None:
    lines = words(golden(name)).splitlines()
    assert all(any(line.startswith(added) for line in lines) for added in HEARD[IDIOMS[name].turns == 4 :])


# -- what a context that is too small leaves of it ----------------------------------------------------------
class Narrow(Speaker):
    """A server that takes no more pictures, and in a decision no more letters, than this."""

    def __init__(self, *replies: str | Answer, pictures: int = 9, letters: int = 99_999) -> None:
        super().__init__(*replies)
        self.most = pictures, letters
        self.rejected = 0

    def answer(self, request: dict[str, Any]) -> Answer:
        pictures, letters = self.most
        error = ""
        if len(urls(request)) > pictures:
            error = f"At most {pictures} image(s) may be provided in one prompt."
        elif "response_format" not in request and len(words_of(request)) > letters:
            error = f"This model's maximum context length is {letters} tokens."
        self.rejected += bool(error)
        return Answer(status=400, error={"message": error}) if error else super().answer(request)


def words_of(request: dict[str, Any]) -> str:
    contents = [message["content"] for message in request["messages"]]
    return "".join(
        content if isinstance(content, str) else "".join(part.get("text", "") for part in content)
        for content in contents
    )


@pytest.mark.parametrize("name", ["ui-tars", "mai-ui", "gui-owl-1.5"])
def test_a_server_that_takes_one_picture_gets_the_turns_without_theirs(name: str, talk: Talking) -> None:
    speaker = Narrow(*TALKS[name].replies, pictures=1)
    assert talk(TALKS[name].model, speaker).ended.steps == 6
    sixth = speaker.heard(6)
    assert [part for _, parts in sixth for part in parts if isinstance(part, int)] == [6]
    assert sum(role == "assistant" for role, _ in sixth) == (4 if name == "gui-owl-1.5" else 5)
    assert speaker.rejected <= 2, "it is not asked for as much again"


def test_a_small_context_drops_older_turns_then_the_picture(talk: Talking) -> None:
    whole = Narrow(*UI_TARS.replies)
    talk(UI_TARS.model, whole)
    bare, full = len(words_of(whole.turns[0])), len(words_of(whole.turns[5]))
    small = Narrow(*UI_TARS.replies, pictures=1, letters=(bare + full) // 2)
    assert talk(UI_TARS.model, small).ended.steps == 6
    replies = [sum(role == "assistant" for role, _ in small.heard(turn)) for turn in range(1, 7)]
    assert replies[0] == 0
    assert 0 < max(replies) <= 5
    assert replies[5] < 5
    blind = Narrow(*UI_TARS.replies, pictures=0)
    assert talk(UI_TARS.model, blind).ended.steps == 6
    assert "There is no picture of this screen." in words(blind.heard(6))


def test_what_the_owner_added_outlasts_the_turn_that_it_was_heard_in(talk: Talking) -> None:
    line = f'The owner adds: the speaker (to the question "{QUESTION}")'
    replies = (*GUI_OWL_15.replies[:5], *GUI_OWL_15.replies[1:5], GUI_OWL_15.replies[5])
    talk(GUI_OWL_15.model, speaker := Speaker(*replies))
    assert len(speaker.turns) == 10
    for turn in range(4, 11):
        assert line in words(speaker.heard(turn)).splitlines(), turn
