"""Screens that load: a spinner first, the content after some uptime."""

from dataclasses import replace
from typing import TYPE_CHECKING
from zlib import crc32

from device.phone.system.sky import Spell
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import FULL_SIZE, Box, Flow, Shape, Text
from device.phone.weather.kind import Kind, in_app

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset
    from device.phone.system.intent import Layer

_LEAST_MS, _MOST_MS = 800, 5_000
"""Uptime that a screen takes at full intensity."""
_AGAIN = 0.6
"""Chance at full intensity that a page of an activity that is open already loads, too."""
_TURN_MS = 1_000
"""Uptime of one turn of the spinner."""


class Slow(Kind):
    """`what` is the page that was seen last: the activity's id, and a sum of its state."""

    name = "slow"
    line = "screens load: a spinner first, the content after some uptime"

    def passes(self, phone: "Handset", spell: Spell) -> Spell:
        """A new activity loads, a new page of the same one by chance; what is typed loads nothing."""
        if not in_app(phone):
            return spell
        front = phone.front
        page = f"{front.id} {crc32(repr(front.state).encode())}"
        if page == spell.what:
            return spell
        seen = replace(spell, what=page)
        dice = phone.weather.sky.dice(spell.kind, spell.count, front.component)
        opened = page.split()[0] != spell.what.split(" ")[0]
        if not opened and (phone.window.keyboard_shown or dice.random() >= _AGAIN * spell.intensity):
            return seen
        now = phone.clock.uptime_ms
        until = now + int(spell.intensity * dice.uniform(_LEAST_MS, _MOST_MS))
        phone.events.note("weather", spell.kind, f"{until - now} ms at", front.component)
        return replace(seen, count=spell.count + 1, since_ms=now, until_ms=until)

    def over(self, phone: "Handset", spell: Spell, layer: "Layer") -> Screen:
        """The spinner in place of the page."""
        now, screen = phone.clock.uptime_ms, layer.screen
        loading = f"{layer.activity.id} " in spell.what and spell.since_ms <= now < spell.until_ms
        if not loading:
            return screen
        turned = 360.0 * ((now - spell.since_ms) % _TURN_MS) / _TURN_MS
        ring = Shape("arc", "primary", 4.0, start=turned, sweep=270.0)
        spinner = View("ProgressBar", "android:id/progress", box=Box(width=48.0, height=48.0), shapes=(ring,))
        words = fixed("TextView", "loading_text", Text(phone.translate("Loading…"), style="body_medium"))
        page = View(
            "FrameLayout",
            "loading",
            box=FULL_SIZE,
            flow=Flow(gap=16.0, align="center", justify="center"),
            children=(spinner, words),
        )
        return Screen(page, screen.background, secure=screen.secure)
