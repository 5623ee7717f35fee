"""A yes to a payment is for its sum and its payee: the second look takes another for another deed."""

import pytest

from agent.action.action import Click
from agent.guard.appraisal import appraise
from agent.guard.deed import GuardedDeed
from agent.run.step import Spot
from device.screen import Bounds, Observation, UIElement
from grounding.target import Target

BUTTON = Bounds(40, 1800, 1040, 1930)


def paying(*texts: str, label: str = "Pay") -> GuardedDeed:
    """What a tap on the button of a page comes to that tells these texts."""
    shown = [UIElement(0, class_name="android.widget.FrameLayout", bounds=Bounds(0, 0, 1080, 2400))]
    for at, text in enumerate(texts, 1):
        box = Bounds(40, 900 + 100 * at, 1040, 980 + 100 * at)
        shown.append(UIElement(at, text, bounds=box, class_name="android.widget.TextView", depth=1))
    shown.append(UIElement(len(shown), label, bounds=BUTTON, class_name="android.widget.Button",
                           is_clickable=True, depth=1))  # fmt: skip
    seen = Observation(None, tuple(shown), "org.bank", "", False, (1080, 2400))
    point = BUTTON.center
    spots = (Spot(point=point, confidence=1.0, method="point"),)
    return appraise(Click(target=Target(point=(point.x, point.y))), spots, seen, ("payment",))


AGREED = paying("Bob Stone", "Total $25.00")


@pytest.mark.parametrize(
    "changed",
    [
        paying("Bob Stone", "Total $250.00"),
        paying("Bob Stone", "Total €25.00", "Fee €3.00"),
        paying("Bob Stone", "Total $25.00", label="Pay $40"),
    ],
)
def test_another_sum_is_another_deed(changed: GuardedDeed) -> None:
    assert not changed.is_same(AGREED)


def test_what_merely_stands_by_makes_no_other_deed() -> None:
    assert paying("Bob Stone", "Total $25.00", "3 people are online").is_same(AGREED)
