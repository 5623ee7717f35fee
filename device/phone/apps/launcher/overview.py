"""Recent apps: a card for each open task, to go back to or to swipe away."""

from collections.abc import Callable

from device.phone.system.context import Context
from device.phone.system.intent import Task
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import FILL, View
from device.phone.widget import button


def overview(context: Context, leave: Callable[[], None]) -> View:
    """The page; `leave` takes the launcher back to its home page."""
    tasks = [task for task in context.system.stack.tasks if task.activities[0].package != context.package]
    if not tasks:
        nothing = fixed(
            "TextView", "empty_text", context.tr("No recent items"), style="title_medium", colour="#FFFFFF"
        )
        return View(
            "FrameLayout",
            "overview_panel",
            width=FILL,
            height=FILL,
            align="center",
            justify="center",
            on_tap=leave,
            children=(nothing,),
        )
    cards = [_card(context, task, leave) for task in tasks]

    def clear() -> None:
        for task in tasks:
            context.system.stack.remove_task(task.id)
        leave()

    cards.append(
        View(
            width=FILL,
            align="center",
            padding=(0.0, 8.0, 0.0, 24.0),
            important=False,
            children=(button(context.tr("Clear all"), clear, kind="tonal", resource_id="clear_all"),),
        )
    )
    return View(
        "FrameLayout",
        "overview_panel",
        width=FILL,
        height=FILL,
        children=(
            View(
                "ScrollView",
                "overview",
                width=FILL,
                height=FILL,
                scroll="overview",
                gap=20.0,
                padding=(36.0, 40.0, 36.0, 0.0),
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
        icon=manifest.icon,
        icon_size=22.0,
        icon_filled=True,
        colour=manifest.icon_colours[1],
        background=manifest.icon_colours[0],
        radius=20.0,
        width=40.0,
        height=40.0,
        align="center",
        justify="center",
        important=False,
    )
    title = fixed("TextView", "title", label, style="title_medium", weight=1.0)
    close = View(
        "ImageView",
        "dismiss_task",
        content_description=context.tr("Dismiss {}").format(label),
        icon="close",
        width=48.0,
        height=48.0,
        align="center",
        justify="center",
        on_tap=dismiss,
    )
    return View(
        "FrameLayout",
        "snapshot",
        content_description=label,
        width=FILL,
        background="surface_container_high",
        radius=24.0,
        padding=(16.0, 12.0, 4.0, 12.0),
        axis="row",
        align="center",
        gap=16.0,
        min_height=96.0,
        on_tap=open_task,
        on_page=lambda _: dismiss(),
        children=(icon, title, close),
    )
