"""The form of a recipe."""

from functools import partial

from device.phone.apps.recipe.picture import keep_picture, picture_of
from device.phone.apps.recipe.state import DETAILS, FIELDS, FormState, RecipeActivity
from device.phone.apps.recipe.store import Recipe, categories, categories_of, recipe, save_recipe
from device.phone.file.document import path_of
from device.phone.system.intent import Intent
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import (
    CENTRED,
    FILL,
    GROWING,
    STACKED,
    Box,
    Flow,
    Icon,
    Input,
    Surface,
    Text,
)
from device.phone.widget import (
    Choice,
    alert,
    button,
    check_tile,
    dialog,
    icon_button,
    page,
    scroll,
    text_field,
    tile,
)

Form = RecipeActivity[FormState]


def show_form(hands: Form) -> Screen:
    """Picture, then the fields one below the other."""
    tr = hands.tr
    own = [name for number, name in categories(hands.context).items() if number in hands.state.categories]
    rows = (
        _photo(hands),
        _field(hands, "title", tr("Title"), "new_title"),
        _categories_row(hands, ", ".join(own)),
        _field(hands, "description", tr("Description"), "new_description", several=True),
        _field(hands, "source", tr("Source"), "new_source"),
        _field(hands, "servings", tr("Servings"), "new_servings"),
        _field(hands, "time", tr("Time"), "new_preparation_time"),
        _field(hands, "ingredients", tr("Ingredients"), "new_ingredients", several=True),
        _field(hands, "directions", tr("Directions"), "new_directions", several=True),
    )
    body = scroll(
        "form", rows, resource_id="form_scroll", class_name="android.widget.ScrollView", gap=12.0, bottom=24.0
    )
    return Screen(page(_bar(hands), body), overlay=_overlay(hands), title=tr("New Recipe"))


def _bar(hands: Form) -> View:
    tr = hands.tr
    title = fixed("TextView", "", Text(tr("New Recipe"), style="title_large", max_lines=1), box=GROWING)
    return View(
        "android.view.ViewGroup",
        "toolbar",
        box=Box(width=FILL, height=64.0, padding=(4.0, 0.0, 16.0, 0.0)),
        flow=Flow("row", gap=8.0, align="center"),
        children=(
            icon_button("close", tr("Navigate up"), lambda: _close(hands)),
            title,
            button(tr("SAVE"), lambda: _save(hands), kind="tonal", resource_id="button_save_recipe"),
        ),
    )


def _photo(hands: Form) -> View:
    sign = View(
        "ImageView",
        content_description=hands.tr("Change photo"),
        icon=Icon("photo_camera"),
        box=Box(width=48.0, height=48.0, place=(0.92, 0.8)),
        flow=CENTRED,
        surface=Surface("surface_container_high", radius=24.0),
        on_tap=lambda: hands.open("photo"),
    )
    image = picture_of(hands, hands.state.image, "new_image", FILL, 140.0)
    image.on_tap = lambda: hands.open("photo")
    return View(box=Box(width=FILL, height=140.0), flow=STACKED, children=(image, sign), important=False)


def _field(hands: Form, key: str, label: str, name: str, *, several: bool = False) -> View:
    return text_field(
        Input(
            key,
            label,
            kind="multiline" if several else "text",
            on_submit=lambda: hands.context.focus(FIELDS[min(FIELDS.index(key) + 1, len(FIELDS) - 1)]),
        ),
        hands.context.text(key),
        resource_id=name,
        margin=(16.0, 0.0, 16.0, 0.0),
    )


def _categories_row(hands: Form, names: str) -> View:
    """Looks like a field, opens a list."""
    words = View(
        "EditText",
        "new_categories",
        Text(names),
        box=Box(width=FILL, min_height=56.0, padding=(16.0, 16.0, 16.0, 16.0)),
        flow=Flow(justify="center"),
        surface=Surface(radius=4.0, border="outline", border_width=1.0),
        input=Input(hint=hands.tr("Categories")),
        on_tap=lambda: hands.open("categories"),
    )
    shown = fixed(
        text=Text(
            hands.tr("Categories"), style="body_small" if names else "body_large", colour="on_surface_variant"
        ),
        box=Box(margin=(16.0, 4.0 if names else 16.0, 16.0, 0.0)),
        important=False,
    )
    return View(
        box=Box(width=FILL, margin=(16.0, 0.0, 16.0, 0.0)),
        flow=STACKED,
        important=False,
        children=(words, shown),
    )


