"""The settings of Camera."""

from functools import partial

from device.phone.apps.camera.state import CameraActivity, CameraSettingsState
from device.phone.apps.camera.store import FILM_SIZES, SIZES, choose
from device.phone.toolkit.view import Overlay, Screen
from device.phone.widget import (
    Back,
    Choice,
    choice_dialog,
    page,
    scroll,
    section,
    switch_tile,
    tile,
    top_bar,
)

_SIZES = ("large", "medium", "small")
_FILMS = {"large": "HD 720p", "medium": "SD 480p", "small": "CIF"}


def show_settings(hands: CameraActivity[CameraSettingsState]) -> Screen:
    """Sizes, and what photos note."""
    tr, chosen, context = hands.tr, hands.chosen, hands.context
    rows = (
        section(tr("Resolution & quality")),
        tile(tr("Photo resolution"), photo_words(chosen.photo_size), on_tap=lambda: hands.open("photo_size")),
        tile(tr("Video quality"), tr(_FILMS[chosen.film_size]), on_tap=lambda: hands.open("film_size")),
        section(tr("Advanced")),
        switch_tile(tr("Save location"), chosen.location, lambda on: choose(context, "location", on)),
        switch_tile(tr("Grid lines"), chosen.grid, lambda on: choose(context, "grid", on)),
    )
    bar = top_bar(tr("Settings"), back=Back(context.finish, tr("Navigate up")))
    return Screen(page(bar, scroll("settings", rows)), overlay=_overlay(hands), title=tr("Settings"))


def photo_words(size: str) -> str:
    """As "(4:3) 1.9 megapixels"."""
    wide, high = SIZES[size]
    return f"(4:3) {wide * high / 1_000_000:.1f} MP"


def _overlay(hands: CameraActivity[CameraSettingsState]) -> Overlay | None:
    tr, key, chosen = hands.tr, hands.state.dialog, hands.chosen
    if not key:
        return None
    photo = key == "photo_size"
    now = chosen.photo_size if photo else chosen.film_size
    sizes = [size for size in _SIZES if size in (SIZES if photo else FILM_SIZES)]
    take = [hands.context.then(partial(choose, hands.context, key, size), hands.close) for size in sizes]
    return choice_dialog(
        tr("Photo resolution") if photo else tr("Video quality"),
        [photo_words(size) if photo else tr(_FILMS[size]) for size in sizes],
        sizes.index(now),
        take,
        Choice(tr("Cancel"), hands.close),
    )
