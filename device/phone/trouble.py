"""Apps in trouble: one that hangs ("isn't responding") and one that crashed ("keeps stopping").

What is known of them is part of the phone's window state; the dialog is a window of the system's own, over
everything else.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from device.phone.intent import Intent
from device.phone.view import FILL, Handler, Overlay, View
from device.phone.widget import Choice, alert

if TYPE_CHECKING:
    from device.phone.phone import Phone

PATIENCE_MS = 5_000
"""An input that goes unanswered for so long makes the phone ask what to do."""
AGAIN_MS = 120_000
"""An app that crashes twice within this time "keeps stopping"."""
SYSTEM = "android"


@dataclass(frozen=True, slots=True)
class Hang:
    """An app that does not answer."""

    package: str
    until_ms: int = 0
    """Uptime at which it comes back to life; 0 = never by itself."""
    unanswered_ms: int | None = None
    """Uptime of the first input that it left unanswered; None = none since somebody chose to wait."""


@dataclass(frozen=True, slots=True)
class Crash:
    """An app that stopped."""

    package: str
    at_ms: int
    again: bool = False
    told: bool = False
    """The dialog was answered."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A suspended app that somebody wanted to open."""

    package: str
    message: str
    over: int
    """Id of the activity that was in front."""


@dataclass(frozen=True, slots=True)
class Troubles:
    """All there are."""

    hangs: tuple[Hang, ...] = ()
    crashes: tuple[Crash, ...] = ()
    refusal: Refusal | None = None


NONE = Troubles()


def hang(phone: "Phone", package: str, ms: int) -> None:
    """See Phone.hang. Raises KeyError for an unknown package."""
    if package not in phone.apps:
        raise KeyError(package)
    now = phone.clock.uptime_ms
    made = Hang(package, now + ms if ms else 0, now - PATIENCE_MS)
    _put(phone, hangs=(*_others(phone, package), made))
    phone.log.append(f"E/ActivityManager: ANR in {package}")


def recover(phone: "Phone", package: str) -> None:
    """A hanging app answers again."""
    _put(phone, hangs=_others(phone, package))


def hangs(phone: "Phone", package: str) -> Hang | None:
    """The app's hang, while it lasts."""
    now = phone.clock.uptime_ms
    return next(
        (each for each in phone.window.troubles.hangs if each.package == package and _lasts(each, now)), None
    )


def ignored(phone: "Phone", package: str) -> bool:
    """Whether an input to this app's windows is lost because it hangs; the phone remembers the first one."""
    held = hangs(phone, package)
    if held is None:
        return False
    if held.unanswered_ms is None:
        now = phone.clock.uptime_ms
        _put(phone, hangs=(*_others(phone, package), replace(held, unanswered_ms=now)))
    return True


def crash(phone: "Phone", package: str, why: str) -> None:
    """See Phone.crash. Raises KeyError for an unknown package."""
    if package not in phone.apps:
        raise KeyError(package)
    now = phone.clock.uptime_ms
    phone.log.append(f"E/AndroidRuntime: FATAL EXCEPTION: main Process: {package} {why}")
    before = [each for each in phone.window.troubles.crashes if each.package == package]
    rest = tuple(each for each in phone.window.troubles.crashes if each.package != package)
    again = bool(before) and now - before[0].at_ms < AGAIN_MS
    phone.force_stop(package)
    _put(phone, crashes=(*rest, Crash(package, now, again)))


def refused(phone: "Phone", package: str) -> bool:
    """Whether an app is suspended and so is not opened; the phone says so over what is in front."""
    held = phone.packages.get(package)
    if held is None or not held.suspended:
        if phone.window.troubles.refusal is not None:
            _put(phone, refusal=None)
        return False
    _put(phone, refusal=Refusal(package, held.suspended, phone.front.id))
    return True


def forget(phone: "Phone", package: str) -> None:
    """The app was stopped: it hangs no more, and nothing is asked about it."""
    if phone.window.troubles is not NONE:
        told = tuple(
            replace(each, told=True) if each.package == package else each
            for each in phone.window.troubles.crashes
        )
        _put(phone, hangs=_others(phone, package), crashes=told)


def _others(phone: "Phone", package: str) -> tuple[Hang, ...]:
    return tuple(each for each in phone.window.troubles.hangs if each.package != package)


def _lasts(held: Hang, now: int) -> bool:
    return not held.until_ms or now < held.until_ms


