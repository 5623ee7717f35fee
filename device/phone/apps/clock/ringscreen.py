"""The screen of a ringing alarm: the time, what it is for, Snooze and Stop."""

from device.phone.app import Context
from device.phone.apps.clock.ringing import FIRED, instances, snooze, stop
from device.phone.still import fixed
from device.phone.timetext import clock_text
from device.phone.view import FILL, Handler, Screen, View
from device.phone.widget import button


def show_ringing(context: Context) -> Screen:
    """The alarm that rings; once none does, a page that says so and closes with Back."""
    tr = context.tr
    ringing = next((each for each in instances(context) if each.state == FIRED), None)
    if ringing is None:
        words = fixed("TextView", "title", tr("Alarm off"), style="headline_small", text_align="center")
        parts: list[View] = [words, _button(tr("Close"), "close", context.finish, "tonal")]
    else:
        time = clock_text(context.phone, ringing.when.hour, ringing.when.minute)
        later = context.then(lambda: snooze(context, ringing), context.finish)
        enough = context.then(lambda: stop(context, ringing), context.finish)
        parts = [
            fixed(
                "TextView", "title", ringing.label or tr("Alarm"), style="title_large", text_align="center"
            ),
            fixed("TextView", "digital_clock", time, time, style="72/400/84", text_align="center"),
            fixed(height=72.0, important=False),
            _button(tr("Snooze"), "snooze", later, "tonal"),
            _button(tr("Stop"), "dismiss", enough, "filled"),
        ]
    content = View(
        "FrameLayout",
        "alarm",
        width=FILL,
        height=FILL,
        align="center",
        justify="center",
        gap=20.0,
        padding=(32.0, 48.0, 32.0, 48.0),
        children=parts,
    )
    return Screen(content, background="surface_container", title=tr("Alarm"))


def _button(label: str, name: str, on_tap: Handler, kind: str) -> View:
    view = button(label, on_tap, kind=kind, resource_id=name)
    view.width, view.height, view.radius, view.style = FILL, 72.0, 36.0, "title_large"
    return view
