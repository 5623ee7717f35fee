"""The Material time picker: a dial for hour, then minute, or two fields; 12 or 24 hours as is set."""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from device.phone.system.context import Context
from device.phone.system.timetext import is_24_hour
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import (
    CENTRED,
    CENTRED_ROW,
    FILL,
    FULL_WIDTH,
    GROWING,
    Box,
    Flow,
    Input,
    Surface,
    Text,
)
from device.phone.widget.button import icon_button
from device.phone.widget.dialog import Choice, dialog
from device.phone.widget.figure import fitting
from device.phone.widget.timedial import Dial, TimePick, spoken

_WIDE = 560.0
"""dp of the dialog where the dial stands beside the time."""
_CHIP, _FIELD = 80.0, 54.0
"""dp that two digits may be wide in a chip and in a field: what is wider is too high for it, too."""
HOUR_FIELD, MINUTE_FIELD = "picker_hour", "picker_minute"


def time_picker(
    context: Context,
    pick: TimePick,
    on_change: Callable[[TimePick], None],
    on_accept: Callable[[int, int], None],
    on_cancel: Callable[[], None],
) -> Overlay:
    """The picker showing `pick`. `on_change` stores its next state; `on_accept` gets hour and minute."""
    picker = _Picker(context, pick, on_change)
    tr = context.tr

    def accept() -> None:
        found = picker.result()
        if found is None:
            on_change(replace(pick, wrong=True))
        else:
            on_accept(*found)

    overlay = dialog(
        "",
        picker.body(),
        accept=Choice(tr("OK"), accept),
        cancel=Choice(tr("Cancel"), on_cancel),
    )
    wide, high = context.size
    if wide > high and not pick.typing:
        overlay.view.box = replace(overlay.view.box, width=_WIDE)
    answers = overlay.view.children[-1]
    cancel, ok = answers.children
    cancel.resource_id, ok.resource_id = "material_timepicker_cancel_button", "material_timepicker_ok_button"
    answers.children = (picker.mode_button(), fixed(box=GROWING, important=False), cancel, ok)
    answers.class_name, answers.resource_id = "LinearLayout", ""
    return overlay


