"""The cooking assistant: the ingredients, then step after step, on the whole screen."""

from dataclasses import replace
from fractions import Fraction

from device.phone.apps.recipe.state import CookState, RecipeActivity
from device.phone.apps.recipe.store import Recipe, recipe
from device.phone.apps.recipe.text import direction_lines, factor_of, ingredient_lines, scaled, servings_of
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, FULL_WIDTH, Box, Flow, Input, Surface, Text
from device.phone.widget import Choice, button, dialog, icon_button, page, scroll, text_field

_AMOUNT = "amount"
Cook = RecipeActivity[CookState]


def show_cooking(hands: Cook) -> Screen:
    """One page, the dots that say which, and the two buttons over it."""
    found = recipe(hands.context, hands.state.id) or Recipe()
    pages = _pages(hands, found)
    place = min(hands.state.page, len(pages) - 1)
    title, text = pages[place]
    tr = hands.tr
    words = (
        fixed(
            "TextView",
            "cooking_assistant_title",
            Text(title, style="headline_small", colour="primary"),
            box=FULL_WIDTH,
        ),
        fixed("TextView", "cooking_assistant_text", Text(text, style="22/400/32"), box=FULL_WIDTH),
    )
    body = scroll("cooking", words, resource_id="cooking_assistant_layout", gap=24.0, sides=24.0)
    body.pager = replace(body.pager, on_page=lambda way: turn_page(hands, way))
    bar = View(
        box=Box(width=FILL, height=64.0, padding=(8.0, 0.0, 8.0, 0.0)),
        flow=Flow("row", align="center", justify="between"),
        important=False,
        children=(
            icon_button("close", tr("Cancel"), hands.context.finish, resource_id="button_cancel"),
            icon_button(
                "tune", tr("Adjust ingredients"), lambda: _open(hands, found), resource_id="button_scaling"
            ),
        ),
    )
    dots = [
        View(
            "ImageView",
            "cooking_assistant_control",
            box=Box(width=12.0, height=12.0),
            surface=Surface("primary" if number == place else "outline_variant", radius=6.0),
            selected=number == place,
        )
        for number in range(len(pages))
    ]
    foot = View(
        "LinearLayout",
        "cooking_assistant_controls",
        box=Box(width=FILL, height=56.0),
        flow=Flow("row", gap=8.0, align="center", justify="center"),
        children=dots,
    )
    return Screen(page(bar, body, foot), overlay=_scaling(hands, found), title=tr("Cooking assistant"))


def _pages(hands: Cook, found: Recipe) -> list[tuple[str, str]]:
    """Title and text of each page."""
    tr = hands.tr
    factor = Fraction(hands.state.factor)
    lines = [
        f"{scaled(quantity, factor)} {rest}".strip() for quantity, rest in ingredient_lines(found.ingredients)
    ]
    pages = [(tr("Ingredients"), "\n".join(lines))] if lines else []
    pages += [(str(place), step) for place, step in enumerate(direction_lines(found.directions), 1)]
    nothing = tr("This recipe does not have any ingredients or directions yet.")
    return pages or [(found.title, nothing)]


def turn_page(hands: Cook, way: int) -> None:
    """To the next page or the one before, as far as there are any."""
    found = recipe(hands.context, hands.state.id) or Recipe()
    last = len(_pages(hands, found)) - 1
    hands.context.scroll_to("cooking", 0)
    hands.set(page=min(last, max(0, hands.state.page + way)))


# -- scaling ---------------------------------------------------------------------------------------------
def _open(hands: Cook, found: Recipe) -> None:
    wanted = Fraction(hands.state.factor) * servings_of(found.servings)
    whole = wanted.denominator == 1
    hands.context.set_text(_AMOUNT, str(wanted) if whole else hands.state.factor)
    hands.set(dialog="scaling", pro=not whole)


def _scaling(hands: Cook, found: Recipe) -> Overlay | None:
    """For how many servings, or by which factor."""
    if hands.state.dialog != "scaling":
        return None
    tr, context, pro = hands.tr, hands.context, hands.state.pro
    typed = factor_of(context.text(_AMOUNT))
    base = servings_of(found.servings)

    def change(to_pro: bool) -> None:
        if typed is not None and to_pro != pro:
            value = typed / base if to_pro else typed * base
            context.set_text(_AMOUNT, f"{float(value):.2f}".rstrip("0").rstrip("."))
        hands.set(pro=to_pro)

    def accept() -> None:
        if typed is not None:
            context.focus("")
            hands.set(factor=str(typed if pro else typed / base), dialog="")

    modes = View(
        "LinearLayout",
        "toggle_group_scale_mode",
        box=Box(padding=(24.0, 0.0, 24.0, 0.0)),
        flow=Flow("row", gap=8.0),
    )
    simple = button(tr("Simple"), lambda: change(False), kind="outlined" if pro else "tonal")
    exact = button(tr("Pro"), lambda: change(True), kind="tonal" if pro else "outlined")
    simple.resource_id, simple.checked = "button_simple_scaling", not pro
    exact.resource_id, exact.checked = "button_pro_scaling", pro
    modes.children = (simple, exact)
    field = text_field(
        Input(_AMOUNT, tr("Scaling factor") if pro else tr("Servings"), kind="number"),
        context.text(_AMOUNT),
        resource_id="scale_factor" if pro else "number_of_servings",
    )
    return dialog(
        tr("Adjust ingredients"),
        (modes, field),
        accept=Choice(tr("OK"), accept, enabled=typed is not None),
        cancel=Choice(tr("CANCEL"), hands.close),
    )
