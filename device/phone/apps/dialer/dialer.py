"""The Phone app: its screens, and the intents that open them."""

from urllib.parse import unquote

from device.phone.apps.dialer.call import (
    RINGING,
    CallState,
    answer_call,
    begin,
    call_state,
    end,
    follow,
    hang_up,
    pressed,
)
from device.phone.apps.dialer.history import show_blocked, show_details, show_history
from device.phone.apps.dialer.home import home_back, show_home
from device.phone.apps.dialer.incall import call_back, show_call
from device.phone.apps.dialer.notice import SHOW, missed_calls_seen
from device.phone.apps.dialer.state import (
    BLOCKED,
    DETAILS,
    DIGITS,
    HISTORY,
    IN_CALL,
    MAIN,
    PACKAGE,
    RECENTS,
    DialerActivity,
    DialerState,
    open_dialpad,
)
from device.phone.apps.gate import ask_first, closed
from device.phone.apps.provider.calllog import read_calls
from device.phone.system.app import App, IntentFilter, Manifest
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.system.keycode import ENDCALL
from device.phone.toolkit.view import Screen

_ACTION = "android.intent.action."
_NEEDED = ("CALL_PHONE", "READ_CALL_LOG", "READ_CONTACTS")
_SHOW = {MAIN: show_home, DETAILS: show_details, HISTORY: show_history, BLOCKED: show_blocked}


class Dialer(App):
    """Google's Phone."""

    manifest = Manifest(
        package=PACKAGE,
        label="Phone",
        icon="call",
        icon_colours=("#1A73E8", "#FFFFFF"),
        main=MAIN,
        activities=(IN_CALL, DETAILS, HISTORY, BLOCKED),
        filters=(
            IntentFilter(f"{_ACTION}DIAL", MAIN),
            IntentFilter(f"{_ACTION}VIEW", MAIN, scheme="tel"),
            IntentFilter(f"{_ACTION}CALL_BUTTON", MAIN),
            IntentFilter(f"{_ACTION}VIEW", MAIN, type="vnd.android.cursor.dir/calls"),
            IntentFilter(f"{_ACTION}CALL", IN_CALL, scheme="tel"),
        ),
        upright=(IN_CALL,),
        version="114.0",
        permissions=tuple(f"android.permission.{name}" for name in _NEEDED),
    )

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """The recent calls, the keypad with the intent's number, or a call."""
        if name == IN_CALL:
            return begin(context, intent)
        ask_first(context, *_NEEDED)
        if name in (DETAILS, BLOCKED, HISTORY):
            return DialerState(tab=0, number=str(intent.extras.get("number", "")))
        read_calls(context)
        missed_calls_seen(context)
        return _dialled(context, intent, DialerState())

    def screen(self, context: Context) -> Screen:
        """What the activity shows."""
        if context.activity.name == IN_CALL:
            return show_call(context)
        shut = closed(context, "call", "Phone needs permission to show and make calls", *_NEEDED)
        return shut or _SHOW[context.activity.name](DialerActivity(context))

    def time_passed(self, context: Context, since_ms: int, now_ms: int) -> None:
        """The notification of a call follows the call."""
        follow(context)

    def key(self, context: Context, code: int) -> bool:
        """The key that ends a call, and those that take the one that rings."""
        if code == ENDCALL:
            return hang_up(context)
        rings = call_state(context) == RINGING
        if rings:
            answer_call(context)
        return rings

    def back(self, context: Context) -> bool:
        """Closes what is open on the page; a call goes on behind the home screen."""
        if context.activity.name == IN_CALL:
            return call_back(context)
        return context.activity.name == MAIN and home_back(DialerActivity(context))

    def receive(self, context: Context, intent: Intent) -> tuple[int, str] | None:
        """A number to dial, or another call while one is on: the first one ends."""
        if pressed(context, intent.action) or intent.action == SHOW:
            return None
        if context.activity.name == MAIN:
            missed_calls_seen(context)
            context.set(_dialled(context, intent, context.state(DialerState)))
        elif context.activity.name == IN_CALL and isinstance(context.activity.state, CallState):
            end(context)
            context.open(intent)
        return None


def _dialled(context: Context, intent: Intent, state: DialerState) -> DialerState:
    """The main screen as an intent wants it: DIAL opens the keypad."""
    if intent.action == f"{_ACTION}DIAL" or intent.data.startswith("tel:"):
        context.set_text(DIGITS, unquote(intent.data.removeprefix("tel:")))
        open_dialpad(context)
        return DialerState(tab=state.tab, dialpad=True)
    return DialerState(tab=RECENTS) if intent.type else state
