"""What the owner named of an effect must show where it came about, or a judge's word is not enough."""

from datetime import UTC, datetime

import pytest

from agent.action.action import Action, CallTool, Click, InputText, OpenApp, TakeOver
from agent.effect.effect import Effect, EffectKind
from agent.effect.exact import exacts_of
from agent.effect.source import PhoneState
from agent.effect.trace import Trace, unseen
from agent.run.step import Called, Spot, Step
from device.client import Device
from device.screen import Bounds, Observation, Point, UIElement
from grounding.target import Target

TAXI = Effect(
    kind=EffectKind.CREATE, text="an expense", place="Pro Expense", object="Taxi ride", amount="$23.50",
    content="To the airport", when="2023-10-22",
)  # fmt: skip
SAID = "Add to Pro Expense on October 22: Taxi ride, $23.50, note To the airport"
ALL = ["Taxi ride", "$23.50", "To the airport", "Oct 22"]
EXPENSE = "com.arduia.expense"


def screen(*labels: str, fields: tuple[str, ...] = (), package: str = EXPENSE) -> Observation:
    shown = [UIElement(0, text=label, bounds=Bounds(0, 0, 9, 9)) for label in labels]
    shown += [UIElement(0, text=text, bounds=Bounds(0, 0, 9, 9), is_editable=True) for text in fields]
    now = datetime(2023, 10, 15, 15, 34, tzinfo=UTC)
    return Observation(None, tuple(shown), package, "Main", False, (1080, 2400), local_time=now)


def did(action: Action, label: str = "", package: str = EXPENSE) -> Step:
    spot = Spot(point=Point(1, 1), confidence=1, method="element", label=label)
    return Step(index=1, package=package, action=action, grounding=(spot,), performed=True, outcome="success")


def typed(text: str) -> Step:
    return did(InputText(text=text))


def tapped(label: str, package: str = EXPENSE) -> Step:
    return did(Click(target=Target(description=label)), label, package)


def why(device: Device, effect: Effect, now: Observation, *steps: Step, said: str = SAID) -> str:
    return unseen(effect, Trace(steps, now, said, PhoneState(device)))


def test_what_shows_in_the_end_leaves_no_doubt(device: Device) -> None:
    assert why(device, TAXI, screen(*ALL)) == ""


@pytest.mark.parametrize("missing", ALL)
def test_what_shows_nowhere_is_doubted(device: Device, missing: str) -> None:
    left = [text for text in ALL if text != missing]
    assert "is not on the screen" in why(device, TAXI, screen(*left))


def test_what_was_typed_counts_once_it_was_left(device: Device) -> None:
    form = [typed("Taxi ride"), typed("23.50"), typed("To the airport"), tapped("22")]
    assert why(device, TAXI, screen("Expenses"), *form, tapped("Save")) == ""
    filled = screen("New expense", "Oct 22", fields=("Taxi ride", "23.50", "To the airport"))
    assert "stands in a field that was not left yet" in why(device, TAXI, filled, *form)


def test_a_slip_in_what_was_typed_is_doubted(device: Device) -> None:
    steps = typed("Taxi ride"), typed("32.50"), typed("To the airport"), tapped("22"), tapped("Save")
    assert "23.50" in why(device, TAXI, screen("Expenses", "$32.50"), *steps)


def test_a_name_may_be_typed_in_parts(device: Device) -> None:
    effect = Effect(kind=EffectKind.CREATE, text="a contact", place="Contacts", object="Sofija da Silva")
    parts = [
        did(InputText(text=text), package="com.google.android.contacts") for text in ("Sofija", "da Silva")
    ]
    save = tapped("Save", "com.google.android.contacts")
    assert why(device, effect, screen(package="x"), *parts, save, said="Add Sofija da Silva") == ""


def test_what_was_read_in_another_app_is_no_trace(device: Device) -> None:
    """The time of an alarm stands in the message that asks for it."""
    effect = Effect(kind=EffectKind.CREATE, text="an alarm", place="Clock", object="7:30", when="07:30")
    said = "Set an alarm for when Li says, it should be 7:30"
    clock = "com.google.android.deskclock"
    message = tapped("Alarm at 7:30, please", "com.simplemobiletools.smsmessenger")
    wrong, right = (screen(f"{time} AM", package=clock) for time in ("7:34", "7:30"))
    assert "7:30" in why(device, effect, wrong, message, tapped("7", clock), said=said)
    assert why(device, effect, right, message, said=said) == ""
    assert (
        why(device, effect, screen(package=clock), tapped("7", clock), tapped("30", clock), said=said) == ""
    )


