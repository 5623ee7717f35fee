"""The camera, the clipboard, the notifications."""

from agent.action.action import NavigateBack, Swipe, Wait
from agent.language.errand import ClearNotices, CopyText, Shoot
from agent.language.place import place
from agent.offline.step.form import field_of, holds, typed, write
from agent.offline.step.history import Past
from agent.offline.step.listpage import bring, by_id, control
from agent.offline.step.move import Act, Done, Move, Stuck, click
from agent.perception.scene import Scene
from agent.run.step import Outcome
from device.screen import UIElement
from grounding.target import Target

_MODES = {False: ("Camera", "相机", "照片", "拍照"), True: ("Video", "视频", "录像")}
_SIDES = {True: ("Front camera", "前置摄像头", "前置相机"), False: ("Back camera", "后置摄像头", "后置相机")}
_CLEAR = ("Clear all", "全部清除", "清除全部")
_LONGEST_WAIT = 30.0
_TRIES = 5
_WAITS = 20


def shoot(want: Shoot, scene: Scene, past: Past) -> Move:
    """Done when the shutter was pressed (twice for a video) and the picture shows in the corner."""
    way = bring("camera", scene, past)
    if way is not None:
        return way
    shots = past.touched("shutter")
    again = _again(scene, past)
    if again is not None:
        return again
    if shots and want.seconds is None:
        return _taken(scene, past)
    if shots:
        return _film(want.seconds or 0, scene, past)
    if by_id(scene, "recording_time") is not None:
        return Stuck("The camera is recording already")
    if not past.touched("mode: ") or by_id(scene, "mode_selector_item") is not None:
        return _choose_mode(want, scene, past)
    side = _side(want.front, scene, past)
    if side is not None:
        return side
    shutter = by_id(scene, "shutter_button")
    return (
        click(shutter, "shutter", "The camera is ready")
        if shutter is not None
        else Stuck("The camera has no shutter")
    )


def _again(scene: Scene, past: Past) -> Act | Stuck | None:
    """The shutter once more, where nothing came of pressing it and no picture shows that may be its own."""
    presses = past.touched("shutter")
    if not presses or presses[-1][1].outcome != Outcome.NO_CHANGE:
        return None
    counting = by_id(scene, "remaining_seconds", "recording_time")
    shutter, picture = by_id(scene, "shutter_button"), by_id(scene, "rounded_thumbnail_view")
    if picture is None and counting is None and shutter is not None and len(presses) < _TRIES:
        return click(shutter, "shutter", "The tap got lost")
    if len(presses) == 1 and picture is not None and counting is None:
        return Stuck(
            "The shutter was pressed, but nothing shows whether the picture in the corner is a new one"
        )
    return None


def _choose_mode(want: Shoot, scene: Scene, past: Past) -> Move:
    """Out of the list of modes, open or not: nothing else says for sure which mode it is in."""
    mode = scene.button(*_MODES[want.seconds is not None])
    if by_id(scene, "mode_selector_item") is not None and mode is not None:
        return click(mode, f"mode: {mode.label}", "This is what is wanted")
    button = by_id(scene, "mode_list_button")
    if button is None or len(past.touched("list of modes")) >= _TRIES:
        return Stuck("The camera shows no modes")
    return click(button, "list of modes", "Which mode it is in must be sure")


def _side(front: bool, scene: Scene, past: Past) -> Move | None:
    """The next move towards the camera on the side wanted; None when it is that one."""
    toggle = by_id(scene, "camera_toggle_button")
    if toggle is None:
        options = by_id(scene, "mode_options_toggle")
        if options is None or len(past.touched("options")) >= _TRIES:
            return Stuck("The camera does not say which side it looks to") if front else None
        return click(options, "options", "Which side it looks to must be sure")
    if toggle.content_description in _SIDES[front]:
        return None
    if len(past.touched("side")) >= _TRIES:
        return Stuck("The camera does not change sides")
    return click(toggle, "side", f"It is the {toggle.content_description}")


