"""am: starting, stopping and listing what is open."""

from collections.abc import Callable

from device.phone.shell.call import Call, Command
from device.phone.shell.command.broadcast import broadcast
from device.phone.shell.command.intent import (
    LAUNCHER,
    MAIN,
    Given,
    by_verb,
    died,
    full_component,
    operands,
    read_intent,
    short_component,
)
from device.phone.system.audiofocus import at_work
from device.phone.system.intent import Task
from device.phone.system.passing import pass_time

_START_OPTIONS = {
    "-D": False, "-W": False, "-S": False, "-N": False, "-R": True, "-P": True, "--start-profiler": True,
    "--user": True, "--display": True, "--windowingMode": True, "--activityType": True, "--task": True,
    "--streaming": False, "--track-allocation": False, "--task-overlay": False, "--lock-task": False,
    "--splashscreen-icon": False, "--attach-agent": True, "--sampling": True,
}  # fmt: skip
_WAIT_MS, _HOT_MS = 120, 40
"""What a launch is said to take, and that of an activity that is there already."""
_KEPT = "Warning: Activity not started,"


def _start(call: Call, args: list[str]) -> int:
    given, options = read_intent(args, _START_OPTIONS)
    phone = call.phone
    if given.bare_package and not (given.action or given.data or given.component):
        given.action, given.categories = MAIN, [LAUNCHER]
    if not (given.action or given.data or given.component or given.package):
        return died(call, "start", "java.lang.IllegalArgumentException", "No intent supplied")
    if given.data and not given.action and not given.component:
        given.action = "android.intent.action.VIEW"
    intent = given.intent()
    aim = phone.packages.resolve(intent).partition("/")[0]
    if "-S" in options:
        phone.force_stop(aim)
    before, runs = phone.stack.front.id, aim in phone.stack.running()
    open_before = {each.id for task in phone.stack.tasks for each in task.activities}
    call.line(f"Starting: {given.shown()}")
    component = phone.start(intent)
    if not component:
        return _not_started(call, given)
    front = phone.stack.front.id
    state, took = ("WARM" if runs else "COLD"), _WAIT_MS
    if front == before:
        call.line(f"{_KEPT} intent has been delivered to currently running top-most instance.")
        state, took = "UNKNOWN (0)", 0
    elif front in open_before:
        call.line(f"{_KEPT} its current task has been brought to the front")
        state, took = "HOT", _HOT_MS
    if "-W" in options:
        call.line(f"Status: ok\nLaunchState: {state}\nActivity: {short_component(component)}")
        call.line(f"TotalTime: {took}\nWaitTime: {took + 5}\nComplete")
    return 0


def _not_started(call: Call, given: Given) -> int:
    if given.component:
        full = full_component(given.component)
        call.err("Error type 3")
        call.err(f"Error: Activity class {{{full}}} does not exist.")
    else:
        call.err(f"Error: Activity not started, unable to resolve {given.shown(0x10000000)}")
    return 1


def _force_stop(call: Call, args: list[str]) -> int:
    packages = operands(args)[1]
    if not packages:
        return died(call, call.args[0], "java.lang.IllegalArgumentException", "Argument expected")
    for package in packages:
        call.phone.force_stop(package)
    return 0


_CRASHED = "android.app.RemoteServiceException$CrashedByAdbException: shell-induced crash"


def _crash(call: Call, args: list[str]) -> int:
    """By package; one that is not open has no process to crash."""
    for package in operands(args)[1]:
        activities = (each for task in call.phone.stack.tasks for each in task.activities)
        if any(each.package == package for each in activities):
            call.phone.crash(package, _CRASHED)
    return 0


def _kill_idle(call: Call, package: str) -> None:
    """End an app that nobody sees or hears and that does nothing."""
    phone = call.phone
    pass_time(phone)
    if package != phone.front.package and phone.stack.task_of(package) and not at_work(phone, package):
        phone.end(package)


