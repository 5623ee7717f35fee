"""Opening and closing activities, and carrying back what an activity was opened to find out."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from device.phone.screen.clipboardchip import put_away
from device.phone.system import trouble
from device.phone.system.fault import guarded, guarded_aside
from device.phone.system.intent import Activity, Intent

if TYPE_CHECKING:
    from device.phone.phone import Phone

_QUESTIONS = "android/"
SHOWN_MS = 120
"""What it is said to take until a new activity is seen."""


def start(phone: "Phone", intent: Intent, *, same_task: bool, caller: int, request: str) -> str:
    """See Phone.start. `caller` is the id of the activity that waits for the result, 0 = none."""
    phone.events.note("intent", "start", intent.action, intent.data, intent.component or intent.package)
    component = phone.packages.resolve(intent)
    if not component:
        return ""
    package, name = component.split("/", 1)
    manifest = phone.apps[package].manifest
    same_task = same_task and name not in manifest.single
    if not same_task and not component.startswith(_QUESTIONS):
        drop_question(phone)
    phone.show_keyboard(False)  # the new activity may show it again
    if not phone.clock.live:
        put_away(phone)
    if trouble.refused(phone, package):
        return phone.stack.front.component
    forget_once(phone, package)
    tell(phone, f"START u0 {{act={intent.action} cmp={component}}} from uid 2000")
    task = phone.stack.task_of(package)
    launching = intent.action == "android.intent.action.MAIN" and not same_task
    if launching and task is not None and name == task.activities[0].name:
        phone.stack.to_front(task)
    elif not same_task and task is not None and task.top.name == name:
        phone.stack.to_front(task)
        phone.stack.update(replace(phone.stack.front, intent=intent))
        context = phone.context()
        guarded(phone, package, lambda: phone.apps[package].receive(context, intent), None)
    else:
        phone.initialise(
            phone.stack.push(
                package,
                name,
                intent,
                same_task=same_task,
                apart=name in manifest.apart,
                caller=caller,
                request=request,
            )
        )
        if phone.stack.front.component == component:
            tell(phone, f"Displayed {component.replace(f'/{package}.', '/.')}: +{SHOWN_MS}ms")
    return phone.stack.front.component


def tell(phone: "Phone", text: str) -> None:
    """Into the phone's log."""
    phone.log.append(f"I/ActivityTaskManager: {text}")


def drop_question(phone: "Phone") -> None:
    """A share sheet or "Open with" that stands alone does not wait while something else is looked at."""
    task = phone.stack.tasks[0]
    if len(task.activities) == 1 and task.top.component.startswith(_QUESTIONS):
        phone.stack.finish(task.top)


def broadcast(phone: "Phone", intent: Intent) -> tuple[int, str | None] | None:
    """See Phone.broadcast."""
    phone.events.note("intent", "broadcast", intent.action, intent.data, intent.component)
    answer: tuple[int, str | None] | None = None
    for package, app in phone.apps.items():
        nowhere = Activity(0, package, "")  # a receiver has no screen
        receive = partial(app.receive, phone.context(nowhere), intent)
        answer = guarded_aside(phone, package, receive, None) or answer
    return answer


def finish(phone: "Phone", activity: Activity, result: Intent | None) -> None:
    """See Phone.finish."""
    phone.stack.finish(activity)
    phone.show_keyboard(False)
    answer(phone, activity, result)


def answer(phone: "Phone", activity: Activity, result: Intent | None) -> None:
    """Tell the activity that waits, if one does, what came of this one; None = nothing."""
    waiting = phone.stack.with_id(activity.caller) if activity.caller else None
    if waiting is not None:
        app, context = phone.apps[waiting.package], phone.context(waiting)
        guarded(phone, waiting.package, lambda: app.result(context, activity.request, result), None)


def forget_once(phone: "Phone", package: str) -> None:
    """Take back what was allowed "only this time" when none of the app's activities is open any more."""
    held = phone.packages.get(package)
    if held is None or not held.once & held.granted:
        return
    if not any(each.package == package for task in phone.stack.tasks for each in task.activities):
        phone.packages.put(replace(held, granted=held.granted - held.once))
