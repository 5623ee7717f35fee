"""The phone's own bars: time and state on top, Back, Home and Overview at the bottom.

Unchanged bars are the same View object, so that a frame need not lay them out again.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary, ref

from device.phone.keycode import APP_SWITCH, BACK, HOME
from device.phone.timetext import is_24_hour, local_now
from device.phone.view import FILL, Screen, Shape, View

if TYPE_CHECKING:
    from device.phone.phone import Phone

_BACK = (
    Shape("line", "", 2.0, points=((0.27, 0.5), (0.68, 0.24))),
    Shape("line", "", 2.0, points=((0.68, 0.24), (0.68, 0.76))),
    Shape("line", "", 2.0, points=((0.68, 0.76), (0.27, 0.5))),
)

_status: "WeakKeyDictionary[Phone, tuple[tuple[object, ...], tuple[object, ...], View]]" = WeakKeyDictionary()
"""By phone: what the bar was read from, what it shows, and the view."""
_navigation: "WeakKeyDictionary[Phone, dict[str, View]]" = WeakKeyDictionary()
"""By phone and colour."""


def _colour(screen: Screen) -> str:
    return "#FFFFFF" if screen.light_bars else "on_surface"


def status_bar(phone: "Phone", screen: Screen) -> View:
    """The time and the icons of what is on."""
    clock = phone.clock
    stamp = (phone.settings.revision, clock.date_ms // 60_000, clock.timezone, screen.light_bars)
    kept = _status.get(phone)
    if kept is not None and kept[0] == stamp:
        return kept[2]
    shows = (_time(phone), _state(phone), _colour(screen))
    view = kept[2] if kept is not None and kept[1] == shows else _status_view(phone, *shows)
    _status[phone] = (stamp, shows, view)
    return view


def _time(phone: "Phone") -> str:
    """As on a Pixel: no AM or PM in the bar."""
    now = local_now(phone)
    hour = now.hour if is_24_hour(phone) else now.hour % 12 or 12
    return f"{hour:02d}:{now.minute:02d}" if is_24_hour(phone) else f"{hour}:{now.minute:02d}"


def _state(phone: "Phone") -> tuple[tuple[str, str], ...]:
    """Icon and description of everything that the bar tells, from left to right."""
    settings = phone.settings
    flight = settings.on("global", "airplane_mode_on")
    ringer = settings.number("global", "mode_ringer", 2)
    shown = [
        (settings.text("system", "next_alarm_formatted") != "", "alarm", "Alarm set."),
        (settings.on("global", "zen_mode"), "do_not_disturb_on", "Do Not Disturb."),
        (ringer == 1, "vibration", "Ringer vibrate."),
        (ringer == 0, "notifications_off", "Ringer silent."),
        (settings.on("secure", "location_indicator"), "location_on", "Location on."),
        (settings.on("global", "data_saver"), "data_saver_on", "Data Saver is on"),
        (settings.on("global", "hotspot_on"), "wifi_tethering", "Hotspot"),
        (settings.on("global", "bluetooth_on"), "bluetooth", "Bluetooth on."),
        (settings.on("global", "wifi_on"), "signal_wifi_4_bar", "Wifi signal full."),
        (flight, "airplanemode_active", "Airplane mode."),
        (not flight, "signal_cellular_4_bar", "Phone signal full."),
        (settings.on("global", "low_power"), "battery_saver", "Battery Saver on."),
        (not settings.on("global", "low_power"), "battery_full", "Battery 100 percent."),
    ]
    return tuple((icon, description) for on, icon, description in shown if on)


def _status_view(phone: "Phone", time: str, state: tuple[tuple[str, str], ...], colour: str) -> View:
    icons = [
        View(
            "ImageView",
            content_description=phone.translate(description),
            icon=icon,
            icon_size=16.0,
            icon_filled=True,
            colour=colour,
        )
        for icon, description in state
    ]
    clock = View("TextView", "clock", time, style="label_large", colour=colour)
    end = View("LinearLayout", "system_icons", axis="row", align="center", gap=4.0, children=icons)
    return View(
        "FrameLayout",
        "status_bar",
        axis="row",
        width=FILL,
        height=FILL,
        align="center",
        justify="between",
        padding=(28.0, 4.0, 24.0, 0.0),
        children=(clock, end),
    )


def navigation_bar(phone: "Phone", screen: Screen) -> View:
    """Back, Home and Overview."""
    colour = _colour(screen)
    kept = _navigation.setdefault(phone, {})
    view = kept.get(colour)
    if view is None:
        kept[colour] = view = _navigation_view(phone, colour)
    return view


def _navigation_view(phone: "Phone", colour: str) -> View:
    """Its handlers hold the phone weakly: the bar is kept for longer than a frame."""
    weak = ref(phone)

    def press(code: int) -> Callable[[], None]:
        def run() -> None:
            held = weak()
            if held is not None:
                held.touch.key(code)

        return run

    back = View(width=20.0, height=20.0, important=False)
    back.shapes = tuple(Shape("line", colour, shape.width, points=shape.points) for shape in _BACK)
    home = View(width=16.0, height=16.0, radius=8.0, background=colour, important=False)
    overview = View(width=15.0, height=15.0, radius=3.0, border=colour, border_width=2.0, important=False)
    marks = (
        ("back", "Back", back, BACK),
        ("home_button", "Home", home, HOME),
        ("recent_apps", "Overview", overview, APP_SWITCH),
    )
    return View(
        "FrameLayout",
        "navigation_bar_frame",
        axis="row",
        width=FILL,
        height=FILL,
        align="stretch",
        padding=(28.0, 0.0, 28.0, 0.0),
        children=[
            View(
                "ImageView",
                name,
                content_description=phone.translate(label),
                axis="stack",
                weight=1.0,
                align="center",
                justify="center",
                on_tap=press(code),
                children=(mark,),
            )
            for name, label, mark, code in marks
        ],
    )
