"""The notifications of Phone: a call that rings, one that goes on, calls that were missed."""

from urllib.parse import quote

from device.phone.apps.dialer.state import IN_CALL, PACKAGE
from device.phone.apps.provider.contact import book
from device.phone.apps.provider.interruption import may_interrupt
from device.phone.apps.provider.number import formatted
from device.phone.system.context import Context
from device.phone.system.intent import VIEW, Intent
from device.phone.system.notification import HIGH, LOW, Action, Notification
from device.phone.system.posting import put_away

SHOW = "com.android.incallui.action.SHOW"
"""Brings the screen of the call there is to the front."""
ANSWER = "com.android.incallui.ACTION_ANSWER_VOICE_INCOMING_CALL"
DECLINE = "com.android.incallui.ACTION_DECLINE_INCOMING_CALL"
HANG_UP = "com.android.incallui.ACTION_HANG_UP_ONGOING_CALL"
_INCOMING, _ONGOING = 1, 2
_MISSED = "missed_call"
_SCREEN = Intent(SHOW, component=f"{PACKAGE}/{IN_CALL}")


def _caller(context: Context, number: str) -> str:
    name = book(context).name_of(number)
    return name or formatted(number) or context.translate("Unknown", PACKAGE)


def tell_of_ringing(context: Context, number: str) -> None:
    """A call comes in: over the screen where that is allowed, else on a screen of its own."""
    context.notify(
        Notification(
            PACKAGE,
            _caller(context, number),
            context.translate("Incoming call", PACKAGE),
            id=_INCOMING,
            channel="phone_incoming_call",
            importance=HIGH,
            category="call",
            tap=_SCREEN,
            full_screen=_SCREEN,
            ongoing=True,
            insistent=True,
            actions=(
                Action(
                    context.translate("Decline", PACKAGE), Intent(DECLINE), icon="call_end", colour="app_red"
                ),
                Action(context.translate("Answer", PACKAGE), Intent(ANSWER), icon="call", colour="app_green"),
            ),
            pierces=may_interrupt(context, "zen_calls", number),
        )
    )


def tell_of_missed(context: Context, number: str) -> None:
    """Nobody answered."""
    address = quote(number, safe="+")
    context.notify(
        Notification(
            PACKAGE,
            context.translate("Missed call", PACKAGE),
            _caller(context, number),
            id=_INCOMING,
            tag=f"MissedCall_{number}",
            channel="phone_missed_call",
            category=_MISSED,
            icon="call_missed",
            tap=Intent(VIEW, type="vnd.android.cursor.dir/calls"),
            actions=(
                Action(
                    context.translate("Call back", PACKAGE),
                    Intent("android.intent.action.CALL", data=f"tel:{address}"),
                    opens=True,
                ),
                Action(
                    context.translate("Message", PACKAGE),
                    Intent("android.intent.action.SENDTO", data=f"smsto:{address}"),
                    opens=True,
                ),
            ),
        )
    )


def missed_calls_seen(context: Context) -> None:
    """The call log was looked at."""
    for entry in context.notifications.of(PACKAGE):
        if entry.category == _MISSED:
            context.cancel(PACKAGE, entry.id, entry.tag)


def follow_call(context: Context, number: str, connected_ms: int, *, ringing: bool, in_front: bool) -> None:
    """Keep the call's notification as the call is."""
    if in_front and context.system.window.shade.heads_up:
        held = context.notifications.find(context.system.window.shade.heads_up)
        if held is not None and held.package == PACKAGE and held.id == _INCOMING:
            put_away(context.system)
    if ringing:
        context.cancel(PACKAGE, _ONGOING)
        return
    context.cancel(PACKAGE, _INCOMING)
    if any(entry.id == _ONGOING and not entry.tag for entry in context.notifications.of(PACKAGE)):
        return
    context.notify(
        Notification(
            PACKAGE,
            _caller(context, number),
            context.translate("Ongoing call", PACKAGE),
            id=_ONGOING,
            channel="phone_ongoing_call",
            importance=LOW,
            category="call",
            tap=_SCREEN,
            ongoing=True,
            counts_ms=connected_ms,
            actions=(
                Action(
                    context.translate("Hang up", PACKAGE), Intent(HANG_UP), icon="call_end", colour="app_red"
                ),
            ),
        )
    )


def no_call(context: Context) -> None:
    """There is no call: nothing is said of one."""
    for number in (_INCOMING, _ONGOING):
        context.cancel(PACKAGE, number)