def test_what_is_to_be_deleted_must_have_been_there_and_be_gone(device: Device) -> None:
    effect = Effect(kind=EffectKind.DELETE, text="it is gone", place="Pro Expense", object="Taxi ride")
    said, row, home = "Remove Taxi ride", tapped("Taxi ride"), screen("Expenses")
    assert "not on the screen" in why(device, effect, home, tapped("OK"), said=said)
    assert "still stands" in why(device, effect, screen("Expenses", "Taxi ride"), row, said=said)
    assert why(device, effect, home, row, tapped("Delete"), said=said) == ""


def test_a_day_that_a_screen_calls_tomorrow_need_not_be_seen(device: Device) -> None:
    tomorrow = TAXI.model_copy(update={"when": "2023-10-16"})
    assert why(device, tomorrow, screen(*ALL[:3])) == ""


def test_only_what_can_be_read_in_one_way_is_looked_for() -> None:
    """A kind of thing, a level, a length of time, and what the owner did not say stand on no screen."""
    effects = (
        Effect(kind=EffectKind.CREATE, text="a photo", object="photo"),
        Effect(kind=EffectKind.CHANGE, text="Brightness at 50%", place="Brightness", amount="50%"),
        Effect(kind=EffectKind.CREATE, text="an event of 45 minutes", when="17:30", amount="45 minutes"),
        Effect(kind=EffectKind.SEND, text='a text that says "on my way"', content="on my way"),
    )
    said = "Take a photo, half the brightness, meeting at 17:30 for 45 minutes, tell Bo that I come"
    found = [[exact.words for exact in exacts_of(effect, said)] for effect in effects]
    assert found == [[], [], ["17:30"], []]


def test_an_answer_about_an_app_that_was_never_opened_is_doubted(device: Device) -> None:
    asked = Effect(kind=EffectKind.ANSWER, text="how many tasks are due", place="Tasks")
    home, tasks = screen("Chrome", package="com.google.android.apps.nexuslauncher"), "org.tasks"
    assert why(device, asked, home) == "Tasks was never opened"
    assert why(device, asked, home, tapped("Water the plants", tasks)) == ""
    assert why(device, asked, screen("Today", package=tasks)) == ""
    tool = Step(index=1, action=CallTool(name="tasks.list"), performed=True, outcome="success")
    assert why(device, asked, home, tool) == "", "a tool needs no app in front"


@pytest.mark.parametrize(
    ("app", "changes", "doubted"), [(EXPENSE, True, False), (EXPENSE, False, True), ("com.other", True, True)]
)
def test_what_was_given_to_a_tool_that_changes_something_counts_in_its_app(
    device: Device, app: str, changes: bool, doubted: bool
) -> None:
    given = {"name": "Taxi ride", "amount": 23.5, "more": {"note": ["To the airport"], "day": "2023-10-22"}}
    call = Step(
        index=1,
        package="launcher",
        action=CallTool(name="pro_expense_add_expense", arguments=given),
        performed=True,
        called=Called(app=app, changes=changes),
        outcome="success",
    )
    home = screen("Sun, Oct 15", package="launcher")
    assert bool(why(device, TAXI, home, call)) is doubted
    failed = call.model_copy(update={"performed": False})
    assert why(device, TAXI, home, failed)


@pytest.mark.parametrize("kind", [EffectKind.SEND, EffectKind.CALL, EffectKind.PAY, EffectKind.DELETE])
def test_a_run_that_touched_nothing_is_doubted(device: Device, kind: EffectKind) -> None:
    opened = did(OpenApp(app_name="Pro Expense"))
    oldest = Effect(kind=kind, text="the oldest one", place="Pro Expense", which="the oldest")
    assert why(device, oldest, screen("No Expense Logs"), opened) == "nothing was touched"
    assert why(device, oldest, screen("No Expense Logs"), opened, tapped("OK")) == ""
    handed = did(TakeOver(reason="it wants your PIN"))
    assert why(device, oldest, screen("No Expense Logs"), handed) == ""


def test_what_went_from_an_app_that_was_never_open_is_doubted(device: Device) -> None:
    oldest = Effect(kind=EffectKind.DELETE, text="the oldest note", place="Markor", which="the oldest")
    assert why(device, oldest, screen("No Expense Logs"), tapped("Delete")) == "Markor was never opened"
