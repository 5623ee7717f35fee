"""What `getprop` tells agrees with itself and with the screens of Settings."""

import pytest

from device.phone.apps.settings.system import BUILD
from tests.boot import fresh_phone


@pytest.fixture(scope="module")
def told() -> dict[str, str]:
    lines = fresh_phone().shell("getprop").text.splitlines()
    return dict(line[1:-1].split("]: [", 1) for line in lines)


def test_harnesses_find_what_they_read(told: dict[str, str]) -> None:
    wanted = {
        "ro.product.model": "Pixel 6",
        "ro.product.vendor.device": "oriole",
        "ro.hardware": "oriole",
        "ro.build.version.sdk": "33",
        "sys.boot_completed": "1",
        "gsm.operator.alpha": "T-Mobile",
        "gsm.sim.state": "LOADED",
        "dalvik.vm.heapsize": "512m",
        "ro.build.version.codename": "REL",
        "persist.sys.timezone": "UTC",
        "persist.sys.locale": "en-US",
        "ro.sf.lcd_density": "420",
    }
    assert {name: told.get(name) for name in wanted} == wanted
    assert told["ro.serialno"] == told["ro.boot.serialno"] != ""


def test_the_build_is_one(told: dict[str, str]) -> None:
    assert told["ro.build.id"] == told["ro.build.display.id"] == BUILD
    brand, device, version, serial, kind, tags = (
        told["ro.build.fingerprint"].replace("/", " ").replace(":", " ").split()[i]
        for i in (0, 1, 3, 5, 6, 7)
    )
    assert (brand, device) == (told["ro.product.brand"], told["ro.product.device"])
    assert (version, serial) == (told["ro.build.version.release"], told["ro.build.version.incremental"])
    assert (kind, tags) == (told["ro.build.type"], told["ro.build.tags"])
    fingerprints = {value for name, value in told.items() if name.endswith(".build.fingerprint")}
    assert fingerprints == {told["ro.build.fingerprint"]}


def test_a_property_is_short_enough_for_android(told: dict[str, str]) -> None:
    assert all(len(value) <= 91 for value in told.values())
