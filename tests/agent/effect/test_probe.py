"""What the phone's own state says of required effects, read over adb before the first touch and after."""

from collections.abc import Callable

import pytest

from agent.effect.effect import Effect, EffectKind, Requirement, Standing
from agent.effect.probe import probe_of, sight_of
from agent.effect.reader import events
from agent.effect.sight import Sight
from agent.effect.source import PhoneState, same_number
from device.client import Device
from tests.device.scripted import Scripted

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


# -- contacts, events, files, photos -----------------------------------------------------------------------
def insert(device: Device, uri: str, **values: str) -> None:
    binds = [word for name, value in values.items() for word in ("--bind", f"{name}:{value}")]
    assert device.shell(["content", "insert", "--uri", uri, *binds]).text.strip() == ""


def save_contact(device: Device, name: str, number: str) -> None:
    """As `content insert` fills the provider: a raw contact, then its rows."""
    insert(device, "content://com.android.contacts/raw_contacts", account_type="n:", account_name="n:")
    rows = device.shell(["content", "query", "--uri", "content://com.android.contacts/raw_contacts",
                         "--projection", "_id"]).text  # fmt: skip
    raw = rows.strip().rpartition("=")[2]
    data = "content://com.android.contacts/data"
    insert(
        device, data, raw_contact_id=f"i:{raw}", mimetype="s:vnd.android.cursor.item/name", data1=f"s:{name}"
    )
    insert(device, data, raw_contact_id=f"i:{raw}", mimetype="s:vnd.android.cursor.item/phone_v2",
           data1=f"s:{number}")  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "content", "wanted"),
    [
        (EffectKind.CREATE, "+1 (555) 010-0123", Standing.MET),
        (EffectKind.CREATE, "+15550100124", Standing.MISSING),
        (EffectKind.CREATE, "", Standing.UNKNOWN),
        (EffectKind.CHANGE, "+15550100123", Standing.MET),
        (EffectKind.CHANGE, "+15550100124", Standing.MISSING),
    ],
)
def test_a_contact_is_proved_by_its_number(
    device: Device, kind: EffectKind, content: str, wanted: Standing
) -> None:
    effect = Effect(kind=kind, text="Bo as a contact", place="Contacts", object="Bo Li", content=content)
    look = watch(device, effect)
    save_contact(device, "Bo Li", "+15550100123")
    assert standing(look) is wanted


def test_a_number_is_no_proof_of_what_else_belongs_to_a_contact(device: Device) -> None:
    text = "Bo Li with +15550100123 and bo@example.com"
    look = watch(device, Effect(kind=EffectKind.CREATE, text=text, place="Contacts", object="Bo Li",
                                content="+15550100123"))  # fmt: skip
    save_contact(device, "Bo Li", "+15550100123")
    assert standing(look) is Standing.UNKNOWN


LUNCH = Effect(
    kind=EffectKind.CREATE, text="lunch", place="Calendar", object="Lunch", when="2023-10-20T12:30"
)


def save_event(device: Device, start: int, title: str = "Lunch") -> None:
    uri = "content://com.android.calendar/events"
    times = {"dtstart": f"l:{start}000", "dtend": f"l:{start + 3600}000"}
    insert(
        device,
        uri,
        calendar_id="i:1",
        title=f"s:{title}",
        eventTimezone="s:UTC",
        eventLocation="s:Cafe",
        **times,
    )


@pytest.mark.parametrize(
    ("start", "wanted"),
    [(1697805000, Standing.UNKNOWN), (1697808600, Standing.MISSING), (1697718600, Standing.MISSING)],
    ids=["as said", "an hour late", "a day early"],
)
def test_an_event_at_another_time_is_not_the_one(device: Device, start: int, wanted: Standing) -> None:
    look = watch(device, LUNCH)
    save_event(device, start)
    sight = look()
    assert sight is not None
    assert sight.standing is wanted
    assert "at Cafe" in sight.evidence, "the judge is told when and where it is"


def test_an_event_is_gone_where_none_is_left_on_its_day(device: Device) -> None:
    save_event(device, 1697805000)
    save_event(device, 1697891400)
    gone = LUNCH.model_copy(update={"kind": EffectKind.DELETE})
    look = watch(device, gone)
    delete = ["content", "delete", "--uri", "content://com.android.calendar/events", "--where"]
    device.shell([*delete, "dtstart=1697891400000"])
    assert standing(look) is Standing.UNKNOWN, "that was the one of the next day"
    device.shell([*delete, "dtstart=1697805000000"])
    assert standing(look) is Standing.MET


def test_events_of_a_real_phone_are_read_in_its_zone() -> None:
    """As AOSP prints them: NULL for what is not there, a whole day in UTC."""
    rows = (
        "Row: 0 _id=4, title=Lunch, dtstart=1697823000000, dtend=1697826600000, allDay=0, "
        "eventLocation=Cafe, corner 5th, description=NULL\n"
        "Row: 1 _id=5, title=Lunch, dtstart=1697760000000, dtend=NULL, allDay=1, "
        "eventLocation=NULL, description=bring\nthe cake\n"
        "Row: 2 _id=6, title=Launch, dtstart=1697760000000, dtend=NULL, allDay=1, "
        "eventLocation=NULL, description=NULL\n"
    )
    phone = Scripted().on(r"calendar/events", rows).on(r"getprop persist.sys.timezone", "America/New_York\n")
    phone.on(r"pm list packages|cmd package", "")
    assert events("Lunch")(PhoneState(Device(phone))) == (
        "4 Lunch: 2023-10-20 13:30 to 2023-10-20 14:30 at Cafe, corner 5th",
        "5 Lunch: 2023-10-20; bring\nthe cake",
    )


