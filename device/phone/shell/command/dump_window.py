"""dumpsys window and activity: what is open and in front."""

import zlib
from collections.abc import Callable

from device.phone.screen.troubledialog import trouble_title
from device.phone.shell.call import Call
from device.phone.shell.command.activity import task_line
from device.phone.shell.command.intent import short_component
from device.phone.system.display import PHYSICAL_DPI, PHYSICAL_SIZE
from device.phone.system.identity import short_user_of, uid_of
from device.phone.system.intent import Activity, Task
from device.phone.toolkit.paint import Rect

_FLAGS = "LAYOUT_IN_SCREEN LAYOUT_INSET_DECOR SPLIT_TOUCH HARDWARE_ACCELERATED DRAWS_SYSTEM_BAR_BACKGROUNDS"

_SHADE = "NotificationShade"


def object_hash(text: str) -> str:
    """A number that stands for an object, always the same for the same thing."""
    return f"{zlib.crc32(text.encode('utf-8', 'surrogatepass')) & 0xFFFFFFF:x}"


def _record(activity: Activity, task: Task) -> str:
    name = short_component(activity.component)
    return f"ActivityRecord{{{object_hash(f'{activity.id}')} u0 {name} t{task.id}}}"


def _window_name(activity: Activity) -> str:
    return f"Window{{{object_hash(activity.component)} u0 {activity.component}}}"


def _focus(call: Call) -> str:
    task = call.phone.stack.tasks[0]
    focus = _window_name(task.top)
    if call.phone.window.shade.focused:
        focus = f"Window{{{object_hash(_SHADE)} u0 {_SHADE}}}"
    trouble = trouble_title(call.phone)
    if trouble:
        focus = f"Window{{{object_hash(trouble)} u0 {trouble}}}"
    return f"  mCurrentFocus={focus}\n  mFocusedApp={_record(task.top, task)}\n"


# -- window ------------------------------------------------------------------------------------------------
def window(call: Call, args: list[str]) -> None:
    """`dumpsys window`"""
    part = args[0] if args else ""
    if part in ("policy", "p", "", "-a", "all"):
        _policy(call)
    if part in ("windows", "w", "visible", "-a", "", "all"):
        _windows(call)
    if part in ("displays", "d", "", "-a", "all"):
        _displays(call)
    if part == "windows":
        call.out(_focus(call))


def _policy(call: Call) -> None:
    awake = not call.phone.hardware.asleep
    on = str(awake).lower()
    call.line("WINDOW MANAGER POLICY STATE (dumpsys window policy)")
    call.line(f"    mAwake={on} mScreenOnEarly={on} mScreenOnFully={on}")
    call.line("    mShowingLockscreen=false\n    KeyguardServiceDelegate\n      showing=false")
    call.line("      showingAndNotOccluded=false\n      inputRestricted=false\n      occluded=false")
    call.line(f"      secure=false\n      screenState=SCREEN_STATE_{'ON' if awake else 'OFF'}")
    call.line("      KeyguardStateMonitor\n        mIsShowing=false\n        mInputRestricted=false")


def _windows(call: Call) -> None:
    phone = call.phone
    wide, high = phone.size
    display = phone.display
    frame = phone.frame()
    call.line("WINDOW MANAGER WINDOWS (dumpsys window windows)")
    windows = [("StatusBar", "com.android.systemui", _bounds(display.status), False)]
    windows.append(("NavigationBar0", "com.android.systemui", _bounds(display.navigation), False))
    if phone.window.keyboard_shown:
        windows.append(
            ("InputMethod", "com.google.android.inputmethod.latin", f"[0,0][{wide},{high}]", False)
        )
    windows.append((_SHADE, "com.android.systemui", f"[0,0][{wide},{high}]", False))
    for task in phone.stack.tasks:
        secure = frame.screen.secure and task is phone.stack.tasks[0]
        windows.append((task.top.component, task.top.package, f"[0,0][{wide},{high}]", secure))
    for place, (name, package, bounds, secure) in enumerate(windows):
        call.line(f"  Window #{place} Window{{{object_hash(name)} u0 {name}}}:")
        call.line(f"    mDisplayId=0 mSession=Session{{{object_hash(package)}}} package={package} appop=NONE")
        call.line(f"    mAttrs={{(0,0)(fillxfill) ty=BASE_APPLICATION fmt=TRANSPARENT\n      fl={_FLAGS}"
                  f"{' SECURE' if secure else ''}}}")  # fmt: skip
        call.line(f"    Frames: parent={bounds} display={bounds} frame={bounds}")
        call.line(f"    isOnScreen={str(_on_screen(call, name)).lower()}")
    call.line()


def _bounds(box: Rect) -> str:
    return f"[{box[0]},{box[1]}][{box[2]},{box[3]}]"


def _on_screen(call: Call, name: str) -> bool:
    if name == _SHADE:
        return call.phone.window.shade.focused
    return "/" not in name or name == call.phone.front.component


