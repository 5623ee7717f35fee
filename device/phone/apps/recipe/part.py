"""What several pages of Broccoli share."""

from device.phone.apps.recipe.state import RecipeActivity, RecipeMainState
from device.phone.toolkit.view import View
from device.phone.widget import Back, top_bar


def page_bar(hands: RecipeActivity[RecipeMainState], title: str) -> View:
    """The bar of a page the drawer leads to."""
    made = top_bar(
        title, back=Back(lambda: hands.set(drawer=True), hands.tr("Open navigation drawer"), "menu")
    )
    made.resource_id = "toolbar"
    return made
