"""What becomes of notifications: posted, updated, tapped, answered, dismissed."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from device.phone.system.fault import guarded_aside
from device.phone.system.intent import Activity, Intent
from device.phone.system.notification import HIGH, TRANSPORT, Action, Notification
from device.phone.system.shade import REPLY, change, collapse, expand

if TYPE_CHECKING:
    from device.phone.system.system import System

HEADS_UP_MS = 5_000
"""Uptime for which a notification stays over the screen."""
HEADS_UP = "heads_up_notifications_enabled"
MUTED = "muted_packages"
"""Secure setting: packages that may not send notifications, one a line."""
SILENCED = "silenced_packages"
"""Secure setting: packages whose notifications never alert, one a line."""
POST = "android.permission.POST_NOTIFICATIONS"


def may_post(system: "System", package: str) -> bool:
    """Whether a package's notifications are shown: not muted in the settings, and permitted where it asks."""
    if package in system.settings.text("secure", MUTED).split("\n"):
        return False
    app, held = system.apps.get(package), system.packages.get(package)
    return app is None or held is None or POST not in app.manifest.permissions or POST in held.granted


def is_silenced(system: "System", package: str) -> bool:
    """Whether a person wants no alerts from a package."""
    return package in system.settings.text("secure", SILENCED).split("\n")


def silence(system: "System", package: str, silent: bool) -> None:
    """Let a package's notifications alert, or stand among the silent ones."""
    _list(system, SILENCED, package, listed=silent)


def mute(system: "System", package: str) -> None:
    """A package sends no notifications any more."""
    _list(system, MUTED, package, listed=True)
    cancel_all(system, package)


def _list(system: "System", key: str, package: str, *, listed: bool) -> None:
    names = [name for name in system.settings.text("secure", key).split("\n") if name not in ("", package)]
    system.settings.put("secure", key, "\n".join([*names, package] if listed else names))


def silent_now(system: "System", entry: Notification) -> bool:
    """Whether it stands among the silent ones: by itself, or because a person wants that."""
    return entry.silent or is_silenced(system, entry.package)


def post(system: "System", notification: Notification, *, quiet: bool = False) -> bool:
    """Show a notification; False when its app may not. `quiet` updates one where it stands, with no alert."""
    if not may_post(system, notification.package):
        return False
    when = notification.when_ms or system.clock.date_ms
    notification = replace(notification, when_ms=when)
    system.notifications.put(notification, in_place=quiet)
    if not quiet and notification.importance >= HIGH and not is_silenced(system, notification.package):
        _alert(system, notification)
    return True


def _alert(system: "System", notification: Notification) -> None:
    """Come up over the screen, or open what fills it; nothing while Do Not Disturb keeps it away."""
    if not _let_through(system, notification):
        return
    dark, peeks = system.hardware.asleep, _peeks(system)
    if notification.full_screen is not None and (dark or not peeks):
        system.hardware = replace(system.hardware, asleep=False)
        collapse(system)
        system.start(notification.full_screen)
    elif peeks and not dark and not system.window.shade.focused and not _outrung(system, notification):
        until = 0 if notification.insistent else system.clock.uptime_ms + HEADS_UP_MS
        change(system, heads_up=notification.key, heads_up_until_ms=until)


def _outrung(system: "System", notification: Notification) -> bool:
    """Whether something rings over the screen, which a thing that only tells does not hide."""
    now = heads_up(system)
    return now is not None and now.insistent and not notification.insistent


def _let_through(system: "System", notification: Notification) -> bool:
    return notification.pierces or not system.settings.on("global", "zen_mode")


def _peeks(system: "System") -> bool:
    """Whether anything may come up over the screen."""
    return system.settings.number("global", HEADS_UP, 1) != 0


def heads_up(system: "System") -> Notification | None:
    """What is over the screen now."""
    shade = system.window.shade
    if not shade.heads_up or shade.focused or not _peeks(system):
        return None
    if shade.heads_up_until_ms and system.clock.uptime_ms >= shade.heads_up_until_ms:
        return None
    entry = system.notifications.find(shade.heads_up)
    return entry if entry is not None and _let_through(system, entry) else None


def put_away(system: "System") -> None:
    """What is over the screen goes; it is still in the shade."""
    change(system, heads_up="")


def shown(system: "System") -> tuple[Notification, ...]:
    """Everything in the shade: players, what rings, what alerts, what is silent; of each the newest first."""
    return tuple(
        sorted(
            (entry for entry in system.notifications.posted if may_post(system, entry.package)),
            key=lambda entry: (
                entry.category != TRANSPORT,
                silent_now(system, entry),
                not (entry.ongoing and entry.insistent),
                -entry.when_ms,
            ),
        )
    )


# -- taking away -------------------------------------------------------------------------------------------
def cancel(system: "System", package: str, number: int = 0, tag: str = "") -> bool:
    """An app takes a notification back; whether it was there."""
    keys = [entry.key for entry in system.notifications.of(package) if (entry.id, entry.tag) == (number, tag)]
    return remove(system, keys)


def cancel_all(system: "System", package: str) -> bool:
    """All of a package's notifications go; whether there were any."""
    return remove(system, [entry.key for entry in system.notifications.of(package)])


def remove(system: "System", keys: Iterable[str]) -> bool:
    """Take away notifications by their keys; whether any was there."""
    return system.notifications.remove(keys)


def dismiss(system: "System", entries: Iterable[Notification]) -> None:
    """Swiped away, or cleared: all but what goes on."""
    remove(system, [entry.key for entry in entries if not entry.ongoing])


# -- what a finger does ------------------------------------------------------------------------------------
def open_notification(system: "System", entry: Notification) -> None:
    """A tap: the shade closes and what it is about opens."""
    if entry.tap is None:
        return
    collapse(system)
    put_away(system)
    if entry.auto_cancel and not entry.ongoing:
        remove(system, (entry.key,))
    system.start(entry.tap)


def act(system: "System", entry: Notification, action: Action, typed: str = "") -> None:
    """A button of a notification, or a reply that was sent."""
    intent = action.intent
    if action.reply:
        intent = replace(intent, extras={**intent.extras, action.reply: typed})
    if action.opens:
        collapse(system)
        put_away(system)
        system.start(intent)
        return
    tell(system, entry.package, intent)


def tell(system: "System", package: str, intent: Intent) -> None:
    """One app hears a broadcast; a package without an app hears nothing."""
    app = system.apps.get(package)
    if app is not None:
        context = system.context(Activity(0, package, ""))
        guarded_aside(system, package, lambda: app.receive(context, intent), None)


def begin_reply(system: "System", entry: Notification) -> None:
    """Open the field for a reply in the shade, the cursor in it."""
    if system.window.shade.level == "closed":
        expand(system, "compact")
    change(system, replying=entry.key)
    context = system.context(system.window.shade.surface)
    context.set_text(REPLY, "")
    context.focus(REPLY)


def send_reply(system: "System", entry: Notification, action: Action) -> None:
    """What was typed goes to the app; nothing typed, nothing sent."""
    context = system.context(system.window.shade.surface)
    typed = context.text(REPLY).strip()
    if not typed:
        return
    context.focus("")
    change(system, replying="")
    act(system, entry, action, typed)