def _displays(call: Call) -> None:
    display = call.phone.display
    wide, high = display.size
    left, _, right, bottom = display.room
    short, long = sorted(display.size)
    call.line(
        "WINDOW MANAGER DISPLAY CONTENTS (dumpsys window displays)\n  Display: mDisplayId=0 (organized)"
    )
    init = "{}x{}".format(*PHYSICAL_SIZE)
    base = "{}x{}".format(*display.natural)
    forced = f" base={base} {display.dpi}dpi" if (init, PHYSICAL_DPI) != (base, display.dpi) else ""
    call.line(
        f"    init={init} {PHYSICAL_DPI}dpi{forced} cur={wide}x{high} app={right - left}x{bottom} "
        f"rng={short}x{short - 63}-{long}x{long - 63}"
    )
    turned = display.rotation
    call.line(f"    deferred=false mLayoutNeeded=false\n    DisplayFrames w={wide} h={high} r={turned}")
    upright = call.phone.front.name in call.phone.apps[call.phone.front.package].manifest.upright
    wish = "SCREEN_ORIENTATION_NOSENSOR" if upright else "SCREEN_ORIENTATION_UNSPECIFIED"
    call.line(f"  DisplayRotation\n    mCurrentAppOrientation={wish}")
    call.line(f"    mRotation={turned} mDeferredRotationPauseCount=0")
    call.line(f"    mCurrentRotation=ROTATION_{90 * turned}")
    call.out(_focus(call))
    call.line(f"  imeInputTarget in display# 0 {_window_name(call.phone.front)}")


# -- activity ----------------------------------------------------------------------------------------------
def activity(call: Call, args: list[str]) -> None:
    """`dumpsys activity`"""
    if args[:1] in (["-p"], ["--package"]):  # a package to look at alone: there is little else
        args = args[2:]
    part = args[0] if args else ""
    parts: dict[str, Callable[[Call], None]] = {
        "recents": _recents, "r": _recents, "activities": _activities, "a": _activities, "top": _top,
        "services": _services, "s": _services, "processes": _processes, "p": _processes,
    }  # fmt: skip
    if part in parts:
        parts[part](call)
    elif part in ("", "-a", "all"):
        for dump in (_recents, _activities, _processes):
            dump(call)
    else:
        call.line(f"No services match: {part}")


def _task_name(task: Task, kind: str, visible: bool) -> str:
    package = task.activities[0].package
    return (
        f"Task{{{object_hash(f't{task.id}')} #{task.id} type={kind} A={package} U=0 "
        f"visible={str(visible).lower()} mode=fullscreen sz={len(task.activities)}}}"
    )


def _recents(call: Call) -> None:
    call.line("ACTIVITY MANAGER RECENT TASKS (dumpsys activity recents)")
    home = call.phone.packages.home().partition("/")[0]
    for place, task in enumerate(call.phone.stack.tasks):
        kind = "home" if task.activities[0].package == home else "standard"
        call.line(f"  * Recent #{place}: {_task_name(task, kind, place == 0)}")
        call.line(f"    id={task.id} userId=0 hasTask=true lastActiveTime={call.phone.clock.uptime_ms}")
        call.line(f"    baseActivity={{{task.activities[0].component}}}")
        call.line(f"    topActivity={{{task.top.component}}}")


def _activities(call: Call) -> None:
    call.line("ACTIVITY MANAGER ACTIVITIES (dumpsys activity activities)")
    call.line("Display #0 (activities from top to bottom):")
    tasks = call.phone.stack.tasks
    for place, task in enumerate(tasks):
        call.line(f"  * {_task_name(task, 'standard', place == 0)}")
        call.line(f"    mResumedActivity: {_record(task.top, task) if place == 0 else 'null'}")
        for level, shown in reversed(list(enumerate(task.activities))):
            call.line(f"    * Hist  #{level}: {_record(shown, task)}")
            call.line(f"      packageName={shown.package}")
            call.line(f"      mActivityComponent={short_component(shown.component)}")
    front = _record(tasks[0].top, tasks[0])
    call.line(f"\n  topResumedActivity={front}\n  ResumedActivity: {front}\n  mFocusedApp={front}")


def _top(call: Call) -> None:
    task = call.phone.stack.tasks[0]
    name, number = short_component(task.top.component), object_hash(str(task.top.id))
    call.line(f"TASK {task.top.package} id={task.id} userId=0")
    call.line(f"  ACTIVITY {name} {number} pid={call.phone.packages.pid_of(task.top.package)}")
    call.line("    mResumed=true mStopped=false mFinished=false")
    call.line(task_line(call, task, visible=True))


def _services(call: Call) -> None:
    call.line("ACTIVITY MANAGER SERVICES (dumpsys activity services)\n  (nothing)")


def _processes(call: Call) -> None:
    call.line("ACTIVITY MANAGER RUNNING PROCESSES (dumpsys activity processes)")
    for package in call.phone.stack.running():
        pid, user = call.phone.packages.pid_of(package), short_user_of(package)
        call.line(
            f"  *APP* UID {uid_of(package)} ProcessRecord{{{object_hash(package)} {pid}:{package}/{user}}}"
        )