def _put(phone: "Phone", **changes: tuple[Hang, ...] | tuple[Crash, ...] | Refusal | None) -> None:
    changed = replace(phone.window.troubles, **changes)  # type: ignore[arg-type]
    phone.window = replace(phone.window, troubles=changed)


# -- the dialog ------------------------------------------------------------------------------------------
def _asked(phone: "Phone") -> Hang | Crash | Refusal | None:
    """The trouble that somebody has to be asked about now."""
    troubles = phone.window.troubles
    if troubles is NONE:
        return None
    now = phone.clock.uptime_ms
    for crashed in troubles.crashes:
        if not crashed.told:
            return crashed
    for held in troubles.hangs:
        since = held.unanswered_ms
        if since is None or now - since < PATIENCE_MS or not _lasts(held, now):
            continue
        if phone.front.package == held.package:  # in the background nobody is asked
            return held
    refusal = troubles.refusal
    return refusal if refusal is not None and phone.front.id == refusal.over else None


def trouble_title(phone: "Phone") -> str:
    """What the dialog's window is called in the system's dumps; "" when there is none."""
    asked = _asked(phone)
    if asked is None:
        return ""
    if isinstance(asked, Refusal):
        return "android/com.android.internal.app.SuspendedAppActivity"
    what = "Application Error" if isinstance(asked, Crash) else "Application Not Responding"
    return f"{what}: {asked.package}"


def trouble_overlay(phone: "Phone") -> Overlay | None:
    """What the system asks about an app in trouble; None when all is well."""
    asked = _asked(phone)
    if asked is None:
        return None
    if isinstance(asked, Refusal):
        return _suspended(phone, asked)
    return _crashed(phone, asked) if isinstance(asked, Crash) else _hanging(phone, asked)


def _suspended(phone: "Phone", refusal: Refusal) -> Overlay:
    return alert(
        phone.translate("App isn't available", SYSTEM),
        phone.translate(refusal.message, SYSTEM).format(_label(phone, refusal.package)),
        accept=Choice(phone.translate("OK", SYSTEM), lambda: _put(phone, refusal=None)),
    )


def _hanging(phone: "Phone", held: Hang) -> Overlay:
    def wait() -> None:
        _put(phone, hangs=(*_others(phone, held.package), replace(held, unanswered_ms=None)))

    return _dialog(
        phone.translate("{} isn't responding", SYSTEM).format(_label(phone, held.package)),
        (
            _answer(phone, "Close app", "aerr_close", "close", lambda: phone.force_stop(held.package)),
            _answer(phone, "Wait", "aerr_wait", "schedule", wait),
        ),
    )


def _crashed(phone: "Phone", crashed: Crash) -> Overlay:
    package = crashed.package
    says = "{} keeps stopping" if crashed.again else "{} has stopped"

    def close() -> None:
        forget(phone, package)

    def info() -> None:
        close()
        details = "android.settings.APPLICATION_DETAILS_SETTINGS"
        phone.start(Intent(details, data=f"package:{package}"))

    return _dialog(
        phone.translate(says, SYSTEM).format(_label(phone, package)),
        (
            _answer(phone, "App info", "aerr_app_info", "info", info),
            _answer(phone, "Close app", "aerr_close", "close", close),
        ),
    )


def _label(phone: "Phone", package: str) -> str:
    return phone.translate(phone.apps[package].manifest.label, package)


def _answer(phone: "Phone", label: str, name: str, icon: str, act: Handler) -> View:
    return View(
        "Button",
        f"android:id/{name}",
        phone.translate(label, SYSTEM),
        axis="row",
        icon=icon,
        gap=24.0,
        width=FILL,
        min_height=56.0,
        align="center",
        padding=(24.0, 0.0, 24.0, 0.0),
        on_tap=act,
    )


def _dialog(title: str, answers: tuple[View, ...]) -> Overlay:
    head = View("TextView", "android:id/alertTitle", title, style="headline_small", width=FILL)
    head.padding, head.max_lines = (24.0, 0.0, 24.0, 12.0), 2
    body = View("LinearLayout", width=FILL, children=answers)
    view = View(
        "FrameLayout",
        "android:id/parentPanel",
        padding=(0.0, 24.0, 0.0, 16.0),
        background="surface_container_high",
        radius=28.0,
        elevation=6.0,
        children=(head, body),
    )
    return Overlay(view)