class _Picker:
    """Builds one picker's views."""

    def __init__(self, context: Context, pick: TimePick, on_change: Callable[[TimePick], None]) -> None:
        self.context = context
        self.pick = pick
        self.change = on_change
        self.full = is_24_hour(context)
        style, room = ("display_medium", _FIELD) if pick.typing else ("display_large", _CHIP)
        self.digits = fitting("00", style, room, context.font_scale)

    def body(self) -> tuple[View, ...]:
        tr = self.context.tr
        title = tr("Enter time") if self.pick.typing else tr("Select time")
        head = View(
            "TextView",
            "header_title",
            Text(title, style="label_medium", colour="on_surface_variant"),
            box=Box(width=FILL, padding=(24.0, 0.0, 24.0, 0.0)),
        )
        middle = self._fields() if self.pick.typing else self._chips()
        row = View(
            box=FULL_WIDTH,
            flow=Flow("row", gap=4.0, align="center", justify="center"),
            important=False,
            children=(*middle, *self._period()),
        )
        if self.pick.typing:
            return head, row
        dial = Dial(self.context, self.pick, self.change).view()
        wide, high = self.context.size
        if wide < high:
            return (
                head,
                row,
                View(box=FULL_WIDTH, flow=Flow(align="center"), children=(dial,), important=False),
            )
        aside = View(box=GROWING, flow=Flow(gap=24.0), children=(head, row), important=False)
        beside = View(
            box=Box(width=FILL, padding=(0.0, 0.0, 24.0, 0.0)),
            flow=CENTRED_ROW,
            children=(aside, dial),
            important=False,
        )
        return (beside,)

    def mode_button(self) -> View:
        """Between the dial and the fields."""
        tr, pick = self.context.tr, self.pick
        if pick.typing:
            label = tr("Switch to clock mode for the time input.")
            return self._mode("schedule", label, self._to_dial)
        label = tr("Switch to text input mode for the time input.")
        return self._mode("keyboard", label, self._to_fields)

    def _mode(self, icon: str, label: str, on_tap: Callable[[], None]) -> View:
        return icon_button(
            icon, label, on_tap, resource_id="material_timepicker_mode_button", class_name="Button"
        )

    def _to_fields(self) -> None:
        context, pick = self.context, self.pick
        context.set_text(HOUR_FIELD, self._hour_text(pick.hour))
        context.set_text(MINUTE_FIELD, f"{pick.minute:02d}")
        self.change(replace(pick, typing=True, wrong=False))

    def _to_dial(self) -> None:
        found = self.result()
        hour, minute = found or (self.pick.hour, self.pick.minute)
        self.context.focus("")
        self.change(TimePick(hour, minute))

    def _hour_text(self, hour: int) -> str:
        return f"{hour:02d}" if self.full else str(hour % 12 or 12)

    def result(self) -> tuple[int, int] | None:
        """The time chosen; None when what was typed is none."""
        pick = self.pick
        if not pick.typing:
            return pick.hour, pick.minute
        hour, minute = self._typed(HOUR_FIELD), self._typed(MINUTE_FIELD)
        if hour is None or minute is None:
            return None
        return (hour if self.full else hour % 12 + (12 if pick.hour >= 12 else 0)), minute

    def _typed(self, key: str) -> int | None:
        """The number in a field; None when it is none of those that can stand there."""
        text = self.context.text(key).strip()
        fits = range(60) if key == MINUTE_FIELD else range(24) if self.full else range(1, 13)
        return int(text) if text.isdecimal() and int(text) in fits else None

    # -- header --------------------------------------------------------------------------------------
    def _chips(self) -> tuple[View, ...]:
        pick = self.pick
        hour, minute = self._hour_text(pick.hour), f"{pick.minute:02d}"
        hours = spoken(self.context, "hour", int(hour))
        minutes = spoken(self.context, "minute", pick.minute)
        return (
            self._chip("material_hour_tv", hour, hours, "hour"),
            View(text=Text(":", style=self.digits), important=False),
            self._chip("material_minute_tv", minute, minutes, "minute"),
        )

    def _chip(self, name: str, text: str, description: str, face: Literal["hour", "minute"]) -> View:
        chosen = self.pick.face == face
        return View(
            "android.view.View",
            name,
            Text(
                text,
                style=self.digits,
                colour="on_primary_container" if chosen else "on_surface",
                align="center",
            ),
            description,
            box=Box(width=96.0, height=80.0),
            flow=CENTRED,
            surface=Surface("primary_container" if chosen else "surface_container_highest", radius=8.0),
            checked=chosen,
            on_tap=lambda: self.change(replace(self.pick, face=face)),
        )

    def _period(self) -> tuple[View, ...]:
        if self.full:
            return ()
        late = self.pick.hour >= 12
        halves = (
            self._half(self.context.tr("AM"), "material_clock_period_am_button", not late, 0),
            self._half(self.context.tr("PM"), "material_clock_period_pm_button", late, 12),
        )
        box = View(
            "RadioGroup",
            "material_clock_period_toggle",
            box=Box(width=52.0, height=80.0, margin=(8.0, 0.0, 0.0, 0.0)),
            flow=Flow(align="stretch"),
            children=halves,
        )
        return (box,)

    def _half(self, label: str, name: str, chosen: bool, add: int) -> View:
        return View(
            "CompoundButton",
            name,
            Text(
                label,
                style="title_medium",
                colour="on_tertiary_container" if chosen else "on_surface_variant",
                align="center",
            ),
            box=Box(width=52.0, weight=1.0),
            flow=CENTRED,
            surface=Surface(
                "tertiary_container" if chosen else "", radius=8.0, border="outline", border_width=1.0
            ),
            checked=chosen,
            on_tap=lambda: self.change(replace(self.pick, hour=self.pick.hour % 12 + add)),
        )

    # -- fields --------------------------------------------------------------------------------------
    def _fields(self) -> tuple[View, ...]:
        tr = self.context.tr
        return (
            self._field("material_hour_text_input", HOUR_FIELD, tr("Hour")),
            View(text=Text(":", style=self.digits), box=Box(margin=(0.0, 0.0, 0.0, 20.0)), important=False),
            self._field("material_minute_text_input", MINUTE_FIELD, tr("Minute")),
        )

    def _field(self, name: str, key: str, label: str) -> View:
        wrong = self.pick.wrong and self._typed(key) is None
        edit = View(
            "EditText",
            "edit_text",
            Text(style=self.digits, align="center"),
            content_description=label,
            box=Box(width=96.0, height=72.0, padding=(8.0, 8.0, 8.0, 8.0)),
            surface=Surface(
                "surface_container_highest",
                radius=8.0,
                border="error" if wrong else "primary" if self.context.activity.layout.focus == key else "",
                border_width=2.0,
            ),
            input=Input(
                key,
                kind="number",
                on_text=lambda _: self.change(replace(self.pick, wrong=False)) if self.pick.wrong else None,
            ),
        )
        below = fixed(
            "TextView", "material_label", Text(label, style="body_small", colour="on_surface_variant")
        )
        return View("LinearLayout", name, flow=Flow(gap=6.0), children=(edit, below))
