"""Advertisements: banners whose button looks like the app's own, and full pages with a cross that is none."""

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from device.phone.system.clock import EVENT_MS
from device.phone.system.sky import Spell
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, FULL_SIZE, GROWING, STACKED, Box, Flow, Handler, Surface, Text
from device.phone.weather.kind import TAPS, Kind, chosen
from device.phone.widget.button import button, icon_button

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset
    from device.phone.system.intent import Layer

_PAGE, _STORE = "page", "store"
_HELD_MS = 3_000
"""Uptime before a full page can be left."""
_LABELS = ("Continue", "Open", "Next", "Download")


class Ads(Kind):
    """`what` is the full page that is open: the advertisement itself, or the store it leads to."""

    name = "ads"
    line = "banners that look like buttons, and full pages whose large cross is part of the picture"
    chance = 0.15
    at = TAPS | {"swipe"}
    rest = 10

    def strike(self, phone: "Handset", spell: Spell, dice: Random) -> Spell:
        """A full page, once the touch is done."""
        opens = phone.clock.uptime_ms + EVENT_MS // 2
        return spell if spell.what else replace(spell, what=_PAGE, since_ms=opens)

    def on_screen(self, phone: "Handset", spell: Spell) -> str:
        """The banner."""
        return "a banner on" if chosen(phone, spell, phone.front) else ""

    def over(self, phone: "Handset", spell: Spell, layer: "Layer") -> Screen:
        """The full page as soon as nothing else is over the app, and under it the banner."""
        screen = layer.screen
        if chosen(phone, spell, layer.activity):
            screen = replace(screen, content=_with_banner(phone, spell, layer))
        open_now = spell.what and phone.clock.uptime_ms >= spell.since_ms
        if open_now and screen.overlay is None and layer.activity.id == phone.front.id:
            made = _store if spell.what == _STORE else _page
            screen = replace(screen, overlay=made(phone, spell))
        return screen


def _follow(phone: "Handset", spell: Spell) -> Handler:
    """What touching an advertisement does: the store opens over the app."""
    since = spell.since_ms if spell.what else phone.clock.uptime_ms
    return lambda: phone.weather.put(replace(spell, what=_STORE, since_ms=since))


def _with_banner(phone: "Handset", spell: Spell, layer: "Layer") -> View:
    """The page, and the banner along its lower edge."""
    label = phone.weather.sky.dice(spell.kind, layer.activity.component, "label").choice(_LABELS)
    act = button(phone.translate(label), _follow(phone, spell), resource_id="ad_call_to_action")
    mark = fixed("TextView", "ad_badge", Text(phone.translate("Ad"), style="label_small", colour="outline"))
    words = View(
        "TextView",
        "ad_headline",
        Text(phone.translate("Your phone is slow? Clean it!"), style="body_medium", max_lines=1),
        box=GROWING,
    )
    banner = View(
        "FrameLayout",
        "ad_view",
        box=Box(width=FILL, height=64.0, padding=(12.0, 0.0, 12.0, 0.0)),
        flow=Flow("row", gap=8.0, align="center"),
        surface=Surface("surface_container_high"),
        on_tap=_follow(phone, spell),
        children=(mark, words, act),
    )
    held = View(
        box=Box(width=FILL, weight=1.0), flow=STACKED, children=(layer.screen.content,), important=False
    )
    return View(box=FULL_SIZE, children=(held, banner), important=False)


def _whole(
    name: str, head: list[View], body: list[View], leave: Handler | None, ground: str = "surface"
) -> Overlay:
    """A page over all of the app."""
    bar = View(
        "FrameLayout",
        box=Box(width=FILL, padding=(4.0, 4.0, 12.0, 4.0)),
        flow=Flow("row", align="center", justify="between"),
        children=head,
    )
    rest = View(
        "LinearLayout",
        box=Box(width=FILL, weight=1.0, padding=(24.0, 0.0, 24.0, 0.0)),
        flow=Flow(gap=20.0, align="center", justify="center"),
        children=body,
    )
    view = View("FrameLayout", name, box=FULL_SIZE, surface=Surface(ground), children=(bar, rest))
    return Overlay(view, "sheet", leave, modal=True)


def _page(phone: "Handset", spell: Spell) -> Overlay:
    """The cross is part of the picture; what closes the page is small, at the right, and comes later."""
    left_ms = spell.since_ms + _HELD_MS - phone.clock.uptime_ms
    over = left_ms <= 0
    leave: Handler = lambda: phone.weather.calm(spell.kind)  # noqa: E731  (one name for three places)
    follow = _follow(phone, spell)
    says = phone.translate("Skip ad") if over else phone.translate("Skip in {}").format(-(-left_ms // 1000))
    skip = View(
        "TextView",
        "ad_skip",
        Text(says, style="label_medium", colour="outline"),
        box=Box(padding=(8.0, 8.0, 8.0, 8.0)),
        enabled=over,
        on_tap=leave if over else None,
    )
    cross = icon_button("close", phone.translate("Close"), follow, resource_id="ad_image_close")
    install = button(phone.translate("Install"), follow, resource_id="ad_install")
    title = View(
        "TextView",
        "ad_title",
        Text(phone.translate("Your phone is slow? Clean it!"), style="headline_medium", align="center"),
    )
    return _whole("ad_page", [cross, skip], [title, install], leave if over else None, "primary_container")


def _store(phone: "Handset", spell: Spell) -> Overlay:
    """Nothing can be had there."""
    leave: Handler = lambda: phone.weather.calm(spell.kind)  # noqa: E731
    back = icon_button("arrow_back", phone.translate("Navigate up"), leave, resource_id="store_up")
    title = fixed("TextView", "store_title", Text("Super Cleaner", style="headline_small"))
    says = phone.translate("This is not available in your country.")
    text = fixed("TextView", "store_text", Text(says, style="body_medium", colour="on_surface_variant"))
    return _whole("store_page", [back], [title, text], leave)
