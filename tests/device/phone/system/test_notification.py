"""Notifications: posting, replacing, taking back, what comes up; texts, calls, the shell."""

import pytest

from device.phone.apps.dialer.call import OFFHOOK, RINGING, call_state, hang_up, ring
from device.phone.apps.messages.delivery import deliver
from device.phone.apps.provider.calllog import MISSED, REJECTED, calls
from device.phone.server.archive import from_bytes, to_bytes
from device.phone.system.intent import Intent
from device.phone.system.notification import DEFAULT, HIGH, LOW, Action, Notification
from device.phone.system.posting import heads_up, shown
from tests.boot import fresh_phone

SETTINGS = "com.android.settings"
SMS = "com.simplemobiletools.smsmessenger"
CLOCK = "com.google.android.deskclock"
ALARM = "android.intent.extra.alarm."


@pytest.fixture
def phone():
    return fresh_phone()


def note(title="Hello", **fields):
    return Notification(SETTINGS, title, **fields)


def titles(phone):
    phone.frame()
    return [entry.title for entry in shown(phone)]


def out(phone, command):
    return phone.shell(command).stdout.decode()


def press(phone, label):
    """A button of what is over the screen, by touch."""
    window = next(window for window in phone.frame().windows if window.kind == "heads_up")
    node = next(node for node in window.root.walk() if node.view.text.content == label)
    phone.touch.tap((node.left + node.right) // 2, (node.top + node.bottom) // 2)


# -- the store -------------------------------------------------------------------------------------------
def test_the_same_id_replaces_and_cancel_takes_away(phone):
    phone.notify(note("One", id=1))
    phone.notify(note("Two", id=2))
    phone.notify(note("One more", id=1))
    assert sorted(titles(phone)) == ["One more", "Two"]
    assert phone.cancel(SETTINGS, 1)
    assert not phone.cancel(SETTINGS, 1)
    assert titles(phone) == ["Two"]


def test_alerting_stand_before_silent_and_newer_before_older(phone):
    phone.notify(note("Quiet", id=1, importance=LOW))
    phone.notify(note("Old", id=2, when_ms=phone.clock.date_ms - 60_000))
    phone.notify(note("New", id=3))
    assert titles(phone) == ["New", "Old", "Quiet"]


def test_snapshots_keep_notifications_also_in_a_file(phone):
    phone.notify(note("Kept", actions=(Action("Do", Intent("x"), reply="t"),), tap=Intent("y")))
    phone.touch.key(83)
    saved = phone.snapshot()
    phone.shell("cmd statusbar collapse")
    phone.notifications.remove(entry.key for entry in phone.notifications.posted)
    other = fresh_phone()
    other.restore(from_bytes(to_bytes(saved)))
    phone.restore(saved)
    for restored in (phone, other):
        assert titles(restored) == ["Kept"]
        assert restored.window.shade.level == "compact"


def test_force_stop_takes_an_apps_notifications_away(phone):
    phone.notify(note())
    phone.shell(f"am force-stop {SETTINGS}")
    assert titles(phone) == []


# -- who may ---------------------------------------------------------------------------------------------
def test_an_app_muted_in_settings_posts_nothing(phone):
    phone.settings.put("secure", "muted_packages", SETTINGS)
    assert not phone.notify(note())
    phone.settings.put("secure", "muted_packages", "")
    assert phone.notify(note())


def test_without_the_permission_nothing_is_posted(phone):
    phone.shell(f"pm revoke {SMS} android.permission.POST_NOTIFICATIONS")
    deliver(phone.context(), "5551234", "Hello")
    assert titles(phone) == []
    phone.shell(f"pm grant {SMS} android.permission.POST_NOTIFICATIONS")
    deliver(phone.context(), "5551234", "Hello again")
    assert titles(phone) == ["5551234"]


# -- over the screen -------------------------------------------------------------------------------------
def test_what_is_important_comes_up_and_goes_by_itself(phone):
    phone.notify(note("Plain", importance=DEFAULT))
    assert heads_up(phone) is None
    phone.notify(note("Loud", importance=HIGH))
    assert heads_up(phone).title == "Loud"
    front = phone.frame().active
    assert front.kind == "app"
    phone.clock.advance(5_000)
    assert heads_up(phone) is None
    assert "Loud" in titles(phone)


def test_swiped_up_it_stays_in_the_shade(phone):
    phone.notify(note("Loud", importance=HIGH))
    phone.touch.swipe(540, 120, 540, 20)
    assert heads_up(phone) is None
    assert titles(phone) == ["Loud"]


@pytest.mark.parametrize(
    ("space", "key", "value"),
    [("global", "heads_up_notifications_enabled", 0), ("global", "zen_mode", 1)],
)
def test_it_does_not_come_up_where_that_is_off(phone, space, key, value):
    phone.settings.put(space, key, value)
    phone.notify(note("Loud", importance=HIGH))
    assert heads_up(phone) is None
    assert titles(phone) == ["Loud"]


def test_a_tap_on_it_opens_what_it_is_about(phone):
    phone.notify(note("Loud", importance=HIGH, tap=Intent("android.settings.WIFI_SETTINGS")))
    phone.touch.tap(540, 120)
    assert phone.front.package == SETTINGS
    assert titles(phone) == []


# -- texts -----------------------------------------------------------------------------------------------
def test_a_text_notifies_until_it_is_read(phone):
    deliver(phone.context(), "5551234", "Are you there?")
    deliver(phone.context(), "5551234", "Hello?")
    (entry,) = shown(phone)
    assert (entry.package, entry.title, entry.text) == (SMS, "5551234", "Hello?")
    assert entry.lines == ("Are you there?", "Hello?")
    phone.touch.tap(540, 120)
    assert phone.front.name.endswith("ThreadActivity")
    assert titles(phone) == []


def test_a_text_of_the_conversation_in_front_does_not_notify(phone):
    phone.start(Intent("android.intent.action.SENDTO", data="smsto:5551234"))
    deliver(phone.context(), "5551234", "Hello")
    assert titles(phone) == []


def test_mark_as_read(phone):
    deliver(phone.context(), "5551234", "Hello")
    press(phone, "Mark as read")
    assert titles(phone) == []
    assert "read=1" in out(phone, "content query --uri content://sms/inbox --projection read")


def test_reading_in_the_app_takes_the_notification_away(phone):
    deliver(phone.context(), "5551234", "Hello")
    phone.shell("content update --uri content://sms --bind read:i:1")
    assert titles(phone) == []


# -- calls -----------------------------------------------------------------------------------------------
def test_a_call_comes_up_over_what_is_being_done_and_is_answered(phone):
    phone.start(Intent(package=SETTINGS))
    assert ring(phone.context(), "5550123")
    assert phone.front.package == SETTINGS
    assert call_state(phone.context()) == RINGING
    assert heads_up(phone).text == "Incoming call"
    press(phone, "Answer")
    assert call_state(phone.context()) == OFFHOOK
    assert phone.front.name == "com.android.incallui.InCallActivity"
    phone.touch.key(3)
    phone.clock.advance(9_000)
    entry = shown(phone)[0]
    assert (entry.text, entry.ongoing) == ("Ongoing call", True)
    hang_up(phone.context())
    assert titles(phone) == []


def test_a_declined_call_goes_and_a_missed_one_is_told_until_the_log_is_seen(phone):
    ring(phone.context(), "5550123")
    press(phone, "Decline")
    assert titles(phone) == []
    ring(phone.context(), "5550124")
    hang_up(phone.context(), by_other=True)
    assert [(entry.title, entry.tag) for entry in shown(phone)] == [("Missed call", "MissedCall_5550124")]
    assert [call.type for call in calls(phone.context())] == [MISSED, REJECTED]
    phone.start(Intent(package="com.google.android.dialer"))
    assert titles(phone) == []


def test_where_nothing_may_come_up_a_call_has_the_screen(phone):
    phone.settings.put("global", "heads_up_notifications_enabled", 0)
    ring(phone.context(), "5550123")
    assert phone.front.name == "com.android.incallui.InCallActivity"


def test_do_not_disturb_lets_the_callers_through_that_settings_name(phone):
    phone.settings.put("global", "zen_mode", 1)
    ring(phone.context(), "5550123")
    assert heads_up(phone) is None
    hang_up(phone.context())
    phone.settings.put("global", "zen_calls", 0)
    ring(phone.context(), "5550123")
    assert heads_up(phone) is not None
    hang_up(phone.context())
    phone.shell("cmd notification set_dnd on")
    ring(phone.context(), "5550123")
    assert heads_up(phone) is None, "total silence lets nobody through"


# -- the shell -------------------------------------------------------------------------------------------
def test_the_shell_posts_lists_and_dumps(phone):
    out(phone, "cmd notification post -t 'A title' mytag 'Some text'")
    key = out(phone, "cmd notification list").strip()
    assert key == "0|com.android.shell|2020|mytag|2000"
    dump = out(phone, "dumpsys notification --noredact")
    assert f"key={key}:" in dump
    assert "android.title=String (A title)" in dump
    assert "android.text=String (Some text)" in dump
    assert "Some text" not in out(phone, "dumpsys notification")
    assert "android.text=String (Some text)" in out(phone, f"cmd notification get '{key}'")
