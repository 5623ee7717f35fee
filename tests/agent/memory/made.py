"""Steps as runs leave them."""

from agent.action.action import AskUser, Click
from agent.run.step import Permit, Seconds, Spot, Step
from device.screen import Point
from grounding.target import Target

__all__ = ["asked", "confirmed", "tap"]


def asked(question: str, answer: str) -> Step:
    """A question to the person and what they said."""
    return Step(
        index=1,
        package="com.google.android.apps.nexuslauncher",
        action=AskUser(question=question),
        permit=Permit(by="person", answer=answer),
        performed=True,
    )


def confirmed(label: str, page: str, answer: str, *, allowed: bool, package: str = "a.sms") -> Step:
    """A sensitive tap and what the person said to it."""
    return Step(
        index=2,
        package=package,
        page=f"{package}: {page}",
        action=Click(target=Target(description=label)),
        grounding=(Spot(point=Point(1, 2), confidence=1.0, method="tree", label=label),),
        permit=Permit(by="person" if answer else "nobody", allowed=allowed, classes=("send",), answer=answer),
    )


def tap(label: str, outcome: str, page: str = "a.b: Page", **more: object) -> Step:
    """A tap and what it did."""
    fields = {
        "index": 1,
        "package": page.partition(":")[0],
        "page": page,
        "outcome": outcome,
        "performed": True,
    }
    action = Click(target=Target(description=label))
    return Step.model_validate({**fields, "action": action, "seconds": Seconds(), **more})
