"""Recent apps: a card for each open task, to go back to or to swipe away."""

from collections.abc import Callable

from device.phone.system.context import Context
from device.phone.system.intent import Task
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import (
    CENTRED,
    FILL,
    FULL_SIZE,
    GROWING,
    Box,
    Flow,
    Icon,
    Pager,
    Surface,
    Text,
)
from device.phone.widget import button


def overview(context: Context, leave: Callable[[], None]) -> View:
    """The page; `leave` takes the launcher back to its home page."""
    tasks = [task for task in context.system.stack.tasks if task.activities[0].package != context.package]
    if not tasks:
        nothing = fixed(
            "TextView",
            "empty_text",
            Text(context.tr("No recent items"), style="title_medium", colour="#FFFFFF"),
        )
        return View(
            "FrameLayout", "overview_panel", box=FULL_SIZE, flow=CENTRED, on_tap=leave, children=(nothing,)
        )
    cards = [_card(context, task, leave) for task in tasks]

    def clear() -> None:
        for task in tasks:
            context.system.stack.remove_task(task.id)
        leave()

    cards.append(
        View(
            box=Box(width=FILL, padding=(0.0, 8.0, 0.0, 24.0)),
            flow=Flow(align="center"),
            important=False,
            children=(button(context.tr("Clear all"), clear, kind="tonal", resource_id="clear_all"),),
        )
    )
    return View(
        "FrameLayout",
        "overview_panel",
        box=FULL_SIZE,
        children=(
            View(
                "ScrollView",
                "overview",
                box=Box(width=FILL, height=FILL, padding=(36.0, 40.0, 36.0, 0.0)),
                flow=Flow(gap=20.0),
                scroll="overview",
                children=cards,
            ),
        ),
    )


def _card(context: Context, task: Task, leave: Callable[[], None]) -> View:
    manifest = context.system.apps[task.activities[0].package].manifest
    label = context.tr(manifest.label)

    def open_task() -> None:
        leave()
        context.system.stack.to_front(context.system.stack.task(task.id))

    def dismiss() -> None:
        context.system.stack.remove_task(task.id)

    icon = fixed(
        icon=Icon(manifest.icon, manifest.icon_colours[1], size=22.0, filled=True),
        box=Box(width=40.0, height=40.0),
        flow=CENTRED,
        surface=Surface(manifest.icon_colours[0], radius=20.0),
        important=False,
    )
    title = fixed("TextView", "title", Text(label, style="title_medium"), box=GROWING)
    close = View(
        "ImageView",
        "dismiss_task",
        content_description=context.tr("Dismiss {}").format(label),
        icon=Icon("close"),
        box=Box(width=48.0, height=48.0),
        flow=CENTRED,
        on_tap=dismiss,
    )
    return View(
        "FrameLayout",
        "snapshot",
        content_description=label,
        box=Box(width=FILL, min_height=96.0, padding=(16.0, 12.0, 4.0, 12.0)),
        flow=Flow("row", gap=16.0, align="center"),
        surface=Surface("surface_container_high", radius=24.0),
        pager=Pager(on_page=lambda _: dismiss()),
        on_tap=open_task,
        children=(icon, title, close),
    )
