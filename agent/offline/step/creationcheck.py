"""Whether a thing that was made is there as it was wanted: by its row in the list, or by its own page."""

from decimal import Decimal, InvalidOperation

from agent.language.day import shown_day
from agent.language.errand import Create
from agent.language.name import same, same_number
from agent.language.place import categories, is_at, place
from agent.offline.skill.contact import at_person, numbers
from agent.offline.step.datepicker import noted_today, settled
from agent.offline.step.history import Past
from agent.offline.step.listpage import Row, at_list, by_id, gather, has_id, row_of
from agent.offline.step.move import Act, Done, Move, Stuck, click
from agent.offline.step.readback import LOOK, shows_all
from agent.offline.step.search import sweep
from agent.perception.scene import Scene
from agent.run.step import Outcome

LABELS = {"mobile": ("Mobile", "手机"), "home": ("Home", "住宅", "家庭"), "work": ("Work", "单位", "工作")}
"""How a number's label is shown, by its key."""
_TODAY, _TOMORROW = ("Today", "今天"), ("Tomorrow", "明天")


def kept(want: Create, scene: Scene, past: Past) -> Move:
    """Done when its list, or its page where the list does not tell all, shows what was kept."""
    since = past.since("save")
    if want.kind == "contact":
        return _on_page(want, scene, since, sure=_is_saved(past))
    title = by_id(scene, "details_title")
    if want.kind == "recipe" and title is not None and same(title.text, want.name):
        return looked_over(want, scene, since)
    way = at_list(want.kind, scene, since)
    if way is not None:
        return way
    keys = gather(scene, since, place(want.kind).title, lambda row: is_row_of(want, row, past))
    if isinstance(keys, Act):
        return keys
    if keys:
        told = 3 if want.kind in ("expense", "task") else 1
        if not _unlisted(want):
            return Done(f"The list shows {', '.join(keys[0].split(' | ')[:told])}")
        row = row_of(scene, since, place(want.kind).title, keys[0])
        return (
            click(row.box, f"{LOOK}{row.name}", "The list does not tell all of it")
            if isinstance(row, Row)
            else row
        )
    if not _is_saved(past):
        return Stuck(
            f'Whether the {want.kind} "{want.name}" was saved is not known: its list does not show it so'
        )
    return Stuck(f'The {want.kind} "{want.name}" was saved but its list does not show it so')


def _is_saved(past: Past) -> bool:
    """Whether something was seen to come of the button that keeps it."""
    return past.touched("save")[-1][1].outcome != Outcome.UNCERTAIN


def _unlisted(want: Create) -> list[tuple[str, str]]:
    """The values that the row of a list does not show."""
    listed = {"folder": ("name",), "expense": ("name", "amount"), "task": ("title",), "recipe": ("title",)}
    values = [pair for pair in want.values if pair[0] not in listed[want.kind]]
    return values + ([("priority", want.choice)] if want.kind == "task" and want.choice else [])


def looked_over(want: Create, scene: Scene, past: Past) -> Move:
    """Whether the page of what was kept shows all of it."""
    values = [pair for pair in _unlisted(want) if pair[0] != "priority"]
    button = by_id(scene, f"priority_{want.choice}")
    marks = (
        {"priority": button is not None and button.is_checked} if want.kind == "task" and want.choice else {}
    )
    missing = shows_all([("name", want.name), *values], want.name, scene, past, marks)
    if missing is not None:
        return missing
    told = [f'{name} "{text}"' for name, text in _unlisted(want)]
    return Done(f'The page of "{want.name}" shows it' + (f" with {', '.join(told)}" if told else ""))


def _on_page(want: Create, scene: Scene, past: Past, *, sure: bool) -> Move:
    """The page of a contact that was saved: its name on top, number and address perhaps further down."""
    title, values = by_id(scene, "large_title"), dict(want.values)
    left = title is None and _was_left(scene)
    way = at_person(want.name, scene, past) if left else None
    if isinstance(way, Act):
        return way
    if left or (title is None and not past.scrolls()):
        if not sure:
            return Stuck(f"Whether {want.name} was saved is not known: the page of the contact does not show")
        return Stuck(f"{want.name} was saved, but the page of the contact does not show")
    turned = f"{values.get('last', '')}{values.get('first', '')}"
    if title is not None and not (same(title.text, want.name) or same(title.text, turned)):
        return Stuck(f"The page of {title.text} shows, and not that of {want.name}")
    number, mail = values.get("phone"), values.get("email")
    shown = [e.text for e in scene.elements if has_id(e, "header")]
    labels = LABELS[want.choice] if want.choice else ()
    has_number = number is None or any(
        same_number(number, each.number) and (not labels or each.label in labels) for each in numbers(scene)
    )
    if has_number and (mail is None or mail in shown):
        return Done(f"The page of {want.name} shows {', '.join(shown) or 'the name'}")
    told = ", ".join(shown) or "nothing"
    return sweep(scene, past, upwards=False) or Stuck(f"The page of {want.name} shows {told}")


def _was_left(scene: Scene) -> bool:
    """Whether the page of a contact is in front no more, but another app, or the list."""
    return not is_at(scene.observation.package, "contact") or by_id(scene, *place("contact").main) is not None


def amount_of(row: Row) -> Decimal | None:
    """What an expense's row says was paid; None where it says nothing."""
    try:
        return Decimal(row.part("tv_amount").replace(",", "").lstrip("+-"))
    except InvalidOperation:
        return None


def is_row_of(want: Create, row: Row, past: Past) -> bool:
    """Whether a row of the list shows what is wanted."""
    if not (row.name == want.name if want.kind == "folder" else same(row.name, want.name)):
        return False
    if want.kind == "expense":
        categories_shown = categories()[want.choice] if want.choice else ()
        return amount_of(row) == Decimal(dict(want.values)["amount"]) and (
            not categories_shown or row.part("imv_category") in categories_shown
        )
    return want.kind != "task" or _is_due(want, row, past)


def _is_due(want: Create, row: Row, past: Past) -> bool:
    """Whether a task's row shows the day it is to be due on."""
    text = row.part("due_date")
    if want.day is None:
        return not text
    ahead, day, today = want.day.ahead, settled(want.day, past), noted_today(past)
    if day is not None and today is not None:
        ahead = (day - today).days
    if text in (*_TODAY, *_TOMORROW):
        return ahead == (0 if text in _TODAY else 1)
    shown = shown_day(text)
    return shown is not None and day is not None and (shown.month, shown.day) == (day.month, day.day)
