"""What is in season, by region and month."""

from dataclasses import dataclass

from device.phone.apps.recipe.store import Recipe

REGIONS = ("Central Europe", "North America (colder)", "North America (warmer)")


@dataclass(frozen=True, slots=True)
class Food:
    """A fruit or vegetable."""

    name: str
    """In English."""
    terms: tuple[str, ...]
    """How ingredients of recipes call it."""
    months: tuple[tuple[int, int], ...]
    """First and last month (1-12) in each region; (9, 3) goes over the new year."""

    def grows(self, region: int, month: int) -> bool:
        """Whether it is in season."""
        first, last = self.months[region]
        return first <= month <= last if first <= last else month >= first or month <= last

    def is_in(self, found: Recipe) -> bool:
        """Whether a recipe uses it."""
        words = found.ingredients.lower()
        return any(term in words for term in self.terms)


def _food(name: str, terms: str, *months: tuple[int, int]) -> Food:
    return Food(name, tuple(terms.split(", ")), months)


FOODS = (
    _food("Apples", "apple", (8, 11), (8, 11), (7, 10)),
    _food("Asparagus", "asparagus", (4, 6), (5, 6), (3, 5)),
    _food("Avocados", "avocado", (1, 12), (1, 12), (2, 9)),
    _food("Beans", "green bean, french bean, common bean", (6, 10), (7, 9), (5, 10)),
    _food("Beetroot", "beet", (7, 11), (7, 10), (10, 5)),
    _food("Bell peppers", "pepper", (7, 10), (8, 9), (6, 10)),
    _food("Broccoli", "broccoli", (6, 11), (7, 10), (10, 5)),
    _food("Brussels sprouts", "brussels sprout", (9, 3), (9, 11), (10, 3)),
    _food("Carrots", "carrot", (6, 11), (7, 10), (10, 6)),
    _food("Cauliflower", "cauliflower", (5, 11), (7, 10), (10, 5)),
    _food("Cherries", "cherries, cherry", (6, 8), (6, 8), (5, 7)),
    _food("Corn", "corn", (8, 10), (7, 9), (5, 9)),
    _food("Cucumbers", "cucumber", (6, 10), (7, 9), (5, 10)),
    _food("Eggplants", "eggplant, aubergine", (7, 10), (8, 9), (6, 10)),
    _food("Kale", "kale", (10, 3), (7, 11), (10, 4)),
    _food("Leek", "leek", (7, 4), (8, 11), (10, 4)),
    _food("Peas", "peas", (6, 8), (6, 7), (3, 6)),
    _food("Pumpkin", "pumpkin, hokkaido", (8, 12), (9, 11), (9, 11)),
    _food("Raspberries", "raspberries", (6, 8), (7, 9), (5, 9)),
    _food("Spinach", "spinach", (3, 11), (5, 10), (10, 5)),
    _food("Strawberries", "strawberries", (5, 7), (6, 7), (3, 6)),
    _food("Sweet potatoes", "sweet potato", (9, 11), (9, 10), (8, 11)),
    _food("Tomatoes", "tomato", (7, 10), (7, 9), (5, 10)),
    _food("Zucchini", "zucchini, courgette", (6, 10), (7, 9), (5, 10)),
)


def in_season(region: int, month: int) -> list[Food]:
    """What grows then."""
    return [food for food in FOODS if food.grows(region, month)]


def food_of(name: str) -> Food | None:
    """By its English name."""
    return next((food for food in FOODS if food.name == name), None)
