"""Dialogs that nobody asked for: an offer, an update, a rating, news; what closes them is small."""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from device.phone.system.clock import EVENT_MS
from device.phone.system.sky import Spell
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import CENTRED, FILL, FULL_WIDTH, Box, Flow, Handler, Icon, Surface, Text
from device.phone.weather.kind import TAPS, Kind
from device.phone.widget.button import button
from device.phone.widget.dialog import Choice, alert

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset
    from device.phone.system.intent import Layer

_BAIT = "bait"
"""What is behind the large button of each."""


class Popups(Kind):
    """`what` is the dialog's name; it opens once the touch it struck at is done."""

    name = "popups"
    line = "an offer, an update or a rating opens over the app; what closes it is small"
    chance = 0.3
    at = TAPS | {"swipe", "text"}
    rest = 5

    def strike(self, phone: "Handset", spell: Spell, dice: Random) -> Spell:
        """One of the dialogs, unless one is still waiting."""
        if spell.what:
            return spell
        opens = phone.clock.uptime_ms + EVENT_MS // 2
        return replace(spell, what=dice.choice(tuple(_DIALOGS)), since_ms=opens)

    def over(self, phone: "Handset", spell: Spell, layer: "Layer") -> Screen:
        """The dialog over the activity in front, as soon as that has none of its own."""
        screen = layer.screen
        early = not spell.what or phone.clock.uptime_ms < spell.since_ms
        if early or screen.overlay is not None or layer.activity.id != phone.front.id:
            return screen

        def close() -> None:
            phone.weather.calm(spell.kind)

        def fall() -> None:
            phone.weather.put(replace(spell, what=_BAIT))

        package = layer.activity.package
        label = phone.translate(phone.apps[package].manifest.label, package)
        made = _bait if spell.what == _BAIT else _DIALOGS[spell.what]
        return replace(screen, overlay=made(phone, label, close, fall))


def _bait(phone: "Handset", label: str, close: Handler, fall: Handler) -> Overlay:
    says = phone.translate("This is not available in your country.")
    return alert(label, says, accept=Choice(phone.translate("OK"), close))


def _offer(phone: "Handset", label: str, close: Handler, fall: Handler) -> Overlay:
    """Its cross has no name, and a touch beside it does nothing."""
    cross = View(
        "ImageView",
        "iv_close",
        icon=Icon("close", "outline", size=14.0),
        box=Box(width=24.0, height=24.0),
        flow=CENTRED,
        on_tap=close,
    )
    title = phone.translate("{} Premium: 50% off today").format(label)
    text = phone.translate("No ads, more colours, everything faster. Only a few hours left!")
    take = button(phone.translate("Get it now"), fall, resource_id="btn_buy")
    take.box = replace(take.box, width=FILL, height=56.0)
    take.surface = replace(take.surface, radius=28.0)
    view = View(
        "LinearLayout",
        "dialog_promo",
        box=Box(padding=(24.0, 12.0, 12.0, 24.0)),
        flow=Flow(gap=16.0),
        surface=Surface("surface_container_high", radius=28.0, elevation=6.0),
        children=(
            View("FrameLayout", box=FULL_WIDTH, flow=Flow("row", justify="end"), children=(cross,)),
            fixed("TextView", "promo_title", Text(title, style="headline_small")),
            fixed("TextView", "promo_text", Text(text, style="body_medium", colour="on_surface_variant")),
            take,
        ),
    )
    return Overlay(view, on_dismiss=close, modal=True)


def _update(phone: "Handset", label: str, close: Handler, fall: Handler) -> Overlay:
    title = phone.translate("A new version of {} is here").format(label)
    return alert(
        title,
        phone.translate("Update now for new functions and fixes."),
        accept=Choice(phone.translate("Update"), fall),
        cancel=Choice(phone.translate("Later"), close),
    )


def _rating(phone: "Handset", label: str, close: Handler, fall: Handler) -> Overlay:
    return alert(
        phone.translate("Do you like {}?").format(label),
        phone.translate("Give us five stars. It takes a moment and helps us a lot."),
        accept=Choice(phone.translate("Rate"), fall),
        cancel=Choice(phone.translate("No, thanks"), close),
        neutral=Choice(phone.translate("Later"), close),
        icon="star",
    )


def _news(phone: "Handset", label: str, close: Handler, fall: Handler) -> Overlay:
    return alert(
        phone.translate("What's new in {}").format(label),
        phone.translate("A fresh look, fewer bugs and new ways to share. Take the tour?"),
        accept=Choice(phone.translate("Take the tour"), fall),
        cancel=Choice(phone.translate("Skip"), close),
    )


_DIALOGS: dict[str, Callable[["Handset", str, Handler, Handler], Overlay]] = {
    "offer": _offer,
    "update": _update,
    "rating": _rating,
    "news": _news,
}
