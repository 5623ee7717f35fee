"""The screen of a call."""

from dataclasses import replace
from functools import partial

from device.phone.apps.dialer.call import CallState, end, seconds_of
from device.phone.apps.dialer.dialpad import KEY_HEIGHT, LETTERS, KeyLook, keys
from device.phone.apps.provider.contact import book
from device.phone.apps.provider.number import formatted
from device.phone.system.context import Context
from device.phone.system.timetext import span_text
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import (
    CENTRED,
    FILL,
    FULL_SIZE,
    FULL_WIDTH,
    Box,
    Flow,
    Handler,
    Icon,
    Surface,
    Text,
)
from device.phone.widget import Choice, alert, icon_button
from device.phone.widget.face import face


class _Call:
    """Builds the screen of one call."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.state = context.state(CallState)
        self.tr = context.tr

    def set(self, **changes: object) -> None:
        """Replace fields of the state."""
        self.context.set(replace(self.state, **changes))  # type: ignore[arg-type]

    def status(self) -> str:
        """What the call is doing: "Calling\u2026", or how long it has been going on."""
        state = self.state
        if state.failed:
            return self.tr("Call failed")
        if not state.answered:
            return self.tr("Incoming call")
        if self.context.clock.uptime_ms < state.connected_ms:
            return self.tr("Calling\u2026")
        if state.held:
            return self.tr("On hold")
        return span_text(seconds_of(self.context, state) * 1000)

    def head(self) -> View:
        """Who it is with."""
        name = book(self.context).name_of(self.state.number)
        number = formatted(self.state.number) or self.tr("Unknown")
        parts = [
            fixed(
                "TextView",
                "contactgrid_status_text",
                Text(self.status(), style="title_medium", colour="on_surface_variant"),
            ),
            fixed(
                "TextView",
                "contactgrid_contact_name",
                Text(name or number, style="32/400/40", align="center", max_lines=2),
            ),
        ]
        if name:
            line = View(
                "TextView",
                "contactgrid_forwardNumber",
                Text(number, colour="on_surface_variant", max_lines=1),
            )
            parts.append(line)
        picture = fixed(
            box=Box(padding=(0.0, 36.0, 0.0, 0.0)), children=(face(name, 144.0),), important=False
        )
        return View(
            box=Box(width=FILL, weight=1.0, padding=(24.0, 48.0, 24.0, 0.0)),
            flow=Flow(gap=8.0, align="center"),
            children=(*parts, *(() if self.state.keypad else (picture,))),
            important=False,
        )

    def controls(self) -> View:
        """Keypad, Mute, Speaker, Hold, and the red button."""
        state, tr = self.state, self.tr
        live = self.context.clock.uptime_ms >= state.connected_ms
        row = View(
            box=FULL_WIDTH,
            flow=Flow("row", justify="between"),
            important=False,
            children=(
                self._toggle(
                    "dialpad", tr("Keypad"), state.keypad, lambda: self.set(keypad=not state.keypad)
                ),
                self._toggle("mic_off", tr("Mute"), state.muted, lambda: self.set(muted=not state.muted)),
                self._toggle(
                    "volume_up", tr("Speaker"), state.speaker, lambda: self.set(speaker=not state.speaker)
                ),
                self._toggle("pause", tr("Hold"), state.held, lambda: self.set(held=not state.held), live),
            ),
        )
        hang = icon_button(
            Icon("call_end", "#FFFFFF", size=32.0, filled=True),
            tr("End call"),
            lambda: end(self.context),
            resource_id="incall_end_call",
            background="app_red",
        )
        hang.box = replace(hang.box, width=120.0, height=72.0)
        hang.surface = replace(hang.surface, radius=36.0)
        foot = View(
            box=Box(width=FILL, padding=(0.0, 24.0, 0.0, 0.0)),
            flow=Flow(align="center"),
            children=(hang,),
            important=False,
        )
        return View(
            "FrameLayout",
            "incall_ui_container",
            box=Box(width=FILL, padding=(24.0, 24.0, 24.0, 32.0), margin=(8.0, 0.0, 8.0, 8.0)),
            flow=Flow(gap=16.0),
            surface=Surface("surface_container_high", radius=36.0),
            children=(*(self._keypad() if state.keypad else ()), row, foot),
        )

    def _toggle(self, icon: str, label: str, on: bool, on_tap: Handler, enabled: bool = True) -> View:
        circle = fixed(
            icon=Icon(icon, "on_primary" if on else "on_surface" if enabled else "outline", filled=True),
            box=Box(width=64.0, height=56.0),
            flow=CENTRED,
            surface=Surface("primary" if on else "surface_container_lowest", radius=28.0),
            important=False,
        )
        return View(
            "ToggleButton",
            "incall_button",
            content_description=label,
            box=Box(width=76.0),
            flow=Flow(gap=8.0, align="center"),
            checked=on,
            enabled=enabled,
            on_tap=on_tap,
            children=(circle, fixed("TextView", "", Text(label, style="label_medium"), important=False)),
        )

    def _keypad(self) -> tuple[View, ...]:
        """What was pressed, and the keys."""
        typed = self.state.typed
        press: dict[str, Handler] = {char: partial(self.set, typed=typed + char) for char in LETTERS}
        shown = View(
            "TextView",
            "digits",
            Text(typed, style="headline_small", align="center", max_lines=1),
            box=Box(width=FILL, height=40.0),
        )
        look = KeyLook("surface_container_lowest", KEY_HEIGHT, self.context.font_scale)
        return (shown, *keys(press, {"0": lambda: self.set(typed=typed + "+")}, look))

    def answers(self) -> View:
        """Decline and Answer, while it rings."""
        tr = self.tr

        def answer() -> None:
            self.set(answered=True, connected_ms=self.context.clock.uptime_ms)

        return View(
            box=Box(width=FILL, padding=(48.0, 24.0, 48.0, 64.0)),
            flow=Flow("row", justify="between"),
            important=False,
            children=[
                View(
                    flow=Flow(gap=8.0, align="center"),
                    important=False,
                    children=(
                        icon_button(
                            Icon(icon, "#FFFFFF", size=32.0, filled=True),
                            label,
                            on_tap,
                            background=colour,
                            size=72.0,
                        ),
                        fixed("TextView", "", Text(label, style="label_large"), important=False),
                    ),
                )
                for icon, label, on_tap, colour in (
                    ("call_end", tr("Decline"), lambda: end(self.context), "app_red"),
                    ("call", tr("Answer"), answer, "app_green"),
                )
            ],
        )


def show_call(context: Context) -> Screen:
    """The call's screen."""
    call = _Call(context)
    if call.state.failed:
        return _failed(call)
    foot = call.controls() if call.state.answered else call.answers()
    content = View(box=FULL_SIZE, children=(call.head(), foot), important=False)
    return Screen(content, background="surface_container_low", title=call.tr("Phone"))


def _failed(call: _Call) -> Screen:
    """A call that could not be made: why not."""
    close = call.context.finish
    why = alert("", call.tr(call.state.failed), accept=Choice(call.tr("OK"), close))
    why = replace(why, on_dismiss=close)
    content = View(box=FULL_SIZE, children=(call.head(),), important=False)
    return Screen(content, background="surface_container_low", overlay=why, title=call.tr("Phone"))


def call_back(context: Context) -> bool:
    """Back: closes the keypad, or a call that could not be made; else it goes on behind the home screen."""
    state = context.state(CallState)
    if state.failed:
        context.finish()
    elif state.keypad:
        context.set(replace(state, keypad=False))
    else:
        context.system.stack.home()
    return True
