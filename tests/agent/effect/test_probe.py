"""What the phone's own state says of required effects, read over adb before the first touch and after."""

from collections.abc import Callable

import pytest

from agent.effect.effect import Effect, EffectKind, Requirement, Standing
from agent.effect.probe import probe_of, sight_of
from agent.effect.sight import Sight
from agent.effect.source import PhoneState
from device.client import Device

FOLDER = "/storage/emulated/0/Documents/Markor"
TRIP = Effect(
    kind=EffectKind.CREATE, text="a note", place="Markor", object="trip list", content="Pack\n\nsocks"
)
Look = Callable[[], Sight | None]


def watch(device: Device, effect: Effect) -> Look:
    """What there is before is read now; what the phone says later, when this is called."""
    phone = PhoneState(device)
    probe = probe_of(effect, phone)
    bare = Requirement(effect=effect, baseline=probe.read(phone) if probe else None)
    return lambda: sight_of(bare, phone)


def standing(look: Look) -> Standing:
    sight = look()
    assert sight is not None
    return sight.standing


def change(place: str, amount: str) -> Effect:
    return Effect(kind=EffectKind.CHANGE, text=f"{place} at {amount}", place=place, amount=amount)


@pytest.mark.parametrize(
    ("place", "stream", "amount", "level", "wanted"),
    [
        ("Media volume", 3, "40%", 10, Standing.MET),
        ("媒体音量", 3, "40", 11, Standing.MISSING),
        ("Alarm volume", 4, "50%", 4, Standing.MET),
        ("Alarm volume", 4, "0%", 1, Standing.MET),
        ("Ring volume", 2, "100%", 6, Standing.MISSING),
        ("Ring volume", 2, "100%", 7, Standing.MET),
        ("Media volume", 3, "up", 20, Standing.UNKNOWN),
    ],
)
def test_a_volume_is_proved_by_its_step(
    device: Device, place: str, stream: int, amount: str, level: int, wanted: Standing
) -> None:
    look = watch(device, change(place, amount))
    device.shell(["media", "volume", "--stream", str(stream), "--set", str(level)])
    assert standing(look) is wanted


def test_of_the_brightness_only_the_highest_is_proof(device: Device) -> None:
    half, full = watch(device, change("Brightness", "50%")), watch(device, change("Brightness", "100%"))
    device.shell(["settings", "put", "system", "screen_brightness", "255"])
    assert (standing(half), standing(full)) == (Standing.UNKNOWN, Standing.MET)
    sight = half()
    assert sight is not None
    assert "255" in sight.evidence


def test_a_note_without_a_file_can_not_be_verified(device: Device) -> None:
    look = watch(device, TRIP)
    sight = look()
    assert sight is not None
    assert (sight.standing, sight.binds) == (Standing.UNKNOWN, True)


def test_a_note_is_proved_by_its_file_and_text(device: Device) -> None:
    look = watch(device, TRIP)
    device.push(b"Pack shoes\n", f"{FOLDER}/trip_list.md")
    sight = look()
    assert sight is not None
    assert (sight.standing, sight.binds) == (Standing.UNKNOWN, False)
    assert "Pack shoes" in sight.evidence, "the judge is told what it holds"
    device.push(b"Pack\nsocks\n", f"{FOLDER}/trip_list.md")
    assert standing(look) is Standing.MET


def test_a_file_that_is_written_to_is_not_gone(device: Device) -> None:
    device.push(b"a", f"{FOLDER}/trip.md")
    look = watch(device, Effect(kind=EffectKind.DELETE, text="trip is gone", place="Markor", object="trip"))
    device.push(b"b", f"{FOLDER}/trip.md")
    assert standing(look) is Standing.MISSING
    device.shell(["rm", f"{FOLDER}/trip.md"])
    assert standing(look) is Standing.MET


def test_what_became_of_a_note_is_evidence_for_the_judge(device: Device) -> None:
    device.push(b"milk", f"{FOLDER}/shopping.md")
    look = watch(
        device, Effect(kind=EffectKind.CHANGE, text="bread is added", place="Markor", object="shopping")
    )
    device.push(b"milk, bread", f"{FOLDER}/shopping.md")
    sight = look()
    assert sight is not None
    assert sight.standing is Standing.UNKNOWN
    assert sight.evidence.endswith(f"shopping.md: milk, bread (before: {FOLDER}/shopping.md: milk)")


@pytest.mark.parametrize(
    ("effect", "wanted"),
    [
        (Effect(kind=EffectKind.OPEN, text="the clock", place="Clock"), Standing.MET),
        (Effect(kind=EffectKind.OPEN, text="timers", place="Clock", object="Timer"), Standing.UNKNOWN),
        (Effect(kind=EffectKind.OPEN, text="the settings", place="Settings"), Standing.UNKNOWN),
    ],
)
def test_an_app_in_front_is_proof_that_it_is_open(device: Device, effect: Effect, wanted: Standing) -> None:
    look = watch(device, effect)
    device.open_app("Clock")
    device.settle()
    assert standing(look) is wanted


def test_an_alarm_is_proved_where_it_is_the_next(device: Device) -> None:
    effects = [
        Effect(kind=EffectKind.CREATE, text="an alarm", place="Clock", amount=amount)
        for amount in ("7:30 AM", "8:00", "7:30 on weekdays")
    ]
    looks = [watch(device, effect) for effect in effects]
    device.shell(["settings", "put", "system", "next_alarm_formatted", "Mon 7:30 AM"])
    assert [standing(look) for look in looks] == [Standing.MET, Standing.UNKNOWN, Standing.UNKNOWN]


def test_an_app_is_proved_to_be_there_or_gone(device: Device) -> None:
    there = watch(device, Effect(kind=EffectKind.INSTALL, text="Joplin", object="Joplin"))
    gone = watch(device, Effect(kind=EffectKind.DELETE, text="Joplin is gone", object="Joplin"))
    assert (standing(there), standing(gone)) == (Standing.MET, Standing.MISSING)
    device.shell(["pm", "uninstall", "net.cozic.joplin"])
    assert (standing(there), standing(gone)) == (Standing.UNKNOWN, Standing.MET)
