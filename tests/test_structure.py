"""The rooms of the house: what may import what, and that an app is a folder that can be taken away."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.size import LARGEST, PRODUCT, ROOT, components, imports, modules

APPS = "device.phone.apps."
ABOVE_APPS = ("console", "phone", "sample", "server", "sheet", "shell", "tour", "weather")
"""Rooms and modules of device.phone that no app knows of."""
OF_THE_SYSTEM = {
    "browser",
    "chooser",
    "clock",
    "dialer",
    "documents",
    "installer",
    "launcher",
    "messages",
    "permission",
    "provider",
    "settings",
    "store",
}
"""Apps that reach the whole system, as Android's privileged apps do; the others have their Context."""


@pytest.fixture(scope="module")
def graph() -> dict[str, frozenset[str]]:
    return imports()


def app_of(module: str) -> str:
    """The app's folder that a module lies in; "" for what lies in none."""
    return module.removeprefix(APPS).partition(".")[0] if module.startswith(APPS) else ""


def test_no_more_modules_hang_together_than_a_person_can_read(graph):
    assert len(components(graph)[0]) <= LARGEST


def test_rings_are_found():
    ring = {"a": frozenset("b"), "b": frozenset("c"), "c": frozenset("a"), "d": frozenset("a")}
    assert components(ring) == [frozenset("abc"), frozenset("d")]


def test_an_app_knows_nothing_of_the_phone_that_runs_it(graph):
    above = re.compile(rf"device\.phone\.({'|'.join(ABOVE_APPS)})(\.|$)")
    assert not {(name, one) for name in graph if app_of(name) for one in graph[name] if above.match(one)}


def test_an_ordinary_app_has_nothing_but_its_context():
    reaching = {
        path.relative_to(ROOT / "device/phone/apps").parts[0]
        for path in (ROOT / "device/phone/apps").rglob("*.py")
        if re.search(r"\bcontext\.system\b", path.read_text("utf-8"))
    }
    assert reaching <= OF_THE_SYSTEM


def test_driving_a_phone_over_adb_loads_nothing_of_the_embedded_one():
    code = (
        "import sys, device.client, device.link.discovery\n"
        "print([name for name in sys.modules if name.startswith('device.phone')])\n"
        "import agent.connect; print('device.phone.phone' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[]", "False"]


def test_a_phone_goes_without_the_apps_that_no_other_needs(graph, tmp_path: Path):
    folders = {app_of(name) for name in graph if name.count(".") > APPS.count(".")} - {""}
    needed = {app_of(one) for name in graph for one in graph[name] if app_of(one) != app_of(name)}
    spare = folders - needed
    assert {"clipper", "bank", "vlc", "store"} <= spare
    shutil.copytree(ROOT / "device", tmp_path / "device", ignore=shutil.ignore_patterns("__pycache__"))
    for folder in spare - {"launcher"}:
        shutil.rmtree(tmp_path / "device/phone/apps" / folder)
    code = (
        "from device.phone.phone import Phone\n"
        "from device.phone.sample import fill\n"
        "phone = Phone(1); fill(phone); phone.touch.swipe(540, 1800, 540, 400)\n"
        "print(len(phone.apps), len(phone.frame().elements()) > 5)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    apps, shows = done.stdout.split()
    assert 0 < int(apps) < len(folders)
    assert shows == "True"


@pytest.mark.parametrize("layer", PRODUCT)
def test_no_two_classes_of_a_layer_share_a_name(layer: str) -> None:
    named: dict[str, list[str]] = {}
    for name, path in modules().items():
        if name.partition(".")[0] == layer:
            for found in re.findall(r"^class (\w+)", path.read_text("utf-8"), re.MULTILINE):
                named.setdefault(found, []).append(name)
    assert not {name: where for name, where in named.items() if len(where) > 1}
