"""Apps in trouble: one that hangs ("isn't responding") and one that crashed ("keeps stopping").

What is known of them is part of the phone's window state; what the phone asks about them is in
troubledialog.py.
"""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from device.phone.system.system import System

PATIENCE_MS = 5_000
"""An input that goes unanswered for so long makes the phone ask what to do."""
AGAIN_MS = 120_000
"""An app that crashes twice within this time "keeps stopping"."""
SYSTEM = "android"
_CLASS = re.compile(r"[a-z]+(\.[\w$]+)+(: |$)")
_TRACE = "".join(
    f"\n\tat {place}"
    for place in (
        "android.os.Handler.dispatchMessage(Handler.java:106)",
        "android.os.Looper.loopOnce(Looper.java:201)",
        "android.os.Looper.loop(Looper.java:288)",
        "android.app.ActivityThread.main(ActivityThread.java:7924)",
        "java.lang.reflect.Method.invoke(Native Method)",
        "com.android.internal.os.RuntimeInit$MethodAndArgsCaller.run(RuntimeInit.java:548)",
        "com.android.internal.os.ZygoteInit.main(ZygoteInit.java:936)",
    )
)
"""Where every app's main thread comes from; what an app does above it is no Java here."""


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
    pid: int = 0
    """The process that it ended."""


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


def hang(system: "System", package: str, ms: int) -> None:
    """See System.hang. Raises KeyError for an unknown package."""
    if package not in system.apps:
        raise KeyError(package)
    now = system.clock.uptime_ms
    made = Hang(package, now + ms if ms else 0, now - PATIENCE_MS)
    put(system, hangs=(*others(system, package), made))
    system.log.append(f"E/ActivityManager: ANR in {package}")


def recover(system: "System", package: str) -> None:
    """A hanging app answers again."""
    put(system, hangs=others(system, package))


def hangs(system: "System", package: str) -> Hang | None:
    """The app's hang, while it lasts."""
    now = system.clock.uptime_ms
    return next(
        (each for each in system.window.troubles.hangs if each.package == package and _lasts(each, now)), None
    )


def ignored(system: "System", package: str) -> bool:
    """Whether an input to this app's windows is lost because it hangs; the phone remembers the first one."""
    held = hangs(system, package)
    if held is None:
        return False
    if held.unanswered_ms is None:
        now = system.clock.uptime_ms
        put(system, hangs=(*others(system, package), replace(held, unanswered_ms=now)))
    return True


def crash(system: "System", package: str, why: str) -> None:
    """See System.crash. Raises KeyError for an unknown package."""
    if package not in system.apps:
        raise KeyError(package)
    note_crash(system, package, why, again=True)
    made = _made(system, package)
    system.end(package)
    rest = tuple(each for each in system.window.troubles.crashes if each.package != package)
    put(system, crashes=(*rest, made))


def crash_home(system: "System", why: str) -> None:
    """The launcher stopped: it is there again at once, and told of until somebody answers."""
    package = system.home_package
    note_crash(system, package, why)
    crashes = system.window.troubles.crashes
    if all(each.told for each in crashes if each.package == package):
        rest = tuple(each for each in crashes if each.package != package)
        put(system, crashes=(*rest, _made(system, package)))


def note_crash(system: "System", package: str, why: str, *, again: bool = False) -> None:
    """Write down that an app stopped, unless (not `again`) the log tells the same already."""
    pid = system.packages.pid_of(package)
    line = f"E/AndroidRuntime: FATAL EXCEPTION: main\nProcess: {package}, PID: {pid}\n{_thrown(why)}{_TRACE}"
    if again or line not in system.log:
        system.log.append(line)
        system.events.note("activity", "crash", package, why)


def _thrown(why: str) -> str:
    """As Java names it: `why` itself where that begins with the name of a class."""
    return why if _CLASS.match(why) else ": ".join(filter(None, ("java.lang.RuntimeException", why)))


def _made(system: "System", package: str) -> Crash:
    """A crash that happens now."""
    now = system.clock.uptime_ms
    before = [each for each in system.window.troubles.crashes if each.package == package]
    return Crash(
        package, now, bool(before) and now - before[0].at_ms < AGAIN_MS, pid=system.packages.pid_of(package)
    )


def refused(system: "System", package: str) -> bool:
    """Whether an app is suspended and so is not opened; the phone says so over what is in front."""
    held = system.packages.get(package)
    if held is None or not held.suspended:
        if system.window.troubles.refusal is not None:
            put(system, refusal=None)
        return False
    put(system, refusal=Refusal(package, held.suspended, system.front.id))
    return True


def forget(system: "System", package: str) -> None:
    """The app was stopped: it hangs no more, and nothing is asked about it."""
    if system.window.troubles is not NONE:
        told = tuple(
            replace(each, told=True) if each.package == package else each
            for each in system.window.troubles.crashes
        )
        put(system, hangs=others(system, package), crashes=told)


def close_dialogs(system: "System") -> None:
    """Nothing more is asked about apps that crashed: somebody went elsewhere. One that hangs still does."""
    crashes = system.window.troubles.crashes
    if any(not each.told for each in crashes):
        put(system, crashes=tuple(replace(each, told=True) for each in crashes))


def others(system: "System", package: str) -> tuple[Hang, ...]:
    """The hangs of other apps."""
    return tuple(each for each in system.window.troubles.hangs if each.package != package)


def _lasts(held: Hang, now: int) -> bool:
    return not held.until_ms or now < held.until_ms


def put(system: "System", **changes: tuple[Hang, ...] | tuple[Crash, ...] | Refusal | None) -> None:
    """Change what is known."""
    changed = replace(system.window.troubles, **changes)  # type: ignore[arg-type]
    system.window = replace(system.window, troubles=changed)


def asked(system: "System") -> Hang | Crash | Refusal | None:
    """The trouble that somebody has to be asked about now."""
    troubles = system.window.troubles
    if troubles is NONE:
        return None
    now = system.clock.uptime_ms
    for crashed in troubles.crashes:
        if not crashed.told:
            return crashed
    for held in troubles.hangs:
        since = held.unanswered_ms
        if since is None or now - since < PATIENCE_MS or not _lasts(held, now):
            continue
        if system.front.package == held.package:  # in the background nobody is asked
            return held
    refusal = troubles.refusal
    return refusal if refusal is not None and system.front.id == refusal.over else None
