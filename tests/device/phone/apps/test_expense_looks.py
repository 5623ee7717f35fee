"""Pro Expense and Broccoli in Chinese, large letters and landscape."""

import re
import tomllib
from pathlib import Path

import pytest

import device.phone.apps
from device.phone.apps.expense.category import CATEGORIES
from device.phone.apps.expense.money import CURRENCIES
from device.phone.apps.recipe.season import FOODS, REGIONS
from tests.boot import fresh_phone

FOLDER = Path(device.phone.apps.__file__).parent
NAMES = {
    "expense": [one.name for one in (*CATEGORIES, *CURRENCIES)],
    "recipe": [*(food.name for food in FOODS), *REGIONS],
}
TEXT = re.compile(r'tr\(\s*"((?:[^"\\]|\\.)*)"\s*\)')
HAN = re.compile(r"[\u4e00-\u9fff]")
SAME = {"Pro Expense", "Broccoli"}


@pytest.mark.parametrize("app", ["expense", "recipe"])
def test_every_text_has_its_chinese(app):
    table = tomllib.loads((FOLDER / app / "zh.toml").read_text(encoding="utf-8"))
    sources = [path.read_text(encoding="utf-8") for path in sorted((FOLDER / app).glob("*.py"))]
    wanted = {text for source in sources for text in TEXT.findall(source)} | set(NAMES[app])
    assert len(wanted) > 60
    assert not wanted - set(table)
    assert not [text for text in wanted - SAME if not HAN.search(table[text]) and "AndroidX" not in text]
    assert not [text for text in table if text.count("{}") != table[text].count("{}")]


def visit(hand, package, labels):
    """Open the app and touch one thing after the other; what shows after each."""
    hand.open(package)
    yield hand.phone.frame()
    for label in labels:
        hand.tap(label)
        yield hand.phone.frame()


TOURS = (
    ("com.arduia.expense", ("Add expense", "Navigate up", "Open drawer", "Settings", "Currency")),
    ("com.arduia.expense", ("Open drawer", "Expense Logs", "Filter", "APPLY FILTER")),
    ("com.flauschcode.broccoli", ("New Recipe", "Navigate up", "Open navigation drawer", "About the app")),
)


@pytest.mark.parametrize(("package", "labels"), TOURS)
@pytest.mark.parametrize(
    ("scale", "size"), [("1.3", "1080x2400"), ("1.0", "2400x1080"), ("1.3", "2400x1080")]
)
def test_nothing_leaves_the_screen(hand, package, labels, scale, size):
    hand.phone.shell(f"settings put system font_scale {scale}; wm size {size}")
    wide, high = hand.phone.size
    for frame in visit(hand, package, labels):
        assert frame.elements()
        for e in frame.elements():
            box = e.bounds
            assert 0 <= box.left < box.right <= wide, e
            assert 0 <= box.top < box.bottom <= high, e


def test_save_can_be_reached_in_landscape(hand):
    hand.phone.shell("wm size 2400x1080; settings put system font_scale 1.3")
    hand.open("com.arduia.expense")
    hand.tap("Add expense")
    hand.fill("edt_amount", "5")
    hand.tap("SAVE")
    database = hand.phone.database("com.arduia.expense", "accounting.db")
    assert database.value("SELECT amount FROM expense") == 500


@pytest.mark.parametrize("package", ["com.arduia.expense", "com.flauschcode.broccoli"])
def test_the_drawer_hides_the_page_from_accessibility(hand, package):
    hand.open(package)
    word = "Recent" if "expense" in package else "All recipes"
    assert hand.see(word)
    hand.tap(hand.read()[0])
    assert not hand.see(word)
    hand.back()
    assert hand.see(word)


def test_chinese_and_english_phones_have_the_same_resource_ids():
    def ids(locale):
        phone = fresh_phone(locale=locale)
        phone.shell("am start -n com.arduia.expense/.ui.MainActivity")
        return [e.resource_id for e in phone.frame().elements()]

    assert ids("en-US") == ids("zh-CN")
