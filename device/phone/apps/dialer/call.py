"""A call: ringing, being connected, going on; and its end, which the call log remembers."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from device.phone.apps.dialer.notice import (
    ANSWER,
    DECLINE,
    HANG_UP,
    SHOW,
    follow_call,
    no_call,
    tell_of_missed,
    tell_of_ringing,
)
from device.phone.apps.dialer.state import IN_CALL, PACKAGE
from device.phone.apps.provider.calllog import (
    BLOCKED,
    INCOMING,
    MISSED,
    OUTGOING,
    REJECTED,
    is_blocked,
    log_call,
)
from device.phone.apps.provider.interruption import may_interrupt
from device.phone.screen.shade.state import collapse
from device.phone.system.app import Context
from device.phone.system.audiofocus import TELECOM, interrupt, release
from device.phone.system.intent import Activity, Intent
from device.phone.system.radio import flying, in_service

if TYPE_CHECKING:
    from device.phone.phone import Phone

RING_ACTION = "android.intent.action.PHONE_STATE"
"""Opens the screen of a call that comes in; its number is in the data, as for CALL."""
CONNECT_MS = 3_000
"""Uptime from dialling to the other side's answer."""
IDLE, RINGING, OFFHOOK = range(3)
_LOUD = 2
"""Of `mode_ringer`: neither silent nor vibrating."""


@dataclass(frozen=True, slots=True)
class CallState:
    """A call."""

    number: str
    date_ms: int
    """When it began, by the phone's date."""
    connected_ms: int
    """Uptime at which the sides hear each other; an outgoing call gets there by itself."""
    incoming: bool = False
    answered: bool = True
    muted: bool = False
    speaker: bool = False
    held: bool = False
    keypad: bool = False
    typed: str = ""
    """Keys pressed during the call."""
    failed: str = ""
    """Why it could not be made; such a call is over."""


def begin(context: Context, intent: Intent) -> CallState:
    """A call to, or from, the number of a tel: URI."""
    clock = context.phone.clock
    number = unquote(intent.data.partition(":")[2]).strip()
    incoming = intent.action == RING_ACTION
    failed = "" if incoming else _hindrance(context.phone)
    if failed:
        log_call(context.phone, number, OUTGOING, clock.date_ms, 0)
    elif not incoming:
        interrupt(context.phone, TELECOM, "VOICE_COMMUNICATION")
    return CallState(
        number,
        clock.date_ms,
        clock.uptime_ms + CONNECT_MS,
        incoming=incoming,
        answered=not incoming,
        failed=failed,
    )


def _hindrance(phone: "Phone") -> str:
    """Why no call can be made now; "" when one can."""
    if flying(phone):
        return "Turn off airplane mode to make a call."
    return "" if in_service(phone) else "Mobile network not available."


def seconds_of(phone: "Phone", state: CallState) -> int:
    """How long the sides have been talking."""
    return max(0, phone.clock.uptime_ms - state.connected_ms) // 1000


def end(context: Context, *, by_other: bool = False) -> None:
    """Hang up, or decline: the log gets its row and the screen closes. `by_other`: the other side did it."""
    state = context.state(CallState)
    phone = context.phone
    if state.failed:
        context.finish()
        return
    unanswered = MISSED if by_other else REJECTED
    kind = OUTGOING if not state.incoming else INCOMING if state.answered else unanswered
    seconds = seconds_of(phone, state) if state.answered else 0
    log_call(phone, state.number, kind, state.date_ms, seconds)
    no_call(phone)
    context.finish()
    release(phone, TELECOM)


# -- for the rest of the phone -------------------------------------------------------------------------
def current_call(phone: "Phone") -> Activity | None:
    """The activity of the call there is, wherever it is on the stack."""
    return next(
        (
            activity
            for task in phone.stack.tasks
            for activity in task.activities
            if isinstance(activity.state, CallState) and not activity.state.failed
        ),
        None,
    )


