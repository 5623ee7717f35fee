"""Gallery sheets: a picture to be copied, and pictures to be read."""

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from difflib import SequenceMatcher
from random import Random
from textwrap import wrap

from PIL import Image, ImageDraw, ImageFont

from device.phone.phone import Phone
from tasks.chance import TODAY, apart, stem_name
from tests.tasks.gold.case import Case
from tests.tasks.gold.sheet import Draw
from tests.tasks.gold.sheet_expense import CATEGORIES, EXPENSES
from tests.tasks.gold.sheet_recipe import RECIPES
from tests.tasks.gold.table import Record, Table, printed

PICTURES = "/storage/emulated/0/DCIM"
NOTEBOOK = "/storage/emulated/0/Documents/Markor"
READER = "rapidocr"
_THINGS = ("USB-C Cable", "Wireless Mouse", "Webcam", "Monitor Stand", "External Hard Drive")
_SPENT = ("Pet Supplies", "Taxi Fare", "Event Tickets", "Health Insurance", "Big Gift", "Rent Payment")
_NOTES = ("A need", "Paid by card", "Urgent", "I may repeat this", "Monthly recurring")
_DISHES = {
    "Lentil Soup": "Cook onions, carrots and lentils in broth until tender. Season with bay leaves.",
    "Avocado Toast": "Toast bread, top with mashed avocado, salt, pepper and chili flakes.",
    "Pesto Pasta with Peas": "Cook pasta, stir in pesto sauce and peas. Add Parmesan before serving.",
    "Beet and Goat Cheese Salad": "Mix beets with cheese and walnuts. Drizzle with olive oil.",
}
_WIDTH = 60
"""Letters of a value's line."""
Done = Callable[[Phone, str], bool]


def fuzzy(found: object, wanted: object) -> bool:
    """Whether a text is nearly another, as the benchmark compares what was typed."""
    return SequenceMatcher(None, str(found).lower(), str(wanted).lower()).ratio() >= 0.9


def written(text: str, size: int = 24) -> Image.Image:
    """Black on white, as large as the text."""
    font = ImageFont.load_default(size)
    lines = text.split("\n")
    sheet = Image.new("RGB", (1, 1))
    box = ImageDraw.Draw(sheet).multiline_textbbox((0, 0), text, font=font, spacing=4)
    sheet = Image.new("RGB", (int(box[2]) + 20, int(box[3]) + 20), "white")
    ImageDraw.Draw(sheet).multiline_text((10, 10), "\n".join(lines), "black", font, spacing=4)
    return sheet


def put(phone: Phone, name: str, picture: Image.Image) -> None:
    """A picture pushed into DCIM."""
    out = io.BytesIO()
    picture.save(out, "PNG" if name.endswith(".png") else "JPEG")
    phone.files.write(f"{PICTURES}/{name}", out.getvalue())


def blocks(kind: str, rows: Sequence[Mapping[str, str]]) -> str:
    """Records as text: the first value behind the kind, the others each on lines of its own."""
    parts = []
    for row in rows:
        (_, title), *rest = row.items()
        lines = [f"{kind}: {title}"]
        lines += [f" {name}: " + "\n".join(wrap(value, _WIDTH)) for name, value in rest]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def has_rows(table: Table, seeded: Sequence[Record], wanted: Sequence[Record], free: Sequence[str]) -> Done:
    """Whether the old rows are as they were and these came: columns that are `free` nearly so."""

    def like(row: Record, one: Record) -> bool:
        return all(fuzzy(row[name], one[name]) if name in free else row[name] == one[name] for name in one)

    def done(phone: Phone, _answer: str) -> bool:
        found = table.rows(phone)
        old, new = found[: len(seeded)], found[len(seeded) :]
        return (
            old == table.numbered(seeded)
            and len(new) == len(wanted)
            and all(any(like(row, one) for row in new) for one in wanted)
        )

    return done


# -- expenses ------------------------------------------------------------------------------------------
def _expense(random: Random, name: str) -> Record:
    return EXPENSES.record(
        name=name,
        amount=random.randint(1000, 50_000),
        category=random.randint(1, 11),
        note=random.choice(_NOTES),
    )


def _told(record: Record) -> dict[str, str]:
    return {
        "name": str(record["name"]),
        "amount_dollars": f"${int(str(record['amount'])) / 100}",
        "category_name": CATEGORIES[int(str(record["category"])) - 1],
        "note": str(record["note"]),
    }


