"""Opening and closing activities, and carrying back what an activity was opened to find out."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from device.phone.system import trouble
from device.phone.system.fault import guarded, guarded_aside
from device.phone.system.intent import Activity, Intent
from device.phone.system.window import put_clip_away

if TYPE_CHECKING:
    from device.phone.system.system import System

_QUESTIONS = "android/"
SHOWN_MS = 120
"""What it is said to take until a new activity is seen."""


def start(system: "System", intent: Intent, *, same_task: bool, caller: int, request: str) -> str:
    """See System.start. `caller` is the id of the activity that waits for the result, 0 = none."""
    system.events.note("intent", "start", intent.action, intent.data, intent.component or intent.package)
    component = system.packages.resolve(intent)
    if not component:
        return ""
    package, name = component.split("/", 1)
    manifest = system.apps[package].manifest
    same_task = same_task and name not in manifest.single
    if not same_task and not component.startswith(_QUESTIONS):
        drop_question(system)
    system.show_keyboard(False)  # the new activity may show it again
    if not system.clock.live:
        put_clip_away(system)
    if trouble.refused(system, package):
        return system.stack.front.component
    forget_once(system, package)
    tell(system, f"START u0 {{act={intent.action} cmp={component}}} from uid 2000")
    task = system.stack.task_of(package)
    launching = intent.action == "android.intent.action.MAIN" and not same_task
    if launching and task is not None and name == task.activities[0].name:
        system.stack.to_front(task)
    elif not same_task and task is not None and task.top.name == name:
        system.stack.to_front(task)
        system.stack.update(replace(system.stack.front, intent=intent))
        context = system.context()
        guarded(system, package, lambda: system.apps[package].receive(context, intent), None)
    else:
        system.initialise(
            system.stack.push(
                package,
                name,
                intent,
                same_task=same_task,
                apart=name in manifest.apart,
                caller=caller,
                request=request,
            )
        )
        if system.stack.front.component == component:
            tell(system, f"Displayed {component.replace(f'/{package}.', '/.')}: +{SHOWN_MS}ms")
    return system.stack.front.component


def tell(system: "System", text: str) -> None:
    """Into the phone's log."""
    system.log.append(f"I/ActivityTaskManager: {text}")


def drop_question(system: "System") -> None:
    """A share sheet or "Open with" that stands alone does not wait while something else is looked at."""
    task = system.stack.tasks[0]
    if len(task.activities) == 1 and task.top.component.startswith(_QUESTIONS):
        system.stack.finish(task.top)


def broadcast(system: "System", intent: Intent) -> tuple[int, str | None] | None:
    """See System.broadcast."""
    system.events.note("intent", "broadcast", intent.action, intent.data, intent.component)
    answer: tuple[int, str | None] | None = None
    for package, app in system.apps.items():
        nowhere = Activity(0, package, "")  # a receiver has no screen
        receive = partial(app.receive, system.context(nowhere), intent)
        answer = guarded_aside(system, package, receive, None) or answer
    return answer


def finish(system: "System", activity: Activity, result: Intent | None) -> None:
    """See System.finish."""
    system.stack.finish(activity)
    system.show_keyboard(False)
    answer(system, activity, result)


def answer(system: "System", activity: Activity, result: Intent | None) -> None:
    """Tell the activity that waits, if one does, what came of this one; None = nothing."""
    waiting = system.stack.with_id(activity.caller) if activity.caller else None
    if waiting is not None:
        app, context = system.apps[waiting.package], system.context(waiting)
        guarded(system, waiting.package, lambda: app.result(context, activity.request, result), None)


def forget_once(system: "System", package: str) -> None:
    """Take back what was allowed "only this time" when none of the app's activities is open any more."""
    held = system.packages.get(package)
    if held is None or not held.once & held.granted:
        return
    if not any(each.package == package for task in system.stack.tasks for each in task.activities):
        system.packages.put(replace(held, granted=held.granted - held.once))
