"""What apps offer beside their screens, on Android 16: functions and shortcuts, by adb's own commands."""

import json
import shlex
from collections.abc import Callable

import pytest

from device.error import ConfigError
from device.phone.phone import Phone
from device.phone.sample import fill
from tests.boot import fresh_phone

MARKOR, EXPENSE, SHOP = "net.gsantner.markor", "com.arduia.expense", "com.larkmart.shop"
CALENDAR, CONTACTS = "com.simplemobiletools.calendar.pro", "com.google.android.contacts"
MESSAGES, TASKS = "com.simplemobiletools.smsmessenger", "org.tasks"


@pytest.fixture(scope="module")
def later() -> Phone:
    phone = Phone(seed=1, android=16)
    fill(phone)
    return phone


@pytest.fixture
def call(later: Phone) -> Callable[..., str]:
    later.restore(later.fresh)
    fill(later)

    def called(package: str, name: str, /, **given: object) -> str:
        line = [
            "cmd", "app_function", "execute-app-function", "--package", package,
            "--function", f"{package}.AppFunctions#{name}", "--parameters", json.dumps(given),
        ]  # fmt: skip
        done = later.shell(shlex.join(line))
        return done.stdout.decode()

    return called


def value(told: str) -> list[str]:
    found: list[str] = json.loads(told)["androidAppfunctionsReturnValue"]
    return found


def test_android_13_has_none() -> None:
    phone = fresh_phone()
    assert phone.shell("getprop ro.build.version.sdk").stdout == b"33\n"
    for service in ("app_function list-app-functions", f"shortcut get-shortcuts {CONTACTS}"):
        assert phone.shell(f"cmd {service}").exit_code == 20
    with pytest.raises(ConfigError, match="no Android 15"):
        Phone(android=15)


def test_android_16_lists_them_by_app(later: Phone) -> None:
    assert later.shell("getprop ro.build.version.sdk").stdout == b"36\n"
    listed = json.loads(later.shell("cmd app_function list-app-functions").stdout)
    assert sum(map(len, listed.values())) >= 12
    one = json.loads(later.shell(f"cmd app_function list-app-functions --package {MESSAGES}").stdout)
    ((package, (document,)),) = one.items()
    static = document["AppFunctionStaticMetadata"]
    assert static["functionId"] == [f"{package}.AppFunctions#sendMessage"]
    assert [each["name"] for each in static["parameters"]] == [["number"], ["text"]]


def test_an_app_that_is_gone_offers_nothing() -> None:
    phone = Phone(seed=1, android=16)
    phone.shell(f"pm uninstall --user 0 {MARKOR}")
    assert MARKOR not in json.loads(phone.shell("cmd app_function list-app-functions").stdout)


def test_what_is_made_by_a_call_is_there(call: Callable[..., str], later: Phone) -> None:
    assert json.loads(call(MARKOR, "createNote", name="a.md", text="it's; echo")) == {}
    assert value(call(MARKOR, "readNote", name="a.md")) == ["it's; echo"]
    call(EXPENSE, "addExpense", name="Rent", amount=12.5, category="Housing")
    assert value(call(EXPENSE, "listExpenses"))[0].startswith("Rent: 12.5 dollars, Housing")
    call(CALENDAR, "createEvent", title="Dentist", begin="2023-10-20T15:00", minutes=30)
    assert "2023-10-20 15:00 Dentist" in value(call(CALENDAR, "listEvents", day="2023-10-20"))
    call(CONTACTS, "createContact", name="Zoe Lark", number="+1555")
    assert value(call(CONTACTS, "findContacts", name="zoe l")) == ["Zoe Lark: +1555"]
    call(MESSAGES, "sendMessage", number="+1555", text="hi")
    call(TASKS, "createTask", title="Water")
    sms = later.database("com.android.providers.telephony", "mmssms.db")
    assert sms.value("SELECT count(*) FROM sms WHERE type = 2 AND body = 'hi'") == 1
    assert later.database(TASKS, "database").value("SELECT count(*) FROM tasks WHERE title = 'Water'") == 1


def test_the_shop_takes_an_order(call: Callable[..., str], later: Phone) -> None:
    number = value(call(SHOP, "findArticles", words="green tea"))[0].partition(":")[0]
    before = later.snapshot()
    assert value(call(SHOP, "orderArticle", article=int(number), count=2))[0].startswith("ordered 2 of Green")
    assert [row.table for row in later.diff(before).rows if row.table == "orders"] == ["orders"]


@pytest.mark.parametrize(
    ("package", "name", "given"),
    [
        (MARKOR, "createNote", {"name": "a.md"}),
        (MARKOR, "createNote", {"name": "..", "text": ""}),
        (MARKOR, "fly", {}),
        (EXPENSE, "addExpense", {"name": "a", "amount": "much"}),
        (CALENDAR, "createEvent", {"title": "a", "begin": "soon"}),
        (SHOP, "orderArticle", {"article": 9999}),
        ("no.such.app", "fly", {}),
    ],
)
def test_what_cannot_be_done_is_told(
    call: Callable[..., str], package: str, name: str, given: dict[str, object]
) -> None:
    assert call(package, name, **given).startswith("Error executing app function: ")


def test_a_shortcut_opens_its_page(later: Phone) -> None:
    told = later.shell(f"cmd shortcut get-shortcuts {CONTACTS}").stdout.decode()
    assert "id=new_contact" in told
    assert "cmp=com.google.android.contacts/" in told
    assert "shortLabel=Create contact" in told
