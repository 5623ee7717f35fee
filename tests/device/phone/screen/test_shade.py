"""The shade by touch: opening and closing, notifications in it, replies, what is behind a held one."""

import pytest

from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.apps.messages.delivery import deliver
from device.phone.system.intent import Intent
from device.phone.system.notification import DEFAULT, HIGH, LOW, TRANSPORT, Action, Notification
from device.phone.system.posting import heads_up, shown
from tests.boot import fresh_phone
from tests.device.phone.shadehand import SETTINGS, UI, elements, find, level, note, pull, tap, texts

WIFI = Intent("android.settings.WIFI_SETTINGS")


@pytest.fixture
def phone():
    return fresh_phone()


# -- opening and closing ---------------------------------------------------------------------------------
def test_a_swipe_from_the_top_opens_it_and_a_second_shows_all_tiles(phone):
    pull(phone)
    assert level(phone) == "compact"
    assert {e.package_name for e in elements(phone)} == {UI}
    assert find(phone, "notification_stack_scroller")
    assert find(phone, "no_notifications").text == "No notifications"
    pull(phone)
    assert level(phone) == "full"
    assert find(phone, "quick_settings_panel")
    assert find(phone, "slider").class_name == "android.widget.SeekBar"


def test_back_goes_from_all_tiles_to_the_notifications_and_closes(phone):
    phone.shell("cmd statusbar expand-settings")
    phone.touch.key(4)
    assert level(phone) == "compact"
    phone.touch.key(4)
    assert level(phone) == "closed"
    assert elements(phone)[0].package_name != UI


@pytest.mark.parametrize(
    "close",
    [
        lambda phone: phone.touch.key(3),
        lambda phone: phone.touch.key(187),
        lambda phone: phone.touch.key(83),
        lambda phone: phone.touch.swipe(540, 1800, 540, 400),
        lambda phone: phone.touch.tap(540, 2100),
        lambda phone: phone.shell("cmd statusbar collapse"),
        lambda phone: phone.shell("service call statusbar 2"),
    ],
    ids=["home", "recents", "key", "swipe", "beside", "cmd", "service"],
)
def test_it_closes(phone, close):
    phone.touch.key(83)
    assert level(phone) == "compact"
    close(phone)
    assert level(phone) == "closed"


def test_home_closes_the_shade_and_leaves_the_home_screen_as_it_was(phone):
    before = phone.front
    phone.shell("cmd statusbar expand-notifications")
    phone.touch.key(3)
    assert phone.front == before


def test_the_window_manager_names_the_shade_while_it_is_open(phone):
    focus = "dumpsys window | grep mCurrentFocus"
    assert b"NotificationShade" not in phone.shell(focus).stdout
    phone.shell("cmd statusbar expand-notifications")
    assert b"NotificationShade" in phone.shell(focus).stdout
    assert phone.front.package == phone.home_package


def test_an_observation_says_that_the_shade_is_in_front(phone):
    phone.shell("cmd statusbar expand-notifications")
    with Device(InProcessTransport(phone)) as device:
        assert device.observe().package == UI
        assert device.front().package == UI
        device.back()
        assert device.observe().package == phone.home_package


def test_the_app_below_keeps_its_text_and_cursor(phone):
    phone.start(Intent("android.intent.action.SENDTO", data="smsto:555"))
    tap(phone, lambda e: e.class_name.endswith("EditText"))
    phone.touch.text("dra")
    phone.touch.key(83)
    phone.touch.text("lost")
    assert not phone.window.keyboard_shown
    phone.touch.key(83)
    phone.touch.text("ft")
    assert "draft" in texts(phone)


# -- notifications in it ---------------------------------------------------------------------------------
def test_a_notification_shows_its_parts_and_a_tap_opens_what_it_is_about(phone):
    phone.notify(note("Title", text="Words", tap=WIFI, when_ms=phone.clock.date_ms - 300_000))
    pull(phone)
    assert find(phone, "title").text == "Title"
    assert find(phone, "text" if "text" in texts(phone) else "big_text").text == "Words"
    assert find(phone, "app_name_text").text == "Settings"
    assert find(phone, "time").text == "5m"
    tap(phone, "Title")
    assert level(phone) == "closed"
    assert phone.front.package == SETTINGS
    assert shown(phone) == ()


def test_a_swipe_dismisses_all_but_what_goes_on(phone):
    phone.notify(note("Going", id=1, ongoing=True))
    phone.notify(note("Plain", id=2))
    pull(phone)
    for title in ("Plain", "Going"):
        y = find(phone, title).bounds.center.y
        phone.touch.swipe(300, y, 1000, y)
    assert [entry.title for entry in shown(phone)] == ["Going"]


def test_clear_all_leaves_what_goes_on_and_closes(phone):
    phone.notify(note("Going", id=1, ongoing=True))
    phone.notify(note("Plain", id=2))
    phone.notify(note("Quiet", id=3, importance=LOW))
    pull(phone)
    assert find(phone, "header_label").text == "Silent"
    tap(phone, "Clear all")
    assert [entry.title for entry in shown(phone)] == ["Going"]
    assert level(phone) == "closed"
    pull(phone)
    assert "Clear all" not in texts(phone)


