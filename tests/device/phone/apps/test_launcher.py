"""The home screen, its drawer, and the bars around every screen."""

from device.phone.screen.systembars import navigation_bar, status_bar

HOME = "com.google.android.apps.nexuslauncher/com.google.android.apps.nexuslauncher.NexusLauncherActivity"


def drawer(hand):
    hand.phone.touch.swipe(540, 1500, 540, 500)


def test_home_shows_date_and_apps(hand):
    assert hand.phone.front.component == HOME
    assert hand.see("Sun, Oct 15")
    hand.tap("Clock")
    assert hand.phone.front.package == "com.google.android.deskclock"


def test_drawer_opens_by_swipe_and_closes_by_back_home_and_swipe(hand):
    for close in (
        hand.back,
        lambda: hand.phone.touch.key(3),
        lambda: hand.phone.touch.swipe(540, 1000, 540, 1900),
    ):
        drawer(hand)
        assert not hand.see("Sun, Oct 15")
        close()
        assert hand.see("Sun, Oct 15")
    hand.back()
    assert hand.phone.front.component == HOME


def test_drawer_is_sorted_and_closed_after_a_launch(hand):
    drawer(hand)
    labels = [e.text for e in hand.phone.frame().elements() if e.resource_id.endswith("/icon")]
    assert labels == sorted(labels, key=str.lower)
    hand.tap("Settings")
    assert hand.phone.front.package == "com.android.settings"
    hand.phone.touch.key(3)
    assert hand.see("Sun, Oct 15")


def test_search_filters_and_enter_opens(hand):
    hand.tap("Search")
    hand.type("clo")
    icons = [e.text for e in hand.phone.frame().elements() if e.resource_id.endswith("/icon")]
    assert icons == ["Clock"]
    hand.phone.touch.key(66)
    assert hand.phone.front.package == "com.google.android.deskclock"
    hand.phone.touch.key(3)
    drawer(hand)
    assert hand.see("Settings")


def test_search_without_a_match_says_so(hand):
    hand.tap("Search")
    hand.type("zzz")
    assert hand.see("No apps found matching “zzz”")
    hand.tap("Clear text")
    assert hand.see("Clock")


def test_long_press_leads_to_app_info(hand):
    drawer(hand)
    hand.hold("Clock")
    hand.tap("App info")
    assert hand.phone.front.package == "com.android.settings"
    assert hand.see("Force stop")


# -- bars --------------------------------------------------------------------------------------------------
def described(view):
    found = [view.content_description or view.text.content]
    for child in view.children:
        found += described(child)
    return [text for text in found if text]


def test_status_bar_follows_the_state(phone):
    screen = phone.screen()
    assert described(status_bar(phone, screen)) == [
        "3:34",
        "Wifi signal full.",
        "Phone signal full.",
        "Battery 100 percent.",
    ]
    for name, value in (("airplane_mode_on", 1), ("wifi_on", 0), ("bluetooth_on", 1), ("zen_mode", 1)):
        phone.settings.put("global", name, value)
    phone.settings.put("system", "time_12_24", "24")
    phone.settings.put("system", "next_alarm_formatted", "Mon 7:30 AM")
    assert described(status_bar(phone, screen)) == [
        "15:34",
        "Alarm set.",
        "Do Not Disturb.",
        "Bluetooth on.",
        "Airplane mode.",
        "Battery 100 percent.",
    ]


def test_unchanged_bars_are_the_same_view(phone):
    screen = phone.screen()
    first = status_bar(phone, screen)
    phone.settings.put("system", "screen_brightness", 9)
    assert status_bar(phone, screen) is first
    assert navigation_bar(phone, screen) is navigation_bar(phone, screen)


def test_navigation_buttons_press_their_keys(hand):
    hand.open("com.android.settings")
    hand.phone.touch.tap(540, 2340)
    assert hand.phone.front.component == HOME
    hand.open("com.android.settings")
    hand.phone.touch.tap(240, 2340)
    assert hand.phone.front.component == HOME
