"""A call: ringing, being connected, going on; and its end, which the call log remembers."""

from dataclasses import dataclass, replace
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
from device.phone.system.audiofocus import TELECOM
from device.phone.system.context import Context
from device.phone.system.intent import Activity, Intent
from device.phone.system.radio import flying, in_service
from device.phone.system.shade import collapse

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
    clock = context.clock
    number = unquote(intent.data.partition(":")[2]).strip()
    incoming = intent.action == RING_ACTION
    failed = "" if incoming else _hindrance(context)
    if failed:
        log_call(context, number, OUTGOING, clock.date_ms, 0)
    elif not incoming:
        context.interrupt_sound(TELECOM, "VOICE_COMMUNICATION")
    return CallState(
        number,
        clock.date_ms,
        clock.uptime_ms + CONNECT_MS,
        incoming=incoming,
        answered=not incoming,
        failed=failed,
    )


def _hindrance(context: Context) -> str:
    """Why no call can be made now; "" when one can."""
    if flying(context):
        return "Turn off airplane mode to make a call."
    return "" if in_service(context) else "Mobile network not available."


def seconds_of(context: Context, state: CallState) -> int:
    """How long the sides have been talking."""
    return max(0, context.clock.uptime_ms - state.connected_ms) // 1000


def end(context: Context, *, by_other: bool = False) -> None:
    """Hang up, or decline: the log gets its row and the screen closes. `by_other`: the other side did it."""
    state = context.state(CallState)
    if state.failed:
        context.finish()
        return
    unanswered = MISSED if by_other else REJECTED
    kind = OUTGOING if not state.incoming else INCOMING if state.answered else unanswered
    seconds = seconds_of(context, state) if state.answered else 0
    log_call(context, state.number, kind, state.date_ms, seconds)
    no_call(context)
    context.finish()
    context.release_sound(TELECOM)


# -- for the rest of the phone -------------------------------------------------------------------------
def current_call(context: Context) -> Activity | None:
    """The activity of the call there is, wherever it is on the stack."""
    return next(
        (
            activity
            for task in context.system.stack.tasks
            for activity in task.activities
            if isinstance(activity.state, CallState) and not activity.state.failed
        ),
        None,
    )


def call_state(context: Context) -> int:
    """As TelephonyManager counts: idle, ringing, off the hook."""
    activity = current_call(context)
    if activity is None or not isinstance(activity.state, CallState):
        return IDLE
    return OFFHOOK if activity.state.answered else RINGING


def ring(context: Context, number: str) -> bool:
    """A call comes in; False when the number is blocked, the line is busy, or no network has the phone."""
    if not in_service(context):
        return False
    if is_blocked(context, number):
        log_call(context, number, BLOCKED, context.clock.date_ms, 0)
        return False
    if current_call(context) is not None:
        log_call(context, number, MISSED, context.clock.date_ms, 0)
        tell_of_missed(context, number)
        return False
    if _rings(context, number):  # first, so that no player takes it for being left
        context.interrupt_sound(TELECOM, "VOICE_COMMUNICATION")
    call = Intent(RING_ACTION, data=f"tel:{number}", component=f"{PACKAGE}/{IN_CALL}")
    before, typing = context.system.stack.tasks[0], context.keyboard_shown
    context.open(call)
    context.system.stack.to_front(context.system.stack.task(before.id))  # it rings over what is being done
    context.show_keyboard(typing)
    tell_of_ringing(context, number)
    return True


def _rings(context: Context, number: str) -> bool:
    """Whether a call is heard before it is answered."""
    settings = context.settings
    quiet = settings.number("global", "mode_ringer", _LOUD) != _LOUD
    if quiet or not settings.number("system", "volume_ring", 5):
        return False
    return not settings.on("global", "zen_mode") or may_interrupt(context, "zen_calls", number)


def follow(context: Context) -> None:
    """Keep the notifications and the sound as the call is."""
    activity = current_call(context)
    if activity is None or not isinstance(activity.state, CallState):
        context.release_sound(TELECOM)
        if context.notifications.posted:
            no_call(context)
        return
    state = activity.state
    if state.answered or _rings(context, state.number):
        context.interrupt_sound(TELECOM, "VOICE_COMMUNICATION")
    if not in_service(context):
        hang_up(context, by_other=True)
        return
    follow_call(
        context,
        state.number,
        state.connected_ms,
        ringing=not state.answered,
        in_front=context.front.id == activity.id,
    )


def pressed(context: Context, action: str) -> bool:
    """A button of a call's notification; False for anything else."""
    if action == ANSWER and answer_call(context):
        collapse(context.system)
        context.open(Intent(SHOW, component=f"{PACKAGE}/{IN_CALL}"))
    elif action in (DECLINE, HANG_UP):
        hang_up(context)
    return action in (ANSWER, DECLINE, HANG_UP)


def hang_up(context: Context, *, by_other: bool = False) -> bool:
    """End, or decline, the call there is; False when there is none.

    `by_other`: the other side does it, so that a call nobody answered is missed.
    """
    activity = current_call(context)
    if activity is None or not isinstance(activity.state, CallState):
        return False
    state = activity.state
    end(context.of(activity), by_other=by_other)
    if by_other and not state.answered:
        tell_of_missed(context, state.number)
    return True


def connected(context: Context, state: CallState) -> bool:
    """Whether the sides hear each other."""
    return state.answered and context.clock.uptime_ms >= state.connected_ms


def answer_call(context: Context) -> bool:
    """Take the call that rings, or have the other side take the one dialled; False when there is none.

    One on hold goes on.
    """
    activity = current_call(context)
    if activity is None or not isinstance(activity.state, CallState):
        return False
    state = activity.state
    if not connected(context, state):
        state = replace(state, answered=True, connected_ms=context.clock.uptime_ms)
    context.system.update(activity, replace(activity, state=replace(state, held=False)))
    return True


def hold_call(context: Context) -> bool:
    """Put the call on hold; False when the sides do not hear each other."""
    activity = current_call(context)
    if (
        activity is None
        or not isinstance(activity.state, CallState)
        or not connected(context, activity.state)
    ):
        return False
    context.system.update(activity, replace(activity, state=replace(activity.state, held=True)))
    return True
