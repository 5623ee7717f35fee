import pytest

from agent.action.action import Click, NavigateBack, OpenApp, Status
from agent.language.speech import speaker
from agent.run.event import Ended
from agent.run.note import UNHEARD
from agent.run.status import Cause
from agent.run.step import Permit, Saying, Spot, Step
from device.screen import Point
from grounding.target import Target
from models.reply import Usage
from tests.boot import fresh_phone
from ui.change import changes
from ui.words import clean, mark, minute, remarks, spoken, thought, verdict, voices, what


@pytest.mark.parametrize(
    "text", ["\x1b[2Jgone", "a\rb", "a\nb", "\x07bell", "\u202etxt.exe", "\x9b31m", "\x1b]0;title\x07"]
)
def test_text_off_a_screen_can_do_nothing_to_a_terminal(text: str) -> None:
    assert clean(text).isprintable()


def test_long_text_is_cut() -> None:
    assert len(clean("x" * 1000)) == 160


def test_a_step_in_words() -> None:
    spot = Spot(point=Point(3, 4), confidence=1, method="tree", label="Send")
    step = Step(
        index=1,
        thought="send it",
        action=Click(target=Target(description="Send")),
        grounding=(spot,),
        permit=Permit(allowed=False, classes=("send",), by="nobody"),
        error="nobody gave it",
    )
    assert what(step) == 'click "Send" at (3, 4)'
    assert mark(step)[0] == "✗"
    assert list(remarks(step)) == ["send: held, as nobody was there to allow it", "nobody gave it"]
    assert thought(step) == "send it"
    by_code = Click(target=Target(point=(3, 4)))
    touched = Step(
        index=1, action=by_code, grounding=(spot.model_copy(update={"method": "code", "label": ""}),)
    )
    assert what(touched) == "click (3, 4)"
    said = Step(index=1, thought="Clock", action=OpenApp(app_name="Clock"))
    assert thought(said) == "", "the action says it already"
    assert what(Step(index=1, error="nonsense")) == "no decision"


def test_a_step_before_which_the_person_spoke_is_told_to_them_as_that() -> None:
    step = Step(index=1, action=NavigateBack(), error=UNHEARD)
    assert list(remarks(step)) == ["not done any more: you said something first"]
    assert speaker("打开蓝牙")(*remarks(step)) == "没有再做：你先说了话"


def test_a_claim_that_the_screen_denied_is_no_success() -> None:
    claim = Step(
        index=3,
        action=Status(goal_status="complete", reason="it is off"),
        outcome="no_change",
        evidence="not yet: it is on",
    )
    assert mark(claim)[0] == "✗"
    assert list(remarks(claim)) == ["not yet: it is on"]
    accepted = claim.model_copy(update={"outcome": "success", "evidence": ""})
    assert (mark(accepted)[0], list(remarks(accepted))) == ("✓", [])
    said = (
        Saying(role="confirm", model="m", text="not reached: it is on"),
        Saying(role="confirm", model="m", text="reached: it is off"),
    )
    told = list(voices(Step(index=4, said=said)))
    assert told == ["confirm: reached: it is off"], "the denial stands below the claim"


def test_who_said_what() -> None:
    spoke = Saying(
        role="manage", model="big", text="next: Wi-Fi is off", usage=Usage(10, 2, calls=1), seconds=1.25
    )
    decided = spoke.model_copy(update={"role": "execute", "text": "because"})
    step = Step(
        index=2,
        decided_by="execute",
        said=(
            Saying(role="reflect", model="big", text="success: it did"),
            Saying(role="take_notes", model="big", text="none"),
            spoke,
            decided,
        ),
    )
    assert list(voices(step)) == ["manage: next: Wi-Fi is off"], "the rest is told elsewhere, or says nothing"
    assert minute(spoke) == "manage: next: Wi-Fi is off (big · 1.2 s · 12 tokens)"
    assert minute(decided) == "execute (big · 1.2 s · 12 tokens)"
    assert minute(Saying(role="recall", text="nothing")) == "recall: nothing"
    queued = Step(index=3, decided_by="queue", thought="because", action=OpenApp(app_name="Clock"))
    assert thought(queued) == "", "the step before told it"


def test_the_verdict_tells_steps_time_and_cost() -> None:
    end = Ended(
        status="complete", reason="", verified=True, steps=1, seconds=2.34, model_calls=1, tokens=5, cost=0.5
    )
    assert verdict(end) == ("complete, verified · 1 step · 2.3 s · 1 model call · 5 tokens · $0.5000")
    assert "not verified" in verdict(end.model_copy(update={"verified": False}))
    assert "cost unknown" in verdict(end.model_copy(update={"cost": None}))
    given_up = end.model_copy(update={"status": "infeasible", "cause": Cause.REFUSED_BY_PERSON})
    assert verdict(given_up).startswith("infeasible · not allowed · 1 step")
    chinese = speaker("打开蓝牙")
    assert spoken(verdict(given_up), chinese).startswith("做不到 · 未获允许 · 1 步")
    assert verdict(given_up.model_copy(update={"cause": Cause.IMPOSSIBLE})).startswith("infeasible · 1 step")


def test_changes_are_read_from_the_phones_state() -> None:
    phone = fresh_phone()
    before = phone.snapshot()
    assert changes(before, phone.snapshot()) == ()
    phone.settings.put("global", "wifi_on", "0")
    phone.settings.put("system", "new_key", "x")
    phone.database("com.google.android.deskclock", "alarms.db").run(
        "DELETE FROM alarm_templates WHERE hour = 8"
    )
    found = changes(before, phone.snapshot())
    assert "settings global wifi_on: 1 -> 0" in found
    assert "settings system new_key: unset -> x" in found
    assert any(line.startswith("com.google.android.deskclock alarms.db alarm_templates -(") for line in found)


def test_files_that_came_and_went_are_told_too() -> None:
    phone = fresh_phone()
    phone.files.write("/storage/emulated/0/old.txt", b"old")
    before = phone.snapshot()
    phone.files.write("/storage/emulated/0/Pictures/new.jpg", b"12345")
    phone.files.remove("/storage/emulated/0/old.txt")
    told = changes(before, phone.snapshot())
    assert "files +/storage/emulated/0/Pictures/new.jpg (5 bytes)" in told
    assert "files -/storage/emulated/0/old.txt" in told
    assert not any("/data/data" in line for line in told)
