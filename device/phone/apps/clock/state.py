"""Where the Clock's screen is, and what all its tabs need."""

from collections.abc import Sequence
from dataclasses import dataclass

from device.phone.apps.activity import AppActivity
from device.phone.apps.clock.store import Alarm, prefer
from device.phone.system.context import Context
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.widget import Tab, TimePick, bottom_bar, icon_button, menu, page, snackbar, top_bar

ALARM, WORLD, TIMER, STOPWATCH, BEDTIME = range(5)
TABS = (
    Tab("Alarm", "alarm", "tab_menu_alarm"),
    Tab("Clock", "schedule", "tab_menu_clock"),
    Tab("Timer", "hourglass_empty", "tab_menu_timer"),
    Tab("Stopwatch", "timer", "tab_menu_stopwatch"),
    Tab("Bedtime", "bedtime", "tab_menu_bedtime"),
)
SETTINGS_ACTIVITY = "com.android.deskclock.settings.SettingsActivity"
_SNACK_MS = 2_750
_FAB_BOTTOM = 96.0
"""dp below a floating button: the bottom bar and a margin."""


@dataclass(frozen=True, slots=True)
class ClockAppState:
    """State of an activity of the Clock."""

    tab: int = ALARM
    expanded: int = 0
    """Alarm whose card is open."""
    dialog: str = ""
    """What is open over the page."""
    target: int = 0
    """Alarm or timer it is about; 0 = a new one."""
    time: TimePick | None = None
    digits: str = ""
    """Typed on the timer's keypad: up to six."""
    adding: bool = False
    """The keypad shows although there are timers."""
    snack: str = ""
    snack_until_ms: int = 0
    """Uptime."""
    undo: Alarm | None = None
    """What the snackbar can bring back."""


class ClockActivity(AppActivity[ClockAppState]):
    """An activity of the Clock, with its state at hand."""

    __slots__ = ()

    def __init__(self, context: Context) -> None:
        super().__init__(context, ClockAppState)

    def open(self, dialog: str, target: int = 0) -> None:
        """Open a dialog."""
        self.set(dialog=dialog, target=target)

    def close(self) -> None:
        """Close it."""
        self.context.focus("")
        self.set(dialog="", time=None)

    def say(self, text: str, undo: Alarm | None = None) -> None:
        """A snackbar."""
        until = self.context.clock.uptime_ms + _SNACK_MS
        self.set(snack=text, snack_until_ms=until, undo=undo)

    def show_tab(self, tab: int) -> None:
        """Another tab; it is the one that shows at the next start."""
        prefer(self.context, "tab", str(tab))
        self.set(tab=tab, dialog="", adding=False, digits="", time=None, snack="")


def tab_screen(
    hands: ClockActivity,
    body: Sequence[View],
    *,
    fab: View | None = None,
    overlay: Overlay | None = None,
    snack: View | None = None,
) -> Screen:
    """A tab's page: title, body, bottom bar."""
    state, tr = hands.state, hands.tr
    title = tr(TABS[state.tab].label)
    more = icon_button("more_vert", tr("More options"), lambda: hands.open("menu"))
    bar = top_bar(title, actions=(more,), title_id="action_bar_title")
    tabs = [Tab(tr(tab.label), tab.icon, tab.resource_id) for tab in TABS]
    foot = bottom_bar(tabs, state.tab, hands.show_tab)
    if state.dialog == "menu":
        items = [
            (tr("Settings"), hands.context.then(hands.close, lambda: hands.context.start(SETTINGS_ACTIVITY)))
        ]
        overlay = menu(items, hands.close, anchor=(1.0, 0.03))
    if snack is None and state.snack and hands.context.clock.uptime_ms < state.snack_until_ms:
        snack = snackbar(state.snack)
    upright = hands.context.size[0] < hands.context.size[1]
    place = "center" if upright else "end"
    whole = page(bar, *body, foot, fab=fab, fab_place=place, fab_bottom=_FAB_BOTTOM, snack=snack)
    return Screen(whole, overlay=overlay, title=title)
