"""The guard for a single action: judged by the element it lands on, with no goal to explain it."""

from dataclasses import replace

import pytest

from agent.action.action import Action, Click, InputText, KeyboardEnter, NavigateBack, OpenApp, Scroll
from agent.guard.allowance import GuardPolicy
from agent.guard.bound import AppBounds
from agent.guard.single import Ruling, judge_single
from agent.run.step import Spot
from device.screen import Bounds, Observation, UIElement
from device.state.appname import InstalledApp
from grounding.target import Target

APP = "com.example.shop"
BUTTON = UIElement(
    0, text="Pay now", class_name="android.widget.Button", package_name=APP,
    bounds=Bounds(100, 1000, 900, 1200), is_clickable=True,
)  # fmt: skip
FIELD = UIElement(
    1, hint="Password", class_name="android.widget.EditText", package_name=APP,
    bounds=Bounds(100, 400, 900, 520), is_clickable=True, is_editable=True, is_password=True,
)  # fmt: skip
SCREEN = Observation(None, (BUTTON, FIELD), APP, "", keyboard_shown=False, size=(1080, 2400))
ON_BUTTON = Target(element=0)


def at(element: UIElement) -> tuple[Spot, ...]:
    return (Spot(point=element.bounds.center, bounds=element.bounds, confidence=1.0, method="element"),)


def judged(
    action: Action,
    spots: tuple[Spot, ...] = (),
    screen: Observation = SCREEN,
    policy: GuardPolicy | None = None,
    bounds: AppBounds | None = None,
) -> Ruling:
    return judge_single(action, spots, screen, policy or GuardPolicy(), bounds)


@pytest.mark.parametrize("action", [NavigateBack(), Scroll(direction="down"), OpenApp(app_name="Clock")])
def test_what_is_harmless_passes(action: Action) -> None:
    assert judged(action) == Ruling()


def test_what_is_sensitive_is_asked_about_in_words() -> None:
    verdict = judged(Click(target=ON_BUTTON), at(BUTTON))
    assert verdict.classes == ("payment",)
    assert 'tap "Pay now"' in verdict.question
    assert not verdict.refusal


def test_enter_on_a_button_with_the_focus_is_as_a_tap_on_it() -> None:
    screen = replace(SCREEN, elements=(replace(BUTTON, is_focused=True), FIELD))
    assert judged(KeyboardEnter(), screen=screen).classes == ("payment",)


def test_a_policy_decides_beforehand() -> None:
    tap = Click(target=ON_BUTTON)
    assert not judged(tap, at(BUTTON), policy=GuardPolicy(allow=frozenset({"payment"}))).question
    assert judged(tap, at(BUTTON), policy=GuardPolicy(allow=frozenset({"send"}))).question
    denied = judged(tap, at(BUTTON), policy=GuardPolicy(asks=False))
    assert "allows none of this" in denied.refusal


def test_a_password_is_for_the_persons_own_hand_even_where_all_is_allowed() -> None:
    everything = GuardPolicy(allow=frozenset({"all"}))
    typed = InputText(text="hunter2", target=Target(element=1))
    assert "enter the password yourself" in judged(typed, at(FIELD), policy=everything).refusal
    by_name = InputText(text="{{secret:shop}}", target=Target(element=1))
    assert not judged(by_name, at(FIELD), policy=everything).refusal


def test_it_keeps_to_the_apps_that_were_named() -> None:
    installed = (InstalledApp("com.android.deskclock", "", ("Clock",)), InstalledApp(APP, "", ("Shop",)))
    bounds = AppBounds.of(["Clock"], installed)
    assert (
        "touch only com.android.deskclock"
        in judged(Click(target=ON_BUTTON), at(BUTTON), bounds=bounds).refusal
    )
    assert not judged(NavigateBack(), bounds=bounds).refusal
