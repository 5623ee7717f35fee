"""Nearly right with settings and apps."""

from collections.abc import Iterator, Mapping, Sequence

from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tests.tasks.suites.attempt import Near, gold

_OTHER = {"on": "off", "off": "on", "max": "min", "min": "max"}


def _toggles(radio: str, word: str, verify: str) -> Iterator[tuple[str, Sequence[Near]]]:
    name = f"System{radio}Turn{word}{verify}"
    other, change = ("Bluetooth", "On") if radio == "Wifi" else ("Wifi", "Off")
    undone = f"System{radio}Turn{'Off' if word == 'On' else 'On'}"

    def the_other_radio(hand: Hand, params: Params) -> str | None:
        return gold(hand, params, f"System{other}Turn{change}", on_or_off=change.lower())

    def done_and_undone(hand: Hand, params: Params) -> str | None:
        gold(hand, params, name)
        return gold(hand, params, undone, on_or_off=_OTHER[word.lower()])

    yield name, (the_other_radio, done_and_undone)


def _brightness(choice: str, verify: str) -> tuple[str, Sequence[Near]]:
    name = f"SystemBrightness{choice}{verify}"

    def the_other_end(hand: Hand, params: Params) -> str | None:
        other = _OTHER[choice.lower()]
        return gold(hand, params, f"SystemBrightness{other.capitalize()}", max_or_min=other)

    def and_wifi_off_too(hand: Hand, params: Params) -> str | None:
        gold(hand, params, name)
        return gold(hand, params, "SystemWifiTurnOff", on_or_off="off")

    return name, (the_other_end, and_wifi_off_too)


def another_app(hand: Hand, params: Params) -> None:
    """Any but the one that is meant."""
    other = "clock" if params.text("app_name") != "clock" else "contacts"
    gold(hand, params, "OpenAppTaskEval", app_name=other)


def opened_and_left(hand: Hand, params: Params) -> None:
    """It was there and is not any more."""
    gold(hand, params, "OpenAppTaskEval")
    hand.home()


def only_wifi_off(hand: Hand, params: Params) -> None:
    """Half of it."""
    gold(hand, params, "SystemWifiTurnOff", on_or_off="off")


def only_bluetooth_on(hand: Hand, params: Params) -> None:
    """The other half."""
    gold(hand, params, "SystemBluetoothTurnOn", on_or_off="on")


NEAR: Mapping[str, Sequence[Near]] = {
    **dict(
        pair
        for radio in ("Wifi", "Bluetooth")
        for word in ("On", "Off")
        for verify in ("", "Verify")
        for pair in _toggles(radio, word, verify)
    ),
    **dict(_brightness(choice, verify) for choice in ("Max", "Min") for verify in ("", "Verify")),
    "OpenAppTaskEval": (another_app, opened_and_left),
    "TurnOnWifiAndOpenApp": (another_app, opened_and_left),
    "TurnOffWifiAndTurnOnBluetooth": (only_wifi_off, only_bluetooth_on),
}
