"""People added, and one left unsaved."""

from collections.abc import Callable
from shlex import quote

from device.phone.phone import Phone
from tests.tasks.gold.case import Case, nothing


def listed(phone: Phone) -> list[tuple[str, str]]:
    """Names and the digits of their numbers, as the provider gives them."""
    out = phone.shell("content query --uri content://contacts/phones/ --projection display_name:number").text
    rows = [line.partition("display_name=")[2] for line in out.splitlines() if "display_name=" in line]
    pairs = [row.rpartition(", number=") for row in rows]
    return [(name, "".join(filter(str.isdigit, number))) for name, _, number in pairs]


def add(phone: Phone, name: str, number: str) -> None:
    """Put a person into the provider, as a benchmark does: by the form and its Save button."""
    phone.shell(
        "am start -a android.intent.action.INSERT -t vnd.android.cursor.dir/contact "
        f"-e name {quote(name)} -e phone {quote(number)}"
    )
    save = next(e for e in phone.frame().elements() if e.resource_id.endswith("/toolbar_button"))
    phone.touch.tap(save.bounds.center.x, save.bounds.center.y)
    phone.shell("input keyevent KEYCODE_BACK; input keyevent KEYCODE_HOME")


def added(name: str, number: str) -> Callable[[Phone, str], bool]:
    digits = "".join(filter(str.isdigit, number))
    return lambda phone, _answer: listed(phone).count((name, digits)) == 1


def _add(name: str, number: str, kind: str, before: Callable[[Phone], None] = nothing) -> Case:
    return Case(
        "ContactsAddContact", added(name, number), {"name": name, "number": number}, name=kind, before=before
    )


def drafted(
    first: str, last: str, phone_number: str, labels: tuple[str, ...]
) -> Callable[[Phone, str], bool]:
    """Whether the form shows it all, and nobody was saved.

    A benchmark reads the English words of the form; in another language it is the fields that count.
    """

    def done(phone: Phone, _answer: str) -> bool:
        shown = {e.resource_id.rpartition("/")[2]: e.text for e in phone.frame().elements() if e.text}
        digits = "".join(filter(str.isdigit, shown.get("phone", "")))
        return (
            (shown.get("first"), shown.get("last")) == (first, last)
            and digits == "".join(filter(str.isdigit, phone_number))
            and shown.get("label") in labels
            and not listed(phone)
        )

    return done


def _draft(label: str, labels: tuple[str, ...]) -> Case:
    values = {"first": "Nora", "last": "Quist", "phone": "415-555-0137", "phone_label": label}
    done = drafted("Nora", "Quist", "415-555-0137", labels)
    return Case("ContactsNewContactDraft", done, values, name=label.lower())


def _many(phone: Phone) -> None:
    for place in range(30):
        add(phone, f"Person {place}", f"+1415555{place:04d}")


CASES = (
    _add("Petra Lindqvist", "+14155550101", "plain"),
    _add("Bo", "4155550102", "single"),
    _add("Anna Maria O'Hara", "+1 (415) 555-0103", "three"),
    _add("王 小明", "+8613800138000", "chinese", before=_many),
    _draft("Home", ("Home", "住宅")),
    _draft("Work", ("Work", "单位")),
)
