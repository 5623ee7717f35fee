"""A little of the random input of benchmarks/fuzz.py to every app; and that its checks see what is wrong."""

import sys
from collections.abc import Callable
from types import ModuleType

import pytest

from benchmarks import crowd, fuzz, load, phones, screens, wire
from benchmarks import phone as phone_speed
from benchmarks.fuzzing.check import Problem, problems
from benchmarks.fuzzing.walk import crashed, shrunk, walk
from device.phone.apps import installed_apps
from device.phone.system.app import App, Manifest
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.system.package import Installed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import FILL, FULL_SIZE, FULL_WIDTH, STACKED, Box, Surface, Text
from tests.boot import fresh_phone
from tests.thin import thinned

APPS = [app for app in installed_apps() if app.manifest.main]
EVENTS = 24
PAINTED = 0.4
"""Share of the events after which the screen is painted; all in benchmarks/fuzz.py."""


@pytest.mark.parametrize("app", thinned(APPS, 12), ids=lambda app: app.manifest.label)
def test_random_input_breaks_nothing(app: App) -> None:
    for failure in walk(app.manifest.package, 11, EVENTS, pictures=PAINTED):
        assert failure is None, shrunk(failure)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--events", "-3"], "'-3' is no number of events above 0"),
        (["--events", "0"], "'0' is no number of events above 0"),
        (["--pictures", "1.5"], "'1.5' is no share between 0 and 1"),
        (["--app", "nosuch"], "no app has 'nosuch' in its package; there are: "),
        (["--replay", "tap"], "it is no JSON"),
        (["--replay", "[3]"], "it is no list of events"),
    ],
)
def test_options_that_make_no_sense(
    options: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["fuzz", *options])
    with pytest.raises(SystemExit) as ended:
        fuzz.main()
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


def test_how_far_it_is_is_told_beside_the_result(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["fuzz", "--events", "3", "--app", "deskclock", "--pictures", "0"])
    assert fuzz.main() == 0
    told = capsys.readouterr()
    assert "0 of 3 events; com.google.android.deskclock" in told.err
    assert "3 events over 1 apps: 0 different failures" in told.out


@pytest.mark.parametrize("script", [crowd, load, phone_speed, phones, screens, wire])
def test_each_command_says_what_it_is_for(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["script", "--help"])
    with pytest.raises(SystemExit) as ended:
        script.main()
    assert ended.value.code == 0
    assert str(script.__doc__).split(maxsplit=1)[0] in capsys.readouterr().out


# -- the checks themselves ----------------------------------------------------------------------------------
Make = Callable[[Context], View]


class Wrong(App):
    """Shows what a test wants."""

    manifest = Manifest(package="test.wrong", label="Wrong", icon="bug_report", main="test.wrong.Main")

    def __init__(self, make: Make) -> None:
        self.make = make

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        return 0

    def screen(self, context: Context) -> Screen:
        return Screen(View(box=FULL_SIZE, flow=STACKED, children=(self.make(context),)))


def told(make: Make) -> list[Problem]:
    """What the checks say of a screen."""
    phone = fresh_phone(seed=7)
    app = Wrong(make)
    phone.apps["test.wrong"] = app
    phone.packages.put(Installed("test.wrong", "Wrong", False))
    phone.start(Intent(package="test.wrong"))
    return list(problems(phone))


def nothing() -> None:
    """A handler."""


def test_an_ordinary_screen_is_all_right() -> None:
    assert told(lambda context: View("Button", "ok", Text("All right"), on_tap=nothing)) == []


def test_text_beyond_its_box_is_found() -> None:
    (found,) = told(lambda context: View(text=Text("W", style="display_large"), box=Box(width=8.0)))
    assert (found.kind, "leaves its bounds" in found.told) == ("ink", True)


def test_text_in_the_colour_of_its_ground_is_found() -> None:
    (found,) = told(lambda context: View(text=Text("Hidden", colour="#123456"), surface=Surface("#123456")))
    assert found.kind == "unseen"


def test_a_button_that_its_label_keeps_from_the_finger_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def labelled(context: Context) -> View:
        label = View(text=Text("Label"), box=Box(width=FILL, height=40.0))
        button = View("Button", "ok", box=Box(width=FILL, height=40.0), on_tap=nothing)
        return View(box=FULL_WIDTH, flow=STACKED, children=(button, label))

    assert told(labelled) == []
    monkeypatch.setattr("device.phone.screen.window._touched", lambda node, x, y: [])
    assert [problem.kind for problem in told(labelled)] == ["touch"]


def test_a_picture_painted_in_part_only_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    phone = fresh_phone(seed=7)
    phone.start(Intent(package="com.android.settings"))
    phone.camera.image()
    phone.touch.swipe(540, 1800, 540, 600)
    monkeypatch.setattr("device.phone.toolkit.renderer._changed", lambda *_: [(0, 0, 1, 1)])
    assert "picture" in [problem.kind for problem in problems(phone)]


def test_a_screen_that_depends_on_what_no_snapshot_holds_is_found() -> None:
    asked: list[int] = []

    def counting(context: Context) -> View:
        asked.append(1)
        return View(text=Text(f"Drawn {len(asked)} times"))

    assert [problem.kind for problem in told(counting)] == ["stale"]


def test_an_exception_is_named_by_its_place() -> None:
    def broken(context: Context) -> View:
        raise KeyError("lost")

    with pytest.raises(KeyError) as raised:
        told(broken)
    assert "test_fuzz.py" in crashed(raised.value).where
