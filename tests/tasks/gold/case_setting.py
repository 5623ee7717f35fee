"""Wi-Fi, Bluetooth, brightness, and apps in front."""

from collections.abc import Callable, Iterator

from device.phone.phone import Phone
from tests.tasks.gold.case import Case

PACKAGES = {
    "camera": "com.android.camera2",
    "clock": "com.google.android.deskclock",
    "contacts": "com.google.android.contacts",
    "settings": "com.android.settings",
    "dialer": "com.google.android.dialer",
}


def run(line: str) -> Callable[[Phone], None]:
    """A state that a shell command makes."""

    def before(phone: Phone) -> None:
        assert phone.shell(line).exit_code == 0

    return before


def reads(space: str, key: str, value: str) -> Callable[[Phone, str], bool]:
    """Whether a setting has a value."""
    return lambda phone, _answer: phone.shell(f"settings get {space} {key}").text.strip() == value


def in_front(package: str) -> Callable[[Phone, str], bool]:
    """Whether an app is in front."""
    return lambda phone, _answer: phone.front.package == package


def _past_first_start(phone: Phone, _answer: str) -> bool:
    return not any(element.resource_id.endswith("/first_run") for element in phone.frame().elements())


def both(*checks: Callable[[Phone, str], bool]) -> Callable[[Phone, str], bool]:
    """Whether all of these hold."""
    return lambda phone, answer: all(check(phone, answer) for check in checks)


def _radios() -> Iterator[Case]:
    for radio, service in (("Wifi", "wifi"), ("Bluetooth", "bluetooth")):
        for on in (True, False):
            word = "On" if on else "Off"
            for already in (True, False):
                start = "enable" if on is already else "disable"
                yield Case(
                    f"System{radio}Turn{word}{'Verify' if already else ''}",
                    reads("global", f"{service}_on", str(int(on))),
                    {"on_or_off": word.lower()},
                    before=run(f"svc {service} {start}"),
                    already="the sheet asks for what is so" if already else "",
                )


def _brightness() -> Iterator[Case]:
    for choice, level, other in (("Max", 255, 1), ("Min", 1, 255)):
        for start, suffix in ((other, ""), (level, "Verify")):
            yield Case(
                f"SystemBrightness{choice}{suffix}",
                reads("system", "screen_brightness", str(level)),
                {"max_or_min": choice.lower()},
                before=run(f"settings put system screen_brightness {start}"),
                already="the sheet asks for what is so" if suffix else "",
            )


def _apps() -> Iterator[Case]:
    for name, package in PACKAGES.items():
        values = {"app_name": name}
        yield Case("OpenAppTaskEval", in_front(package), values, name=name)
        yield Case(
            "TurnOnWifiAndOpenApp",
            both(in_front(package), reads("global", "wifi_on", "1")),
            values,
            before=run("svc wifi disable"),
            name=name,
        )
    yield Case(
        "OpenAppTaskEval",
        both(in_front(PACKAGES["camera"]), _past_first_start),
        {"app_name": "camera"},
        before=run("pm clear com.android.camera2"),
        name="first",
    )


CASES = (
    *_radios(),
    *_brightness(),
    Case(
        "TurnOffWifiAndTurnOnBluetooth",
        both(reads("global", "wifi_on", "0"), reads("global", "bluetooth_on", "1")),
        before=run("svc wifi enable; svc bluetooth disable"),
    ),
    *_apps(),
)
