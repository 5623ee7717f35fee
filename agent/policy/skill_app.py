"""Opening apps, home and back."""

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import TypeAdapter

from agent.action import NavigateBack, NavigateHome
from agent.policy.intention import LaunchApp, Press
from agent.policy.move import Act, Done, Move, Stuck, click
from agent.policy.past import Past
from agent.policy.scene import Scene
from agent.policy.seek import launch

_ALLOW = (
    "While using the app",
    "Allow",
    "Allow all",
    "Only this time",
    "使用时允许",
    "仅在使用中允许",
    "允许",
)


@cache
def _aliases() -> dict[str, tuple[str, ...]]:
    text = files("agent.policy").joinpath("app.toml").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, tuple[str, ...]]).validate_python(tomllib.loads(text))


def launch_app(want: LaunchApp, scene: Scene, past: Past) -> Move:
    """Done when the phone opened it and something other than the home screen is in front."""
    tries = past.launches()
    if tries and want.grant and "permission" in scene.observation.package:
        allow = scene.button(*_ALLOW)
        if allow is not None:
            return click(allow, allow.label, f"{want.name} asks for a permission, which the goal grants")
    if tries and not tries[-1].error and not scene.launcher:
        return Done(f"{want.name} is open ({scene.observation.package})")
    return launch((want.name, *_aliases().get(want.name.lower(), ())), past)


def press(want: Press, scene: Scene, past: Past) -> Move:
    """Home is seen by the home screen; back by having been pressed."""
    if want.key == "home":
        if scene.launcher:
            return Done("The home screen is in front")
        if len(past.of_kind(NavigateHome)) >= 2:
            return Stuck("The home screen does not come to the front")
        return Act(NavigateHome(), "Going home", "The home screen is in front")
    if past.backs():
        return Done("Back was pressed")
    return Act(NavigateBack(), "Going back")