def _taken(scene: Scene, past: Past) -> Move:
    picture, counting = by_id(scene, "rounded_thumbnail_view"), by_id(scene, "remaining_seconds")
    if picture is not None and counting is None:
        return Done("The photo is taken and shows in the corner")
    if sum(isinstance(step.action, Wait) for step in past.steps) < _WAITS:
        return Act(Wait(seconds=1.0), "The photo is not there yet")
    return Stuck("The shutter was pressed, but no photo shows")


def _film(seconds: int, scene: Scene, past: Past) -> Move:
    presses = [step for _, step in past.touched("shutter") if step.outcome != Outcome.NO_CHANGE]
    running: UIElement | None = by_id(scene, "recording_time")
    since = past.steps[past.steps.index(presses[0]) :] if presses else ()
    waited = sum(step.action.seconds for step in since if isinstance(step.action, Wait))
    if len(presses) < 2:
        if running is None:
            return Stuck("The camera does not record")
        if waited < seconds:
            return Act(
                Wait(seconds=min(_LONGEST_WAIT, seconds - waited)),
                f"{seconds - waited:g} s are still to be recorded",
            )
        shutter = by_id(scene, "shutter_button")
        return (
            click(shutter, "shutter", f"{seconds} s are recorded")
            if shutter is not None
            else Stuck("There is no shutter")
        )
    if running is None and by_id(scene, "rounded_thumbnail_view") is not None:
        return Done(f"A video of {seconds} s is recorded and shows in the corner")
    late = waited - seconds >= _WAITS
    return Stuck("No video shows") if late else Act(Wait(seconds=1.0), "The video is not there yet")


def copy_text(want: CopyText, scene: Scene, past: Past) -> Move:
    """Done when the app shows the text as what is on the clipboard."""
    way = bring("clipboard", scene, past)
    if way is not None:
        return way
    on_it = by_id(scene, "clipboard")
    if past.touched("copy") and on_it is not None and on_it.text == want.text:
        return Done("The text is on the clipboard")
    fields = place("clipboard").fields or {}
    field = field_of(scene, fields["text"])
    if field is None:
        back = scene.observation.keyboard_shown and past.backs() < _TRIES
        return Act(NavigateBack(), "The keyboard covers the field") if back else Stuck("Clipper has no field")
    if not holds(field, want.text):
        return (
            write(field, "text", want.text)
            if typed(past, "text") < _TRIES
            else Stuck("The text is not taken")
        )
    button = control(scene, place("clipboard").save)
    if button is None and scene.observation.keyboard_shown:
        return Act(NavigateBack(), "The keyboard covers the button")
    if button is None or len(past.touched("copy")) >= _TRIES:
        return Stuck("The text does not come to the clipboard")
    return click(button, "copy", "The text is in the field")


def clear_notices(want: ClearNotices, scene: Scene, past: Past) -> Move:
    """Done when the shade, opened, offers nothing to clear (any more)."""
    shade = [e for e in scene.elements if e.package_name == "com.android.systemui"]
    clear = next((e for e in shade if e.text in _CLEAR or e.content_description in _CLEAR), None)
    open_now = (
        any(e.resource_id.rpartition("/")[2] in ("tile_label", "no_notifications") for e in shade)
        or clear is not None
    )
    if clear is not None:
        if len(past.touched("clear")) >= _TRIES:
            return Stuck("The notifications cannot be cleared")
        target = next((e for e in (clear, *scene.above(clear)) if e.is_clickable), clear)
        return click(target, "clear", "There are notifications")
    if open_now:
        return Done("The shade shows no notification that can be cleared", doubtful=True)
    return _pull(scene, sum(isinstance(step.action, Swipe) for step in past.steps))


def _pull(scene: Scene, pulls: int) -> Move:
    if pulls >= 2 * _TRIES:
        return Stuck("The shade with the notifications does not open")
    width, height = scene.observation.size
    start, end = (width / 2, 2.0), (width / 2, height * 0.6)
    swipe = Swipe(start=Target(description="shade", point=start), end=Target(point=end))
    return Act(swipe, "The shade is closed", "the notifications")