# -- leaving ---------------------------------------------------------------------------------------------
def _written(hands: Form) -> dict[str, str]:
    return {key: hands.context.text(key) for key in FIELDS}


def _is_changed(hands: Form) -> bool:
    """Whether something would be lost."""
    old = recipe(hands.context, hands.state.id) or Recipe()
    texts = _written(hands)
    return (
        any(texts[key] != getattr(old, key) for key in FIELDS)
        or hands.state.image != old.image
        or hands.state.categories != categories_of(hands.context, old.id)
    )


def leave_form(hands: Form) -> bool:
    """Back: asks when something would be lost; False: the form closes."""
    if not _is_changed(hands):
        return False
    hands.open("discard")
    return True


def _close(hands: Form) -> None:
    if not leave_form(hands):
        hands.context.finish()


def _save(hands: Form) -> None:
    """Into the database; a new recipe is shown then."""
    context, state = hands.context, hands.state
    texts = _written(hands)
    if not texts["title"].strip():
        context.toast(hands.tr("Please add a title."))
        return
    old = recipe(hands.context, state.id)
    new = Recipe(old.id if old else 0, image=state.image, favorite=old.favorite if old else False, **texts)
    number = save_recipe(hands.context, new, sorted(state.categories))
    context.toast(hands.tr("The recipe has been saved."))
    context.finish()
    if old is None:
        context.start(DETAILS, id=number)


# -- dialogs ---------------------------------------------------------------------------------------------
def _overlay(hands: Form) -> Overlay | None:
    tr, kind = hands.tr, hands.state.dialog
    if kind == "discard":
        return alert(
            "",
            tr("Discard changes?"),
            accept=Choice(tr("DISCARD"), hands.context.finish),
            cancel=Choice(tr("CANCEL"), hands.close),
        )
    if kind == "photo":
        return _ask_photo(hands)
    return _ask_categories(hands) if kind == "categories" else None


def _ask_photo(hands: Form) -> Overlay:
    tr = hands.tr

    def ask(intent: Intent) -> None:
        hands.close()
        if not hands.context.ask(intent, "photo"):
            hands.context.toast(tr("No app can perform this action"))

    rows = [
        tile(tr("Take photo"), on_tap=lambda: ask(Intent("android.media.action.IMAGE_CAPTURE"))),
        tile(
            tr("Pick photo"), on_tap=lambda: ask(Intent("android.intent.action.GET_CONTENT", type="image/*"))
        ),
    ]
    if hands.state.image:
        rows.insert(0, tile(tr("Remove photo"), on_tap=lambda: hands.set(image="", dialog="")))
    return dialog(tr("Change photo"), rows, on_dismiss=hands.close)


def photo_result(hands: Form, data: Intent) -> None:
    """A picture was taken or picked: a copy of it is kept with the recipe."""
    name = keep_picture(hands, path_of(data.data))
    if name:
        hands.set(image=name)
    else:
        hands.context.toast(hands.tr("The image file could not be created."))


def _ask_categories(hands: Form) -> Overlay:
    tr = hands.tr
    known = categories(hands.context)
    done = Choice(tr("OK"), hands.close)
    if not known:
        return alert(tr("Categories"), tr("No categories have been created yet."), accept=done)

    def turn(number: int, _: bool) -> None:
        hands.set(categories=hands.state.categories ^ {number})

    rows = [
        check_tile(
            name,
            number in hands.state.categories,
            partial(turn, number),
            leading=True,
            dialog=True,
        )
        for number, name in known.items()
    ]
    return dialog(tr("Categories"), rows, accept=done, on_dismiss=hands.close)
