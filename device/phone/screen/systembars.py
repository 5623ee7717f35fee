"""The phone's own bars: time and state on top, Back, Home and Overview at the bottom.

Unchanged bars are the same View object, so that a frame need not lay them out again.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal
from weakref import WeakKeyDictionary, ref

from device.phone.screen.shade.naming import icon_of, label_of
from device.phone.system.hardware import Hardware
from device.phone.system.keycode import APP_SWITCH, BACK, HOME
from device.phone.system.posting import shown, silent_now
from device.phone.system.shade import pull
from device.phone.system.timetext import is_24_hour, local_now
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import FILL, GROWING, Box, Flow, Gestures, Icon, Shape, Surface, Text

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset
    from device.phone.system.system import System

_BACK = (
    Shape("line", "", 2.0, points=((0.27, 0.5), (0.68, 0.24))),
    Shape("line", "", 2.0, points=((0.68, 0.24), (0.68, 0.76))),
    Shape("line", "", 2.0, points=((0.68, 0.76), (0.27, 0.5))),
)

_status: "WeakKeyDictionary[System, tuple[tuple[object, ...], tuple[object, ...], View]]" = (
    WeakKeyDictionary()
)
"""By phone: what the bar was read from, what it shows, and the view."""
_navigation: "WeakKeyDictionary[System, dict[tuple[str, str, str], View]]" = WeakKeyDictionary()
"""By phone, colour, language and side."""


_HIDE_SILENT = "silence_gentle_status"
_BARS = (
    "Phone no signal.",
    "Phone one bar.",
    "Phone two bars.",
    "Phone three bars.",
    "Phone signal full.",
)
_MOST_NOTICES = 4
"""Icons of notifications; a dot stands for the rest."""


def _colour(screen: Screen) -> str:
    return "#FFFFFF" if screen.light_bars else "on_surface"


def status_bar(system: "System", screen: Screen) -> View:
    """The time and the icons of what is on."""
    clock = system.clock
    stamp = (
        system.settings.revision,
        system.notifications.revision,
        system.packages.revision,
        system.hardware,
        clock.date_ms // 60_000,
        clock.timezone,
        screen.light_bars,
    )
    kept = _status.get(system)
    if kept is not None and kept[0] == stamp:
        return kept[2]
    shows = (time_text(system), notices(system), _state(system), _colour(screen), system.language)
    view = kept[2] if kept is not None and kept[1] == shows else _status_view(system, *shows[:4])
    _status[system] = (stamp, shows, view)
    return view


def time_text(system: "System") -> str:
    """As on a Pixel: no AM or PM in the bar."""
    now = local_now(system)
    hour = now.hour if is_24_hour(system) else now.hour % 12 or 12
    return f"{hour:02d}:{now.minute:02d}" if is_24_hour(system) else f"{hour}:{now.minute:02d}"


def notices(system: "System") -> tuple[tuple[str, str], ...]:
    """Icon and description of the notifications, by app, the first of the shade first."""
    hidden = system.settings.on("secure", _HIDE_SILENT)
    found = {
        entry.package: (icon_of(system, entry), f"{label_of(system, entry.package)}: {entry.title}")
        for entry in reversed(shown(system))
        if not (hidden and silent_now(system, entry))
    }
    return tuple(reversed(found.values()))


def _state(system: "System") -> tuple[tuple[str, str], ...]:
    """Icon and description, in the phone's language, of all that the bar tells, from left to right."""
    settings = system.settings
    flight = settings.on("global", "airplane_mode_on")
    ringer = settings.number("global", "mode_ringer", 2)
    told = [
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
        (not flight, *_signal(system.hardware)),
        (settings.on("global", "low_power"), "battery_saver", "Battery Saver on."),
    ]
    signs = [(icon, system.translate(description)) for on, icon, description in told if on]
    if not settings.on("global", "low_power"):
        signs.append(_battery(system))
    return tuple(signs)


def _signal(hardware: Hardware) -> tuple[str, str]:
    """Symbol and words for the bars of the mobile network."""
    if hardware.voice not in ("home", "roaming"):
        return "signal_cellular_nodata", "No service."
    bars = min(len(_BARS) - 1, max(0, hardware.signal))
    return f"signal_cellular_{bars}_bar", _BARS[bars]


