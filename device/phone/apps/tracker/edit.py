"""What a person says of a track: its name, what it was, a description; and what becomes of a new one."""

from dataclasses import replace
from functools import partial

from device.phone.apps.tracker.category import ACTIVITIES, activity_of
from device.phone.apps.tracker.recording import RECORDING, resume_track
from device.phone.apps.tracker.row import figure, figures
from device.phone.apps.tracker.state import (
    CATEGORY,
    DESCRIPTION,
    NAME,
    RECORDED,
    TrackerActivity,
    TrackerEditState,
)
from device.phone.apps.tracker.store import delete_tracks, name_track, track
from device.phone.apps.tracker.unit import distance_text
from device.phone.system.timetext import span_text
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import CENTRED_ROW, FILL, Box, Flow, Input, Surface
from device.phone.widget import (
    Back,
    Choice,
    alert,
    button,
    dialog,
    icon_button,
    listed,
    page,
    scroll,
    text_field,
    tile,
    top_bar,
)

Edit = TrackerActivity[TrackerEditState]


def show_edit(hands: Edit) -> Screen:
    """The fields; over them what was recorded where the track is new."""
    tr, context, state = hands.tr, hands.context, hands.state
    title = tr("Track finished") if state.stopped else tr("Edit track")
    found = track(hands.context, state.id)
    pick = icon_button(
        activity_of(state.activity).icon,
        tr("Choose an activity type"),
        hands.context.then(lambda: hands.context.focus(""), lambda: hands.open("activity")),
        resource_id="track_edit_activity_type_icon",
    )
    rows = [
        _field(hands, NAME, tr("Name"), "track_edit_name"),
        View(
            box=Box(width=FILL, padding=(0.0, 0.0, 12.0, 0.0)),
            flow=CENTRED_ROW,
            important=False,
            children=(_field(hands, CATEGORY, tr("Activity type"), "track_edit_activity_type"), pick),
        ),
        _field(hands, DESCRIPTION, tr("Description"), "track_edit_description", several=True),
    ]
    rows[1].children[0].box = replace(rows[1].children[0].box, weight=1.0)
    if state.stopped and found is not None:
        rows = [
            *figures(
                figure(tr("Distance"), distance_text(hands.unit, found.distance), "distance"),
                figure(tr("Total time"), span_text(found.total), "total_time"),
            ),
            *rows,
        ]
    save = button(tr("Save"), lambda: _save(hands), kind="tonal", resource_id="track_edit_save")
    leave = (lambda: _save(hands)) if state.stopped else context.finish
    bar = top_bar(title, back=Back(leave, tr("Navigate up")), actions=(save,))
    parts = [bar, scroll("edit", rows, class_name="android.widget.ScrollView", gap=16.0)]
    if state.stopped:
        parts.append(_choices(hands))
    return Screen(page(*parts), overlay=_overlay(hands), title=title)


def _field(hands: Edit, key: str, label: str, name: str, *, several: bool = False) -> View:
    return text_field(
        Input(
            key,
            label,
            kind="multiline" if several else "text",
            on_text=(lambda text: hands.set(activity=_guess(text))) if key == CATEGORY else None,
        ),
        hands.context.text(key),
        resource_id=name,
        margin=(16.0, 0.0, 16.0, 0.0),
    )


def _guess(category: str) -> str:
    """The activity type that a written category means."""
    found = activity_of(category)
    return found.id if found.id != "unknown" else ""


def _choices(hands: Edit) -> View:
    tr, number = hands.tr, hands.state.id

    def go_on() -> None:
        resume_track(hands.context, number)
        hands.context.finish()
        hands.context.start(RECORDING)

    return View(
        "LinearLayout",
        "track_stopped_choices",
        box=Box(width=FILL, height=80.0),
        flow=Flow("row", gap=16.0, align="center", justify="center"),
        surface=Surface("surface_container"),
        children=(
            button(tr("Discard"), lambda: hands.open("discard"), kind="text", resource_id="discard_button"),
            button(tr("Resume"), go_on, kind="tonal", resource_id="resume_button"),
        ),
    )


def _save(hands: Edit) -> None:
    context, state = hands.context, hands.state
    name = context.text(NAME).strip()
    if not name:
        context.toast(hands.tr("A track needs a name."))
        return
    texts = (context.text(DESCRIPTION).strip(), context.text(CATEGORY).strip())
    name_track(hands.context, state.id, name, *texts, state.activity)
    context.focus("")
    context.finish()
    if state.stopped:
        context.start(RECORDED, id=state.id)


def leave_edit(hands: Edit) -> bool:
    """Back: what was just recorded is kept as it is written."""
    if hands.state.stopped:
        _save(hands)
    return hands.state.stopped


def _overlay(hands: Edit) -> Overlay | None:
    tr, kind = hands.tr, hands.state.dialog
    cancel = Choice(tr("Cancel"), hands.close)

    def choose(activity: str) -> None:
        hands.context.set_text(CATEGORY, tr(activity))
        hands.set(activity=activity, dialog="")

    def discard() -> None:
        delete_tracks(hands.context, (hands.state.id,))
        hands.context.finish()

    if kind == "activity":
        rows = [
            tile(
                tr(one.id),
                icon=one.icon,
                on_tap=partial(choose, one.id),
            )
            for one in ACTIVITIES
        ]
        return dialog(tr("Choose an activity type"), (listed("activities", rows),), cancel=cancel)
    if kind == "discard":
        question = tr("This cannot be undone.")
        return alert(tr("Delete track?"), question, accept=Choice(tr("Discard"), discard), cancel=cancel)
    return None
