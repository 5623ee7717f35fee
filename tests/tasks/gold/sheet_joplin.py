"""Sheets that ask about notes, a hundred others among them."""

from collections.abc import Mapping
from random import Random

from tests.tasks.gold.case import Case
from tests.tasks.gold.case_joplin import BODIES, FOLDERS, Noted, asking, noise
from tests.tasks.gold.sheet import Draw

_QUANTITIES = ("1 cup", "3/4 cup", "2 tablespoons", "1 teaspoon", "3 teaspoons")
_INGREDIENTS = ("almond flour", "chia seeds", "tahini", "matcha powder", "buckwheat groats", "millet")
_RECIPES = ("Pancake Recipe", "Spaghetti Carbonara", "Vegetable Stir-fry", "Beef Stew", "Fruit Smoothie")
_COOKED = (
    "Ingredients:\n- {} {}\n- 2 cups all-purpose flour\n- 1 cup milk\n\nInstructions:\n1. Preheat oven to "
    "400°F (200°C).\n2. In a mixing bowl, combine all.\n3. Drop dough by spoonfuls onto a greased sheet.\n",
    "Ingredients:\n- 1 cup quinoa\n- 1/4 cup chopped bell peppers\n- {} {}\n\nInstructions:\n1. Rinse quinoa "
    "under cold water.\n2. Reduce heat, cover, and simmer for 15-20 minutes.\n",
)
_MEETINGS = ("Team Weekly Sync", "Budget Planning Session", "Training Workshop for New Hires", "Q&A")
_HELD = (
    "Meeting Notes:\n- Discussed project milestones\n- Attended by {} participants\n",
    "Meeting Minutes:\n- Addressed client concerns\n- {} attendees were present\n",
    "Meeting Follow-up:\n- Assign new tasks\n- Confirm deadlines\n- {} people attended\n",
)
_TITLES = ("Grocery List", "Meeting Agenda", "Daily Journal", "To-Do List", "Travel Itinerary", "Study Notes")


def _quantity(random: Random) -> Case:
    title, ingredient = random.choice(_RECIPES), random.choice(_INGREDIENTS)
    quantity = random.choice(_QUANTITIES)
    body = random.choice(_COOKED).format(quantity, ingredient)
    values = {"body": body, "ingredient": ingredient, "ingredient_quantity": quantity, "title": title}
    wanted = [Noted("Recipes", title, body)]
    others = noise(random, "Recipes", lambda one: title.lower() in one.title.lower())
    return asking("NotesRecipeIngredientCount", values, wanted, others, quantity)


def _attendees(random: Random) -> Case:
    title, count = random.choice(_MEETINGS), str(random.randrange(5, 101, 5))
    body = random.choice(_HELD).format(count)
    values = {"attendee_count": count, "body": body, "title": title}
    wanted = [Noted("Meeting Notes", title, body)]
    others = noise(random, "Meeting Notes", lambda one: title.lower() in one.title.lower())
    return asking("NotesMeetingAttendeeCount", values, wanted, others, count)


def _is_todo(random: Random) -> Case:
    title, folder = random.choice(_TITLES), random.choice(FOLDERS)
    todo = random.choice((True, False))
    body = random.choice(BODIES)
    values = {"body": body, "folder": folder, "is_todo": str(todo), "title": title}
    others = noise(random, folder, lambda one: one.title.lower() == title.lower())
    return asking("NotesIsTodo", values, [Noted(folder, title, body, todo)], others, str(todo))


def _count(random: Random) -> Case:
    folder = random.choice(FOLDERS)
    titles = random.sample(_TITLES, 3)
    wanted = [Noted(folder, title, random.choice(BODIES), todo=True) for title in titles]
    values = {"body": wanted[0].body, "folder": folder, "title": titles[0]}
    others = noise(random, folder, lambda one: one.todo and one.folder == folder)
    return asking("NotesTodoItemCount", values, wanted, others, "3")


SHEETS: Mapping[str, Draw] = {
    "NotesIsTodo": _is_todo,
    "NotesMeetingAttendeeCount": _attendees,
    "NotesRecipeIngredientCount": _quantity,
    "NotesTodoItemCount": _count,
}
