"""Wi-Fi, Bluetooth, brightness, and apps in front.

AndroidWorld's six tasks that end in Verify begin with what they ask for already so, and it gives them to
whoever does nothing. Here the run must have had the setting before its eyes.
"""

from collections.abc import Iterable, Iterator
from random import Random

from agent.evaluation.verdict import Clause
from device.state.predicate import FrontIs, SettingIs
from tasks.facts import read_facts
from tasks.scene import Scene
from tasks.stage import Stage
from tasks.task import Params, Template

FACTS = read_facts(__file__)
PACKAGES = {
    "camera": "com.android.camera2",
    "clock": "com.google.android.deskclock",
    "contacts": "com.google.android.contacts",
    "settings": "com.android.settings",
    "dialer": "com.google.android.dialer",
}
_LOOKED = ("com.android.settings", "com.android.systemui")
_ON = ("1", "2")
"""2 is Wi-Fi that stays on in airplane mode."""


def _radio(service: str, *, on: bool, already: bool) -> Template:
    name = f"System{service.capitalize()}Turn{'On' if on else 'Off'}{'Verify' if already else ''}"
    said, wanted = ("on", _ON) if on else ("off", ("0",))

    def prepare(stage: Stage, _params: Params) -> None:
        stage.radio(service, on is already)

    def judge(scene: Scene, _params: Params) -> Iterable[Clause]:
        setting = SettingIs("global", f"{service}_on", wanted)
        yield scene.holds(f"{service} is {said}", setting, weight=0 if already else 1)
        if already:
            yield scene.looked("the setting was looked at", *_LOOKED)

    return Template(FACTS[name], judge, lambda _random: {"on_or_off": said}, prepare)


def _brightness(choice: str, level: int, *, already: bool) -> Template:
    name = f"SystemBrightness{choice}{'Verify' if already else ''}"
    start = level if already else 256 - level

    def prepare(stage: Stage, _params: Params) -> None:
        stage.setting("system", "screen_brightness_mode", "0")
        stage.setting("system", "screen_brightness", str(start))

    def judge(scene: Scene, _params: Params) -> Iterable[Clause]:
        setting = SettingIs("system", "screen_brightness", str(level))
        yield scene.holds(f"brightness is {level} of 255", setting, weight=0 if already else 1)
        if already:
            yield scene.looked("the setting was looked at", *_LOOKED)

    return Template(FACTS[name], judge, lambda _random: {"max_or_min": choice.lower()}, prepare)


def _some_app(random: Random) -> Params:
    return {"app_name": random.choice(tuple(PACKAGES))}


def _fresh_app(stage: Stage, params: Params) -> None:
    """The camera greets whoever opens it for the first time."""
    if params["app_name"] == "camera":
        stage.clear_app(PACKAGES["camera"])


def _in_front(scene: Scene, params: Params, weight: float = 1.0) -> Clause:
    app = str(params["app_name"])
    return scene.holds(f"{app} is on the screen", FrontIs(PACKAGES[app]), weight)


def _opened(scene: Scene, params: Params) -> Iterable[Clause]:
    """What asks for a permission is another app, so it is answered when the app itself is in front."""
    yield _in_front(scene, params)


def _wifi(scene: Scene, *, on: bool) -> Clause:
    wanted = _ON if on else ("0",)
    return scene.holds(f"wifi is {'on' if on else 'off'}", SettingIs("global", "wifi_on", wanted))


def _off_and_on(scene: Scene, _params: Params) -> Iterable[Clause]:
    yield _wifi(scene, on=False)
    yield scene.holds("bluetooth is on", SettingIs("global", "bluetooth_on", "1"))


def _on_and_open(scene: Scene, params: Params) -> Iterable[Clause]:
    yield _wifi(scene, on=True)
    yield _in_front(scene, params)


def _wifi_on_bluetooth_off(stage: Stage, _params: Params) -> None:
    stage.radio("wifi", True)
    stage.radio("bluetooth", False)


def _templates() -> Iterator[Template]:
    for already in (False, True):
        for on in (True, False):
            yield _radio("wifi", on=on, already=already)
            yield _radio("bluetooth", on=on, already=already)
        yield _brightness("Max", 255, already=already)
        yield _brightness("Min", 1, already=already)
    yield Template(FACTS["OpenAppTaskEval"], _opened, _some_app, _fresh_app)
    yield Template(FACTS["TurnOffWifiAndTurnOnBluetooth"], _off_and_on, prepare=_wifi_on_bluetooth_off)
    yield Template(
        FACTS["TurnOnWifiAndOpenApp"],
        _on_and_open,
        _some_app,
        lambda stage, _params: stage.radio("wifi", False),
    )


TEMPLATES = tuple(_templates())
