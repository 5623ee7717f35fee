"""What the phone asks about an app in trouble: a window of the system's own, over everything else."""

from dataclasses import replace
from typing import TYPE_CHECKING

from device.phone.system.intent import Intent
from device.phone.system.trouble import SYSTEM, Crash, Hang, Refusal, asked, forget, others, put
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import FILL, FULL_WIDTH, Box, Flow, Handler, Icon, Surface, Text
from device.phone.widget import Choice, alert

if TYPE_CHECKING:
    from device.phone.system.system import System


def trouble_title(system: "System") -> str:
    """What the dialog's window is called in the system's dumps; "" when there is none."""
    about = asked(system)
    if about is None:
        return ""
    if isinstance(about, Refusal):
        return "android/com.android.internal.app.SuspendedAppActivity"
    what = "Application Error" if isinstance(about, Crash) else "Application Not Responding"
    return f"{what}: {about.package}"


def trouble_overlay(system: "System") -> Overlay | None:
    """What the system asks about an app in trouble; None when all is well."""
    about = asked(system)
    if about is None:
        return None
    if isinstance(about, Refusal):
        return _suspended(system, about)
    return _crashed(system, about) if isinstance(about, Crash) else _hanging(system, about)


def _suspended(system: "System", refusal: Refusal) -> Overlay:
    return alert(
        system.translate("App isn't available", SYSTEM),
        system.translate(refusal.message, SYSTEM).format(_label(system, refusal.package)),
        accept=Choice(system.translate("OK", SYSTEM), lambda: put(system, refusal=None)),
    )


def _hanging(system: "System", held: Hang) -> Overlay:
    def wait() -> None:
        put(system, hangs=(*others(system, held.package), replace(held, unanswered_ms=None)))

    return _dialog(
        system.translate("{} isn't responding", SYSTEM).format(_label(system, held.package)),
        (
            _answer(system, "Close app", "aerr_close", "close", lambda: system.end(held.package)),
            _answer(system, "Wait", "aerr_wait", "schedule", wait),
        ),
    )


def _crashed(system: "System", crashed: Crash) -> Overlay:
    package = crashed.package
    says = "{} keeps stopping" if crashed.again else "{} has stopped"

    def close() -> None:
        forget(system, package)

    def info() -> None:
        close()
        details = "android.settings.APPLICATION_DETAILS_SETTINGS"
        system.start(Intent(details, data=f"package:{package}"))

    return _dialog(
        system.translate(says, SYSTEM).format(_label(system, package)),
        (
            _answer(system, "App info", "aerr_app_info", "info", info),
            _answer(system, "Close app", "aerr_close", "close", close),
        ),
    )


def _label(system: "System", package: str) -> str:
    return system.translate(system.apps[package].manifest.label, package)


def _answer(system: "System", label: str, name: str, icon: str, act: Handler) -> View:
    return View(
        "Button",
        f"android:id/{name}",
        Text(system.translate(label, SYSTEM)),
        icon=Icon(icon),
        box=Box(width=FILL, min_height=56.0, padding=(24.0, 0.0, 24.0, 0.0)),
        flow=Flow("row", gap=24.0, align="center"),
        on_tap=act,
    )


def _dialog(title: str, answers: tuple[View, ...]) -> Overlay:
    head = View(
        "TextView",
        "android:id/alertTitle",
        Text(title, style="headline_small", max_lines=2),
        box=Box(width=FILL, padding=(24.0, 0.0, 24.0, 12.0)),
    )
    body = View("LinearLayout", box=FULL_WIDTH, children=answers)
    view = View(
        "FrameLayout",
        "android:id/parentPanel",
        box=Box(padding=(0.0, 24.0, 0.0, 16.0)),
        surface=Surface("surface_container_high", radius=28.0, elevation=6.0),
        children=(head, body),
    )
    return Overlay(view)
