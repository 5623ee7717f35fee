"""Pictures of recipes: shown where there is one, a plain symbol where there is none."""

from device.phone.apps.recipe.state import (
    PICTURES,
    CookState,
    FormState,
    RecipeActivity,
    RecipeDetailState,
    RecipeMainState,
)
from device.phone.file.filesystem import FileFault
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import CENTRED, Box, Icon, Surface

AnyHands = (
    RecipeActivity[RecipeMainState]
    | RecipeActivity[RecipeDetailState]
    | RecipeActivity[FormState]
    | RecipeActivity[CookState]
)


def picture_of(hands: AnyHands, name: str, resource_id: str, width: float, height: float) -> View:
    """A recipe's picture in a box of that size."""
    image = _bytes(hands, name) if name else None
    return View(
        "ImageView",
        resource_id,
        content_description=hands.tr("Recipe photo"),
        icon=Icon("" if image else "restaurant", "on_secondary_container", size=40.0),
        box=Box(width=width, height=height),
        flow=CENTRED,
        surface=Surface("secondary_container"),
        picture=image,
    )


def _bytes(hands: AnyHands, name: str) -> bytes | None:
    try:
        return hands.context.files.read(f"{PICTURES}/{name}")
    except FileFault:
        return None


def keep_picture(hands: AnyHands, path: str) -> str:
    """Copy a picture into the app's folder; its name there, "" when it cannot be read or kept."""
    name = f"{hands.context.clock.date_ms}_{path.rpartition('/')[2]}"
    files = hands.context.files
    try:
        files.make_directories(PICTURES)
        files.write(f"{PICTURES}/{name}", files.read(path))
    except FileFault:
        return ""
    return name
