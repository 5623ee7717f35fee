"""Opening apps, home and back."""

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import TypeAdapter

from agent.action.action import NavigateBack, NavigateHome
from agent.language.intention import LaunchApp, Press
from agent.offline.step.history import Past
from agent.offline.step.move import Act, Done, Move, Stuck, click
from agent.offline.step.search import launch
from agent.perception.scene import Scene
from agent.run.step import Outcome
from device.error import ActionRejected
from device.state.appname import PROMPTS, InstalledApp, choose_app, names_of

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
    text = files("agent.offline.skill").joinpath("app.toml").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, tuple[str, ...]]).validate_python(tomllib.loads(text))


def launch_app(want: LaunchApp, scene: Scene, past: Past) -> Move:
    """Done when the phone opened it and what is in front goes by its name."""
    tries = past.launches()
    if tries and want.grant and "permission" in scene.observation.package:
        allow = scene.button(*_ALLOW)
        if allow is not None:
            return click(allow, allow.label, f"{want.name} asks for a permission, which the goal grants")
    names = (want.name, *_aliases().get(want.name.lower(), ()))
    if tries and not tries[-1].error and in_front(names, scene):
        return Done(f"{want.name} is open ({scene.observation.package})")
    return launch(names, past)


def in_front(names: tuple[str, ...], scene: Scene) -> bool:
    """Whether what is in front is the app, or a question that the phone asks for it."""
    package = scene.observation.package
    if any(word in package for word in PROMPTS):
        return True
    front = (InstalledApp(package, "", names_of(package)),)
    return any(_is(name, front) for name in names)


def _is(name: str, front: tuple[InstalledApp, ...]) -> bool:
    try:
        choose_app(name, front)
    except ActionRejected:
        return False
    return True


def press(want: Press, scene: Scene, past: Past) -> Move:
    """Home is seen by the home screen; back by a screen that changed when it was pressed."""
    if want.key == "home":
        if scene.launcher:
            return Done("The home screen is in front")
        if len(past.of_kind(NavigateHome)) >= 2:
            return Stuck("The home screen does not come to the front")
        return Act(NavigateHome(), "Going home", "The home screen is in front")
    outcomes = [step.outcome for step in past.of_kind(NavigateBack)]
    if any(outcome is not Outcome.NO_CHANGE for outcome in outcomes):
        return Done("Back was pressed, and the screen changed")
    if len(outcomes) >= 2:
        return Stuck("Back was pressed, and the screen stays as it is: there is nothing to go back to")
    return Act(NavigateBack(), "Going back")