def _expenses(random: Random) -> Case:
    """Three on the picture that is meant, others on pictures with older names."""
    wanted = [_expense(random, name) for name in random.sample(_SPENT, 3)]
    others = [_expense(random, name) for name in random.choices(_SPENT, k=10)]
    said = [{name: one[name] for name in ("name", "amount", "category", "note")} for one in wanted]

    def before(phone: Phone) -> None:
        EXPENSES.fill(others)(phone)
        put(phone, "expenses.jpg", written(blocks("Expense", [_told(one) for one in wanted])))
        for place in range(10):
            put(phone, f"old_expenses_{place}.jpg", written(blocks("Expense", [_told(others[place])])))

    values = {
        "row_objects": [printed("Expense", one) for one in wanted],
        "noise_row_objects": [printed("Expense", one) for one in others],
        "text_representation_type": "text_block",
    }
    done = has_rows(EXPENSES, others, said, ("name", "note"))
    return Case("ExpenseAddMultipleFromGallery", done, values, before=before, needs=READER)


# -- recipes -------------------------------------------------------------------------------------------
def _recipe(random: Random, title: str) -> Record:
    return RECIPES.record(
        title=title,
        description=random.choice(("A quick and easy meal.", "An ideal recipe for busy weekdays.")),
        servings=random.choice(("1 serving", "3-4 servings", "8 servings")),
        preparationTime=random.choice(("10 mins", "45 mins", "2 hrs")),
        ingredients=random.choice(("as per recipe", "various amounts", "n/a")),
        directions=f"{_DISHES[title]} {random.choice(('Garnish with fresh herbs.', 'Serve warm.'))}",
    )


def _recipes(random: Random) -> Case:
    names = ("title", "description", "servings", "preparationTime", "ingredients", "directions")
    wanted = [_recipe(random, title) for title in random.sample(tuple(_DISHES), 3)]
    others = [_recipe(random, random.choice(tuple(_DISHES))) for _ in range(10)]

    def before(phone: Phone) -> None:
        RECIPES.fill(others)(phone)
        text = blocks("Recipe", [{name: str(one[name]) for name in names} for one in wanted])
        put(phone, "recipes.jpg", written(text))

    values = {
        "row_objects": [printed("Recipe", one) for one in wanted],
        "noise_row_objects": [printed("Recipe", one) for one in others],
        "text_representation_type": "text_block",
    }
    done = has_rows(RECIPES, others, wanted, names)
    return Case("RecipeAddMultipleRecipesFromImage", done, values, before=before, needs=READER)


# -- receipts ------------------------------------------------------------------------------------------
def _receipt(random: Random, count: int) -> tuple[Image.Image, str]:
    """A receipt, and what it lists."""
    days = [TODAY - timedelta(days=random.randint(1, 280)) for _ in range(count)]
    lines = [f"{day}, {random.choice(_THINGS)}, ${random.uniform(5, 150):.2f}" for day in days]
    picture = Image.new("RGB", (500, 2 * max(250, 50 * (count + 4))), "white")
    brush = ImageDraw.Draw(picture)
    brush.text((10, 100), "Gadget Gurus Co.\nBringing Ideas to Life", "black", ImageFont.load_default(20))
    for place, line in enumerate(lines):
        brush.text((10, 170 + 30 * place), line, "black", ImageFont.load_default(16))
    foot = "Thank you for your purchase!\nVisit us at: www.tech-gadgets.com"
    brush.text((10, picture.height - 40), foot, "black", ImageFont.load_default(12))
    return picture, "\n".join(("Date, Item, Amount", *lines))


def _transcribing(random: Random) -> Case:
    picture, text = _receipt(random, random.randint(1, 5))

    def done(phone: Phone, _answer: str) -> bool:
        path = f"{NOTEBOOK}/receipt.md"
        return phone.files.is_file(path) and fuzzy(phone.files.read(path).decode().strip(), text)

    return Case(
        "MarkorTranscribeReceipt",
        done,
        {"file_name": "receipt.md", "text": text},
        before=lambda phone: put(phone, "receipt.png", picture),
        needs=READER,
    )


def copying(random: Random) -> Case:
    """One of several receipts."""
    name = f"receipt_{stem_name(random)}.jpg"
    others = apart(random, random.randint(0, 12), lambda some: f"receipt_{stem_name(some)}.jpg", (name,))
    picture = _receipt(random, 1)[0]

    def before(phone: Phone) -> None:
        for one in random.sample([name, *others], len(others) + 1):
            put(phone, one, picture)

    return Case(
        "SaveCopyOfReceiptTaskEval",
        is_copied(name),
        {"file_name": name, "receipt_image": "<PIL.Image.Image image mode=RGB size=500x500>"},
        before=before,
    )


def is_copied(name: str) -> Done:
    """Whether it is in Download as well, and still where it was."""
    download = "/storage/emulated/0/Download"
    return lambda phone, _: (
        phone.files.is_file(f"{download}/{name}")
        and phone.files.is_file(f"{PICTURES}/{name}")
        and phone.files.read(f"{download}/{name}") == phone.files.read(f"{PICTURES}/{name}")
    )


SHEETS: Mapping[str, Draw] = {
    "SaveCopyOfReceiptTaskEval": copying,
    "MarkorTranscribeReceipt": _transcribing,
    "ExpenseAddMultipleFromGallery": _expenses,
    "RecipeAddMultipleRecipesFromImage": _recipes,
}
