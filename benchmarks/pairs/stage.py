"""The phone of a half, with all that it says must be there before."""

from agent.language.feature import Feature, table
from benchmarks.ordinary.case import OrdinaryCase, Owner, Setup
from benchmarks.ordinary.stage import staged as set_up
from benchmarks.pairs.pair import Fact, Half
from device.phone.phone import Phone
from device.phone.sample import Appointment, Note, Person

_SET_ALARM = (
    "am start -a android.intent.action.SET_ALARM --ei android.intent.extra.alarm.HOUR {} "
    "--ei android.intent.extra.alarm.MINUTES {} --ez android.intent.extra.alarm.SKIP_UI true"
)
_NFC = "global/nfc_on"
"""Where the phone inside keeps it: Android names no place for it."""
_NUMBER = "+15550100999"
_FULL = {"brightness": 255, "media volume": 25, "ring volume": 7, "alarm volume": 7}


def staged(half: Half, language: str) -> Phone:
    """A phone of its own, in the language where the phone has it, else in English."""
    locale = "zh-CN" if language == "Chinese" else "en-US"
    facts = [fact for fact in half.start if fact.present]
    setup = Setup(
        contact=[_person(fact) for fact in facts if fact.contact],
        event=[Appointment(fact.event, 3, "09:00", "10:00") for fact in facts if fact.event],
        note=[Note(fact.note, fact.text or "something") for fact in facts if fact.note],
        shell=[command for fact in facts for command in _commands(fact)],
    )
    owner = Owner("somebody", locale, language, Setup())
    return set_up(OrdinaryCase(half.goal, owner, half.goal, setup, (), ()))


def place_of(fact: Fact) -> tuple[str, Feature | None]:
    """Where the phone keeps a switch or a level, as "global wifi_on"."""
    if fact.switch == "nfc":
        return _NFC.replace("/", " "), None
    if fact.level:
        return f"system {_LEVELS[fact.level]}", None
    found = next(one for one in table().switch if one.key == _SWITCHES[fact.switch])
    return found.setting.replace("/", " "), found


_SWITCHES = {
    "bluetooth": "bluetooth", "wifi": "wifi", "airplane mode": "airplane", "dark theme": "dark",
    "do not disturb": "dnd", "mobile data": "mobile_data", "location": "location", "battery saver": "saver",
    "auto-rotate": "rotate",
}  # fmt: skip
_LEVELS = {
    "brightness": "screen_brightness", "media volume": "volume_music", "ring volume": "volume_ring",
    "alarm volume": "volume_alarm",
}  # fmt: skip


def _person(fact: Fact) -> Person:
    first, _, last = fact.contact.partition(" ")
    return Person(first, last, phones=(("Mobile", fact.number or _NUMBER),))


def _commands(fact: Fact) -> list[str]:
    if fact.alarm:
        return [_SET_ALARM.format(*(int(part) for part in fact.alarm.split(":")))]
    if not fact.switch and not fact.level:
        return []
    place, found = place_of(fact)
    if fact.level:
        return [f"settings put {place} {round(_FULL[fact.level] * fact.percent / 100)}"]
    values = ("1", "0") if found is None else (found.on[0], found.off[0])
    return [f"settings put {place} {values[fact.state == 'off']}"]
