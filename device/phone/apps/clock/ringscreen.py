"""The screen of a ringing alarm: the time, what it is for, Snooze and Stop."""

from dataclasses import replace

from device.phone.apps.clock.instance import FIRED, Instance, instances
from device.phone.apps.clock.ringing import snooze, stop
from device.phone.system.context import Context
from device.phone.system.timetext import clock_text
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import FILL, FULL_WIDTH, Box, Flow, Handler, Text
from device.phone.widget import button
from device.phone.widget.figure import fitting

_SIDE, _RIM = 32.0, 8.0
"""dp left free on each side, and beside the time on its line."""


def show_ringing(context: Context) -> Screen:
    """The alarm that rings; once none does, a page that says so and closes with Back."""
    tr = context.tr
    wide, high = context.size
    low = wide > high
    ringing = next((each for each in instances(context) if each.state == FIRED), None)
    if ringing is None:
        words = fixed("TextView", "title", Text(tr("Alarm off"), style="headline_small", align="center"))
        parts: list[View] = [words, _button(tr("Close"), "close", context.finish, "tonal")]
    else:
        later = context.then(lambda: snooze(context, ringing), context.finish)
        enough = context.then(lambda: stop(context, ringing), context.finish)
        answers = (
            _button(tr("Snooze"), "snooze", later, "tonal"),
            _button(tr("Stop"), "dismiss", enough, "filled"),
        )
        parts = [
            fixed(
                "TextView", "title", Text(ringing.label or tr("Alarm"), style="title_large", align="center")
            ),
            _time(context, ringing),
        ]
        parts += [_beside(*answers)] if low else [fixed(box=Box(height=72.0), important=False), *answers]
    above = 16.0 if low else 48.0
    content = View(
        "FrameLayout",
        "alarm",
        box=Box(width=FILL, height=FILL, padding=(_SIDE, above, _SIDE, above)),
        flow=Flow(gap=20.0, align="center", justify="center"),
        children=parts,
    )
    return Screen(content, background="surface_container", title=tr("Alarm"))


def _time(context: Context, ringing: Instance) -> View:
    """The time it was set for, as large as one line allows."""
    time = clock_text(context, ringing.when.hour, ringing.when.minute)
    room = context.display.room_size[0] / context.density - 2 * _SIDE - _RIM
    style = fitting(time, "72/400/84", room, context.font_scale)
    return fixed("TextView", "digital_clock", Text(time, style=style, align="center"), time)


def _beside(*answers: View) -> View:
    """The answers side by side, where the phone lies on its side and is too low for both."""
    for answer in answers:
        answer.box = replace(answer.box, width=None, weight=1.0)
    return View(box=FULL_WIDTH, flow=Flow("row", gap=20.0), children=answers, important=False)


def _button(label: str, name: str, on_tap: Handler, kind: str) -> View:
    view = button(label, on_tap, kind=kind, resource_id=name)
    view.box = replace(view.box, width=FILL, height=72.0)
    view.surface = replace(view.surface, radius=36.0)
    view.text = replace(view.text, style="title_large")
    return view