def call_state(phone: "Phone") -> int:
    """As TelephonyManager counts: idle, ringing, off the hook."""
    activity = current_call(phone)
    if activity is None or not isinstance(activity.state, CallState):
        return IDLE
    return OFFHOOK if activity.state.answered else RINGING


def ring(phone: "Phone", number: str) -> bool:
    """A call comes in; False when the number is blocked, the line is busy, or no network has the phone."""
    if not in_service(phone):
        return False
    if is_blocked(phone, number):
        log_call(phone, number, BLOCKED, phone.clock.date_ms, 0)
        return False
    if current_call(phone) is not None:
        log_call(phone, number, MISSED, phone.clock.date_ms, 0)
        tell_of_missed(phone, number)
        return False
    if _rings(phone, number):  # first, so that no player takes it for being left
        interrupt(phone, TELECOM, "VOICE_COMMUNICATION")
    call = Intent(RING_ACTION, data=f"tel:{number}", component=f"{PACKAGE}/{IN_CALL}")
    before, typing = phone.stack.tasks[0], phone.window.keyboard_shown
    phone.start(call)
    phone.stack.to_front(phone.stack.task(before.id))  # it rings over what is being done
    phone.show_keyboard(typing)
    tell_of_ringing(phone, number)
    return True


def _rings(phone: "Phone", number: str) -> bool:
    """Whether a call is heard before it is answered."""
    settings = phone.settings
    quiet = settings.number("global", "mode_ringer", _LOUD) != _LOUD
    if quiet or not settings.number("system", "volume_ring", 5):
        return False
    return not settings.on("global", "zen_mode") or may_interrupt(phone, "zen_calls", number)


def follow(phone: "Phone") -> None:
    """Keep the notifications and the sound as the call is."""
    activity = current_call(phone)
    if activity is None or not isinstance(activity.state, CallState):
        release(phone, TELECOM)
        if phone.notifications.posted:
            no_call(phone)
        return
    state = activity.state
    if state.answered or _rings(phone, state.number):
        interrupt(phone, TELECOM, "VOICE_COMMUNICATION")
    if not in_service(phone):
        hang_up(phone, by_other=True)
        return
    follow_call(
        phone,
        state.number,
        state.connected_ms,
        ringing=not state.answered,
        in_front=phone.front.id == activity.id,
    )


def pressed(phone: "Phone", action: str) -> bool:
    """A button of a call's notification; False for anything else."""
    if action == ANSWER and answer_call(phone):
        collapse(phone)
        phone.start(Intent(SHOW, component=f"{PACKAGE}/{IN_CALL}"))
    elif action in (DECLINE, HANG_UP):
        hang_up(phone)
    return action in (ANSWER, DECLINE, HANG_UP)


def hang_up(phone: "Phone", *, by_other: bool = False) -> bool:
    """End, or decline, the call there is; False when there is none.

    `by_other`: the other side does it, so that a call nobody answered is missed.
    """
    activity = current_call(phone)
    if activity is None or not isinstance(activity.state, CallState):
        return False
    state = activity.state
    end(phone.context(activity), by_other=by_other)
    if by_other and not state.answered:
        tell_of_missed(phone, state.number)
    return True


def connected(phone: "Phone", state: CallState) -> bool:
    """Whether the sides hear each other."""
    return state.answered and phone.clock.uptime_ms >= state.connected_ms


def answer_call(phone: "Phone") -> bool:
    """Take the call that rings, or have the other side take the one dialled; False when there is none.

    One on hold goes on.
    """
    activity = current_call(phone)
    if activity is None or not isinstance(activity.state, CallState):
        return False
    state = activity.state
    if not connected(phone, state):
        state = replace(state, answered=True, connected_ms=phone.clock.uptime_ms)
    phone.update(activity, replace(activity, state=replace(state, held=False)))
    return True


def hold_call(phone: "Phone") -> bool:
    """Put the call on hold; False when the sides do not hear each other."""
    activity = current_call(phone)
    if activity is None or not isinstance(activity.state, CallState) or not connected(phone, activity.state):
        return False
    phone.update(activity, replace(activity, state=replace(activity.state, held=True)))
    return True