def test_silent_ones_are_cleared_alone(phone):
    phone.notify(note("Plain", id=2))
    phone.notify(note("Quiet", id=3, importance=LOW))
    pull(phone)
    tap(phone, "Clear all silent notifications")
    assert [entry.title for entry in shown(phone)] == ["Plain"]
    assert level(phone) == "compact"


def test_a_row_expands_and_its_button_tells_the_app(phone):
    phone.notify(note("First", id=1))
    phone.notify(
        note("Second", id=2, when_ms=phone.clock.date_ms - 1, actions=(Action("Go", WIFI, opens=True),))
    )
    pull(phone)
    assert "Go" not in texts(phone)
    tap(phone, "Expand")
    tap(phone, "Go")
    assert level(phone) == "closed"
    assert phone.front.package == SETTINGS


def test_several_of_a_group_are_one_until_it_is_expanded(phone):
    for number in range(3):
        phone.notify(note(f"Part {number}", id=number, group="parts", tap=WIFI))
    pull(phone)
    assert len([e for e in elements(phone) if e.resource_id.endswith("/expandableNotificationRow")]) == 1
    tap(phone, "Expand")
    assert len([e for e in elements(phone) if e.resource_id.endswith("/expandableNotificationRow")]) == 4
    tap(phone, "Part 1")
    assert phone.front.package == SETTINGS
    assert sorted(entry.title for entry in shown(phone)) == ["Part 0", "Part 2"]


def test_many_scroll(phone):
    for number in range(3):
        for package in list(phone.apps)[:8]:
            phone.notify(Notification(package, f"N{number}", "text", id=number, importance=DEFAULT))
    pull(phone)
    last = find(phone, "notification_stack_scroller")
    assert last.is_scrollable
    for _ in range(6):
        if "Clear all" not in texts(phone):
            phone.touch.swipe(540, 1900, 540, 700)
    assert level(phone) == "compact"
    tap(phone, "Clear all")
    assert shown(phone) == ()


def test_a_text_is_answered_in_the_shade(phone):
    deliver(phone.context(), "5551234", "Are you there?")
    pull(phone)
    tap(phone, "Reply")
    field = find(phone, "remote_input_text")
    assert field.is_focused
    assert phone.window.keyboard_shown
    assert not find(phone, "remote_input_send").is_enabled
    phone.touch.text("Yes I am")
    tap(phone, "remote_input_send")
    rows = phone.database("com.android.providers.telephony", "mmssms.db").rows(
        "SELECT address, body, type, read FROM sms ORDER BY _id"
    )
    assert rows == [("5551234", "Are you there?", 1, 1), ("5551234", "Yes I am", 2, 1)]
    assert shown(phone) == ()


def hold(phone, test):
    centre = find(phone, test).bounds.center
    phone.touch.long_press(centre.x, centre.y)


def test_a_held_notification_makes_its_app_silent_and_alerting_again(phone):
    phone.notify(note("Loud", importance=HIGH))
    pull(phone)
    hold(phone, "Loud")
    assert find(phone, "alert").is_selected
    tap(phone, "silence")
    tap(phone, "Done")
    assert find(phone, "header_label").text == "Silent"
    phone.touch.key(83)
    phone.notify(note("Louder", id=2, importance=HIGH))
    assert heads_up(phone) is None
    pull(phone)
    hold(phone, "Louder")
    tap(phone, "alert")
    tap(phone, "Done")
    assert "Silent" not in texts(phone)


def test_a_held_notification_turns_its_app_off_and_settings_turn_it_on(phone):
    phone.notify(note("Loud"))
    pull(phone)
    hold(phone, "Loud")
    tap(phone, "Turn off notifications")
    assert shown(phone) == ()
    assert not phone.notify(note("More"))
    phone.start(Intent("android.settings.APPLICATION_DETAILS_SETTINGS", data=f"package:{SETTINGS}"))
    phone.shell("cmd statusbar collapse")
    tap(phone, "Notifications")
    assert phone.notify(note("More"))


def test_a_player_stands_first_with_its_buttons(phone):
    player = "net.gsantner.markor"
    phone.notify(note("Plain"))
    action = Action("Pause", Intent("pause"), icon="pause")
    phone.notify(
        Notification(
            player, "Song", "Band", category=TRANSPORT, importance=LOW, ongoing=True, actions=(action,)
        )
    )
    pull(phone)
    assert [text for text in texts(phone) if text in ("Song", "Plain")] == ["Song", "Plain"]
    assert find(phone, "Pause").is_clickable
    assert "Silent" not in texts(phone)


def test_manage_leads_to_the_settings_of_notifications(phone):
    phone.notify(note())
    pull(phone)
    tap(phone, "Manage")
    assert phone.front.package == SETTINGS
    assert "Notifications" in texts(phone)