def test_a_file_is_known_by_its_name_in_any_app(device: Device) -> None:
    device.push(b"la", "/storage/emulated/0/Music/song.mp3")
    effects = [
        Effect(kind=kind, text="song.mp3", place="Files", object="song.mp3")
        for kind in (EffectKind.DELETE, EffectKind.CHANGE)
    ]
    gone, moved = (watch(device, effect) for effect in effects)
    assert standing(gone) is Standing.MISSING
    sight = moved()
    assert sight is not None
    assert sight.binds, "it lies where it lay"
    device.shell(["mv", "/storage/emulated/0/Music/song.mp3", "/storage/emulated/0/Podcasts/song.mp3"])
    sight = moved()
    assert sight is not None
    assert not sight.binds
    device.shell(["rm", "/storage/emulated/0/Podcasts/song.mp3"])
    assert standing(gone) is Standing.MET


def test_without_a_new_picture_no_photo_was_taken(device: Device) -> None:
    look = watch(device, Effect(kind=EffectKind.CREATE, text="a photo", place="Camera", object="a photo"))
    sight = look()
    assert sight is not None
    assert sight.binds
    device.push(b"jpeg", "/storage/emulated/0/DCIM/Camera/IMG_1.jpg")
    sight = look()
    assert sight is not None
    assert not sight.binds
    assert "IMG_1.jpg" in sight.evidence


def test_an_alarm_is_known_by_the_time_that_the_owner_says_wherever_it_is_listed(device: Device) -> None:
    fields = ({"when": "2023-10-16T07:30"}, {"object": "7:30"}, {"amount": "7:30 AM"})
    looks = [
        watch(device, Effect(kind=EffectKind.CREATE, text="an alarm", place="Clock", **more))
        for more in fields
    ]
    device.shell(["settings", "put", "system", "next_alarm_formatted", "Mon 7:30 AM"])
    assert [standing(look) for look in looks] == [Standing.MET] * 3


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("+1 (555) 010-0123", "+15550100123", True),
        ("+15550100123", "5550100123", True),
        ("0170 5551234", "+49 170 5551234", True),
        ("0049 170 5551234", "+491705551234", True),
        ("+18710452954", "+28710452954", False),
        ("+18710452954", "+19710452954", False),
        ("10086", "10086", True),
        ("10086", "110086", False),
        ("Bo", "Bo", False),
    ],
)
def test_a_telephone_number_is_the_same_however_it_is_written(one: str, other: str, same: bool) -> None:
    assert same_number(one, other) is same_number(other, one) is same


def test_a_text_to_a_number_that_differs_in_its_first_digit_is_none_to_the_owners(device: Device) -> None:
    text = Effect(kind=EffectKind.SEND, text="hi", place="Messages", object="+18710452954", content="hi")
    look = watch(device, text)
    insert(device, "content://sms", address="s:+28710452954", body="s:hi", type="i:2", date="l:1697384040000")
    assert standing(look) is Standing.UNKNOWN


@pytest.mark.parametrize(
    ("sent", "source", "binds"),
    [
        ("hi there", "", True),
        ("bye", "", True),
        ("Hi!", "", False),
        ("hi, 12 Elm Street", "my address in the note", False),
    ],
)
def test_a_text_that_differs_stays_unknown(device: Device, sent: str, source: str, binds: bool) -> None:
    text = Effect(
        kind=EffectKind.SEND, text="hi", place="Messages", object="+18710452954", content="hi", source=source
    )
    look = watch(device, text)
    row = {"address": "s:+18710452954", "body": f"s:{sent}", "type": "i:2", "date": "l:1697384040000"}
    insert(device, "content://sms", **row)
    sight = look()
    assert sight is not None
    assert (sight.standing, sight.binds) == (Standing.UNKNOWN, binds)


def test_one_new_contact_too_many_is_left_to_the_judges(device: Device) -> None:
    """Saved without its number, and then once more."""
    effect = Effect(
        kind=EffectKind.CREATE, text="Bo", place="Contacts", object="Bo Li", content="+15550100123"
    )
    look = watch(device, effect)
    save_contact(device, "Bo Li", "+15550100999")
    save_contact(device, "Bo Li", "+15550100123")
    sight = look()
    assert sight is not None
    assert sight.standing is Standing.UNKNOWN
    assert "+15550100999" in sight.evidence


def test_an_alarm_that_still_rings_is_not_off_whatever_a_judge_says(device: Device) -> None:
    off = Effect(kind=EffectKind.CHANGE, text="the alarm is off", place="Clock", object="8:30", amount="off")
    look = watch(device, off)
    bound = []
    for ringing in ("Mon 8:30 AM", "Sun 9:00 AM"):
        device.shell(["settings", "put", "system", "next_alarm_formatted", ringing])
        sight = look()
        bound.append(sight is not None and sight.binds)
    assert bound == [True, False]