def _battery(system: "System") -> tuple[str, str]:
    """Symbol and words for the battery, in the phone's language."""
    level = system.hardware.battery_level
    if system.hardware.charger and system.hardware.battery_status == "charging" and level < 100:
        steps = ((80, "full"), (50, "80"), (20, "50"))
        step = next((name for least, name in steps if level > least), "20")
        return f"battery_charging_{step}", system.translate("Battery charging, {} percent.").format(level)
    icon = "battery_full" if level >= 95 else f"battery_{min(6, level * 7 // 100)}_bar"
    return icon, system.translate("Battery {} percent.").format(level)


def state_icons(system: "System", colour: str) -> list[View]:
    """What is on, as the bar and the shade show it."""
    return [_icon(icon, description, colour) for icon, description in _state(system)]


def _icon(icon: str, description: str, colour: str) -> View:
    return View("ImageView", content_description=description, icon=Icon(icon, colour, size=16.0, filled=True))


def _status_view(
    system: "System",
    time: str,
    noticed: tuple[tuple[str, str], ...],
    state: tuple[tuple[str, str], ...],
    colour: str,
) -> View:
    """Its handler holds the phone weakly: the bar is kept for longer than a frame."""
    weak = ref(system)

    def fling(way: Literal["up", "down"]) -> None:
        held = weak()
        if held is not None and way == "down":
            pull(held)

    clock = View("TextView", "clock", Text(time, style="label_large", colour=colour))
    signs = [_icon(icon, description, colour) for icon, description in noticed[:_MOST_NOTICES]]
    if len(noticed) > _MOST_NOTICES:
        signs.append(
            View(box=Box(width=4.0, height=4.0), surface=Surface(colour, radius=2.0), important=False)
        )
    start = View(
        flow=Flow("row", gap=10.0, align="center"),
        important=False,
        children=(
            clock,
            View(
                "LinearLayout",
                "notification_icon_area",
                flow=Flow("row", gap=4.0, align="center"),
                children=signs,
            ),
        ),
    )
    icons = [_icon(icon, description, colour) for icon, description in state]
    end = View("LinearLayout", "system_icons", flow=Flow("row", gap=4.0, align="center"), children=icons)
    return View(
        "FrameLayout",
        "status_bar",
        box=Box(width=FILL, height=FILL, padding=(28.0, 4.0, 24.0, 0.0)),
        flow=Flow("row", align="center", justify="between"),
        gestures=Gestures(on_fling=fling),
        children=(start, end),
    )


def navigation_bar(phone: "Handset", screen: Screen) -> View:
    """Back, Home and Overview."""
    kept = _navigation.setdefault(phone, {})
    left, top, right, bottom = phone.display.navigation
    side = "" if right - left > bottom - top else "right" if left else "left"
    sheet = screen.overlay is not None and screen.overlay.kind == "sheet"
    over = not side and (sheet or phone.window.keyboard_shown)  # what reaches down behind the bar
    colour = "on_surface" if over or phone.window.shade.level != "closed" else _colour(screen)
    key = (colour, phone.language, side)
    view = kept.get(key)
    if view is None:
        kept[key] = view = _navigation_view(phone, colour, side)
    return view


def _navigation_view(phone: "Handset", colour: str, side: str) -> View:
    """Its buttons stay where they are on the phone's body, so at the right side Back is the lowest.

    Its handlers hold the phone weakly: the bar is kept for longer than a frame.
    """
    weak = ref(phone)

    def press(code: int) -> Callable[[], None]:
        def run() -> None:
            held = weak()
            if held is not None:
                held.touch.key(code)

        return run

    back = View(
        box=Box(width=20.0, height=20.0),
        important=False,
        shapes=tuple(Shape("line", colour, shape.width, points=shape.points) for shape in _BACK),
    )
    home = View(box=Box(width=16.0, height=16.0), surface=Surface(colour, radius=8.0), important=False)
    overview = View(
        box=Box(width=15.0, height=15.0),
        surface=Surface(radius=3.0, border=colour, border_width=2.0),
        important=False,
    )
    marks = [
        ("back", "Back", back, BACK),
        ("home_button", "Home", home, HOME),
        ("recent_apps", "Overview", overview, APP_SWITCH),
    ]
    return View(
        "FrameLayout",
        "navigation_bar_frame",
        box=Box(width=FILL, height=FILL, padding=(0.0, 28.0, 0.0, 28.0) if side else (28.0, 0.0, 28.0, 0.0)),
        flow=Flow("column" if side else "row", align="stretch"),
        children=[
            View(
                "ImageView",
                name,
                content_description=phone.translate(label),
                box=GROWING,
                flow=Flow("stack", align="center", justify="center"),
                on_tap=press(code),
                children=(mark,),
            )
            for name, label, mark, code in (marks[::-1] if side == "right" else marks)
        ],
    )
