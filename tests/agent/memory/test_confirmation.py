"""What the person said when asked: a hint for the next time, to the like of it only."""

import time

import pytest

from agent.action.action import CallTool, InputText
from agent.memory.confirmation import confirmation, hint
from agent.memory.entry import Entry
from agent.run.step import Permit, Step
from tests.agent.memory.made import asked, confirmed

YES = confirmed("Send SMS", "Marc Dubois", "yes", allowed=True)
NO = confirmed("Send SMS", "Marc Dubois", "no", allowed=False)
NOON = time.mktime((2026, 5, 4, 12, 0, 0, 0, 0, -1))


def kept(step: Step, at: float = NOON) -> Entry:
    entry = confirmation(step, "Tell Marc I am late", "run-1", at)
    assert entry is not None
    return entry


def test_what_was_said_is_kept_with_what_it_was_about() -> None:
    entry = kept(YES)
    assert (entry.cue, entry.classes, entry.allowed) == ("Send SMS · Marc Dubois", ("send",), True)
    assert (
        entry.told == '(earlier) For "Tell Marc I am late" the owner allowed (send): Send SMS · Marc Dubois'
    )
    assert "the owner refused (send)" in kept(NO).told
    said = kept(asked("Which Marc?", "Dubois"))
    assert said.told == "(earlier) Asked: Which Marc? The owner said: Dubois"
    assert said.package == "", "an answer holds in whichever app it was given"


def test_a_page_without_a_title_is_called_by_its_app() -> None:
    bare = {"package": "com.arduia.expense", "activity": "com.arduia.expense.ui.MainActivity"}
    step = YES.model_copy(update={**bare, "page": "com.arduia.expense: MainActivity"})
    assert kept(step).cue == "Send SMS · Pro Expense"
    titled = YES.model_copy(update={**bare, "page": "com.arduia.expense: Expense Logs"})
    assert kept(titled).cue == "Send SMS · Expense Logs"


def test_it_is_told_at_the_next_question_like_it() -> None:
    assert hint([kept(YES)], YES, ("send",)) == 'you allowed the like on 2026-05-04 for "Tell Marc I am late"'
    both = hint([kept(YES), kept(NO)], YES, ("send", "payment"))
    assert both == "; ".join(
        f'you {word} the like on 2026-05-04 for "Tell Marc I am late"' for word in ("allowed", "refused")
    )


@pytest.mark.parametrize(
    ("step", "classes"),
    [
        (confirmed("Send SMS", "Marc Albers", "yes", allowed=True), ("send",)),
        (confirmed("Send MMS", "Marc Dubois", "yes", allowed=True), ("send",)),
        (confirmed("Send SMS", "Marc Dubois", "yes", allowed=True, package="b.sms"), ("send",)),
        (YES, ("delete",)),
    ],
)
def test_another_action_gets_no_hint(step: Step, classes: tuple[str, ...]) -> None:
    assert hint([kept(YES)], step, classes) == ""


def test_what_was_typed_is_not_kept() -> None:
    step = YES.model_copy(update={"action": InputText(text="my own words")})
    assert "my own words" not in kept(step).model_dump_json()


def order(tool: str, *classes: str) -> Step:
    """A yes to a call, made over the home screen."""
    update = {
        "action": CallTool(name=tool, arguments={"item": "eggs for Ann"}),
        "grounding": (),
        "package": "com.google.android.apps.nexuslauncher",
        "page": "com.google.android.apps.nexuslauncher: Sun, Oct 15",
        "permit": Permit(by="person", allowed=True, classes=classes, answer="yes"),
    }
    return YES.model_copy(update=update)


def test_a_call_is_kept_as_that_call_and_not_with_what_was_on_the_screen() -> None:
    entry = kept(order("pantry_order", "purchase", "outside"))
    assert entry.told.endswith("the owner allowed (purchase, outside): calling pantry_order")
    assert (entry.package, "Oct" in entry.model_dump_json()) == ("", False)
    assert "eggs for Ann" not in entry.model_dump_json(), "as what was typed"


@pytest.mark.parametrize(
    ("tool", "classes", "is_told"),
    [
        ("pantry_order", ("purchase", "outside"), True),
        ("pantry_wait", ("purchase", "outside"), False),
        ("pantry_order", ("outside",), False),
        ("pantry_order", ("delete", "outside"), False),
    ],
)
def test_the_like_of_a_call_is_the_same_tool_doing_the_same(
    tool: str, classes: tuple[str, ...], is_told: bool
) -> None:
    before = kept(order("pantry_order", "purchase", "outside"))
    assert bool(hint([before], order(tool, *classes), classes)) is is_told
    on_screen = kept(YES.model_copy(update={"page": "a.sms: calling pantry_order", "grounding": ()}))
    assert not hint([on_screen], order("pantry_order", "send"), ("send",))
