"""What becomes of notifications: posted, updated, tapped, answered, dismissed."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from device.phone.screen.shade.state import REPLY, change, collapse, expand
from device.phone.system.fault import guarded_aside
from device.phone.system.intent import Activity, Intent
from device.phone.system.notification import HIGH, TRANSPORT, Action, Notification

if TYPE_CHECKING:
    from device.phone.phone import Phone

HEADS_UP_MS = 5_000
"""Uptime for which a notification stays over the screen."""
HEADS_UP = "heads_up_notifications_enabled"
MUTED = "muted_packages"
"""Secure setting: packages that may not send notifications, one a line."""
SILENCED = "silenced_packages"
"""Secure setting: packages whose notifications never alert, one a line."""
POST = "android.permission.POST_NOTIFICATIONS"


def may_post(phone: "Phone", package: str) -> bool:
    """Whether a package's notifications are shown: not muted in the settings, and permitted where it asks."""
    if package in phone.settings.text("secure", MUTED).split("\n"):
        return False
    app, held = phone.apps.get(package), phone.packages.get(package)
    return app is None or held is None or POST not in app.manifest.permissions or POST in held.granted


def is_silenced(phone: "Phone", package: str) -> bool:
    """Whether a person wants no alerts from a package."""
    return package in phone.settings.text("secure", SILENCED).split("\n")


def silence(phone: "Phone", package: str, silent: bool) -> None:
    """Let a package's notifications alert, or stand among the silent ones."""
    _list(phone, SILENCED, package, listed=silent)


def mute(phone: "Phone", package: str) -> None:
    """A package sends no notifications any more."""
    _list(phone, MUTED, package, listed=True)
    cancel_all(phone, package)


def _list(phone: "Phone", key: str, package: str, *, listed: bool) -> None:
    names = [name for name in phone.settings.text("secure", key).split("\n") if name not in ("", package)]
    phone.settings.put("secure", key, "\n".join([*names, package] if listed else names))


def silent_now(phone: "Phone", entry: Notification) -> bool:
    """Whether it stands among the silent ones: by itself, or because a person wants that."""
    return entry.silent or is_silenced(phone, entry.package)


def post(phone: "Phone", notification: Notification, *, quiet: bool = False) -> bool:
    """Show a notification; False when its app may not. `quiet` updates one where it stands, with no alert."""
    if not may_post(phone, notification.package):
        return False
    when = notification.when_ms or phone.clock.date_ms
    notification = replace(notification, when_ms=when)
    phone.notifications.put(notification, in_place=quiet)
    if not quiet and notification.importance >= HIGH and not is_silenced(phone, notification.package):
        _alert(phone, notification)
    return True


def _alert(phone: "Phone", notification: Notification) -> None:
    """Come up over the screen, or open what fills it; nothing while Do Not Disturb keeps it away."""
    if not _let_through(phone, notification):
        return
    dark, peeks = phone.hardware.asleep, _peeks(phone)
    if notification.full_screen is not None and (dark or not peeks):
        phone.hardware = replace(phone.hardware, asleep=False)
        collapse(phone)
        phone.start(notification.full_screen)
    elif peeks and not dark and not phone.window.shade.focused and not _outrung(phone, notification):
        until = 0 if notification.insistent else phone.clock.uptime_ms + HEADS_UP_MS
        change(phone, heads_up=notification.key, heads_up_until_ms=until)


def _outrung(phone: "Phone", notification: Notification) -> bool:
    """Whether something rings over the screen, which a thing that only tells does not hide."""
    now = heads_up(phone)
    return now is not None and now.insistent and not notification.insistent


def _let_through(phone: "Phone", notification: Notification) -> bool:
    return notification.pierces or not phone.settings.on("global", "zen_mode")


def _peeks(phone: "Phone") -> bool:
    """Whether anything may come up over the screen."""
    return phone.settings.number("global", HEADS_UP, 1) != 0


def heads_up(phone: "Phone") -> Notification | None:
    """What is over the screen now."""
    shade = phone.window.shade
    if not shade.heads_up or shade.focused or not _peeks(phone):
        return None
    if shade.heads_up_until_ms and phone.clock.uptime_ms >= shade.heads_up_until_ms:
        return None
    entry = phone.notifications.find(shade.heads_up)
    return entry if entry is not None and _let_through(phone, entry) else None


def put_away(phone: "Phone") -> None:
    """What is over the screen goes; it is still in the shade."""
    change(phone, heads_up="")


def shown(phone: "Phone") -> tuple[Notification, ...]:
    """Everything in the shade: players, what rings, what alerts, what is silent; of each the newest first."""
    return tuple(
        sorted(
            (entry for entry in phone.notifications.posted if may_post(phone, entry.package)),
            key=lambda entry: (
                entry.category != TRANSPORT,
                silent_now(phone, entry),
                not (entry.ongoing and entry.insistent),
                -entry.when_ms,
            ),
        )
    )


# -- taking away -------------------------------------------------------------------------------------------
def cancel(phone: "Phone", package: str, number: int = 0, tag: str = "") -> bool:
    """An app takes a notification back; whether it was there."""
    keys = [entry.key for entry in phone.notifications.of(package) if (entry.id, entry.tag) == (number, tag)]
    return remove(phone, keys)


def cancel_all(phone: "Phone", package: str) -> bool:
    """All of a package's notifications go; whether there were any."""
    return remove(phone, [entry.key for entry in phone.notifications.of(package)])


def remove(phone: "Phone", keys: Iterable[str]) -> bool:
    """Take away notifications by their keys; whether any was there."""
    return phone.notifications.remove(keys)


def dismiss(phone: "Phone", entries: Iterable[Notification]) -> None:
    """Swiped away, or cleared: all but what goes on."""
    remove(phone, [entry.key for entry in entries if not entry.ongoing])


# -- what a finger does ------------------------------------------------------------------------------------
def open_notification(phone: "Phone", entry: Notification) -> None:
    """A tap: the shade closes and what it is about opens."""
    if entry.tap is None:
        return
    collapse(phone)
    put_away(phone)
    if entry.auto_cancel and not entry.ongoing:
        remove(phone, (entry.key,))
    phone.start(entry.tap)


def act(phone: "Phone", entry: Notification, action: Action, typed: str = "") -> None:
    """A button of a notification, or a reply that was sent."""
    intent = action.intent
    if action.reply:
        intent = replace(intent, extras={**intent.extras, action.reply: typed})
    if action.opens:
        collapse(phone)
        put_away(phone)
        phone.start(intent)
        return
    tell(phone, entry.package, intent)


def tell(phone: "Phone", package: str, intent: Intent) -> None:
    """One app hears a broadcast; a package without an app hears nothing."""
    app = phone.apps.get(package)
    if app is not None:
        context = phone.context(Activity(0, package, ""))
        guarded_aside(phone, package, lambda: app.receive(context, intent), None)


def begin_reply(phone: "Phone", entry: Notification) -> None:
    """Open the field for a reply in the shade, the cursor in it."""
    if phone.window.shade.level == "closed":
        expand(phone, "compact")
    change(phone, replying=entry.key)
    context = phone.context(phone.window.shade.surface)
    context.set_text(REPLY, "")
    context.focus(REPLY)


def send_reply(phone: "Phone", entry: Notification, action: Action) -> None:
    """What was typed goes to the app; nothing typed, nothing sent."""
    context = phone.context(phone.window.shade.surface)
    typed = context.text(REPLY).strip()
    if not typed:
        return
    context.focus("")
    change(phone, replying="")
    act(phone, entry, action, typed)