def _kill_all(call: Call, args: list[str]) -> int:
    for task in call.phone.stack.tasks:
        _kill_idle(call, task.top.package)
    return 0


# -- tasks ---------------------------------------------------------------------------------------------------
def task_line(call: Call, task: Task, *, visible: bool) -> str:
    """One task as `am stack list` has it."""
    wide, high = call.phone.size
    component = task.top.component
    return (
        f"  taskId={task.id}: {component} bounds=[0,0][{wide},{high}] userId=0 "
        f"visible={str(visible).lower()} topActivity=ComponentInfo{{{component}}}"
    )


def _stack(call: Call, args: list[str]) -> int:
    verb = args[0] if args else ""
    tasks = call.phone.stack.tasks
    if verb in ("list", "info"):
        wide, high = call.phone.size
        for place, task in enumerate(tasks):
            call.line(f"RootTask id={task.id} bounds=[0,0][{wide},{high}] displayId=0 userId=0")
            call.line(task_line(call, task, visible=place == 0))
            call.line()
        return 0
    if verb == "remove" and len(args) > 1 and args[1].lstrip("-").isdigit():
        call.phone.stack.remove_task(int(args[1]))
        call.phone.show_keyboard(False)
        return 0
    if verb in ("move-task", "size-docked-stack-test"):
        return 0
    return died(call, "stack", "java.lang.IllegalArgumentException", f"unknown command '{verb}'")


def _current_user(call: Call, args: list[str]) -> int:
    call.line("0")
    return 0


def _services(call: Call, args: list[str]) -> int:
    given, _ = read_intent(args, {"--user": True})
    call.line(f"Starting service: {given.shown()}")
    if given.component and call.phone.packages.get(given.component.partition("/")[0]):
        return 0
    call.err("Error: Not found; no service started.")
    return 255


def _instrument(call: Call, args: list[str]) -> int:
    target = next((arg for arg in args if "/" in arg), "")
    call.line("INSTRUMENTATION_STATUS: id=ActivityManagerService")
    call.line(
        "INSTRUMENTATION_STATUS: Error=Unable to find instrumentation info for: "
        f"ComponentInfo{{{full_component(target)}}}\nINSTRUMENTATION_STATUS_CODE: -1"
    )
    call.err(f"android.util.AndroidException: INSTRUMENTATION_FAILED: {target}")
    return 1


def _silent(call: Call, args: list[str]) -> int:
    return 0


def _kill(call: Call, args: list[str]) -> int:
    """Ends what is safe to end."""
    for package in operands(args)[1]:
        _kill_idle(call, package)
    return 0


def _configuration(call: Call, args: list[str]) -> int:
    display = call.phone.display
    wide, high = (round(pixels / display.density) for pixels in display.size)
    way = "land" if wide > high else "port"
    locale, dark = call.phone.locale.replace("-", "-r"), "night" if call.phone.dark else "notnight"
    call.line(
        f"config: {locale}-ldltr-sw{min(wide, high)}dp-w{wide}dp-h{high}dp-normal-long-notround-lowdr-"
        f"nowidecg-{way}-{dark}-{display.dpi}dpi-finger-keysexposed-nokeys-navhidden-nonav-v33"
    )
    return 0


_VERBS: dict[str, Callable[[Call, list[str]], int]] = {
    "start": _start, "start-activity": _start, "force-stop": _force_stop, "stop-app": _force_stop,
    "kill": _kill, "kill-all": _kill_all, "crash": _crash, "broadcast": broadcast, "stack": _stack,
    "startservice": _services, "start-service": _services, "start-foreground-service": _services,
    "stopservice": _silent, "stop-service": _silent, "instrument": _instrument,
    "get-current-user": _current_user, "get-config": _configuration,
}  # fmt: skip


def am(call: Call) -> int:
    """The activity manager."""
    return by_verb(call, "Activity manager (activity)", _VERBS)


COMMANDS: dict[str, Command] = {"am": am}
