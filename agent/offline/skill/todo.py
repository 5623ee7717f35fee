"""Ticking a task off; telling which are due, and what was spent."""

from decimal import Decimal

from agent.language.day import shown_day
from agent.language.errand import CompleteTask, Tell
from agent.language.name import same
from agent.language.place import place
from agent.offline.skill.setting import say
from agent.offline.step.creationcheck import amount_of
from agent.offline.step.history import Past
from agent.offline.step.listpage import Row, at_list, gather, has_id, rows
from agent.offline.step.move import Act, Done, Move, Stuck, click
from agent.offline.step.pick import Sought, is_near, pick, unfound
from agent.perception.scene import Scene

_SHOWN = {-1: ("Yesterday", "昨天"), 0: ("Today", "今天"), 1: ("Tomorrow", "明天")}
_TRIES = 5
_CENT = Decimal("0.01")


def complete_task(want: CompleteTask, scene: Scene, past: Past) -> Move:
    """Done when the list shows it no more, or ticked."""
    way = at_list("task", scene, past)
    if way is not None:
        return way
    ticked = past.touched("tick")
    if ticked:
        left = gather(
            scene,
            past.since("tick"),
            place("task").title,
            lambda row: same(want.name, row.name) and not _is_done(row),
        )
        if isinstance(left, Act):
            return left
        if not left:
            return Done(f'The task "{want.name}" is ticked off', doubtful=True)
        if len(ticked) >= _TRIES:
            return Stuck(f'The task "{want.name}" cannot be ticked off')
    since = past.since("tick") if ticked else past
    row = pick(
        scene,
        since,
        place("task").title,
        Sought(
            want.name,
            f'task "{want.name}" to be done',
            lambda row: same(want.name, row.name) and not _is_done(row),
        ),
    )
    if not isinstance(row, Row):
        return row
    box = next((e for e in row.parts if has_id(e, "completeBox")), None)
    return (
        click(box, "tick", f"{row.name} is to be done")
        if box is not None
        else Stuck(f"{row.name} has no box to tick")
    )


def _is_done(row: Row) -> bool:
    return any(has_id(e, "completeBox") and e.is_checked for e in row.parts)


def tell_due(want: Tell, scene: Scene, past: Past) -> Move:
    """The tasks of a day."""
    day = want.day
    assert day is not None
    if day.weekday is not None or (day.ahead is not None and day.ahead not in _SHOWN):
        return Stuck(f"I can tell what is due today, tomorrow or on a date, not on {day}")
    way = at_list("task", scene, past)
    if way is not None:
        return way

    def fits(row: Row) -> bool:
        text = row.part("due_date")
        if day.ahead is not None:
            return text in _SHOWN[day.ahead]
        shown = shown_day(text)
        return shown is not None and (shown.month, shown.day) == (day.month, day.day)

    keys = gather(scene, past, place("task").title, fits)
    if isinstance(keys, Act):
        return keys
    names = "; ".join(key.split(" | ")[0] for key in keys)
    told = f"Due {day}: {names}" if names else f"No task is due {day}"
    return say(told, past, doubtful=True, nothing=not names)


def tell_spent(want: Tell, scene: Scene, past: Past) -> Move:
    """The sum of the expenses of a name in the log as it shows (this month, unless it was set otherwise)."""
    way = at_list("expense", scene, past)
    if way is not None:
        return way
    shown = [row.key for row in rows(scene, place("expense").title) if same(want.name, row.name)]
    if len(set(shown)) < len(shown):
        return Stuck(f"Several expenses called {want.name} look alike: I cannot count each just once")
    keys = gather(
        scene,
        past,
        place("expense").title,
        lambda row: same(want.name, row.name) and amount_of(row) is not None,
        lambda row: is_near(want.name, row),
    )
    if isinstance(keys, Act):
        return keys
    if not keys:  # what is called so may be something else than an expense: that is no answer
        return unfound(want.name, f'expense "{want.name}"', scene, past, place("expense").title)
    amounts = [amount for key in keys if (amount := _amount(key, scene)) is not None]
    word = "expense" if len(keys) == 1 else "expenses"
    total = sum(amounts, Decimal(0))
    spent = total if total == total.to_integral() else total.quantize(_CENT)
    told = f"{spent} on {want.name} ({len(keys)} {word} in the log)"
    return say(told, past, doubtful=True)


def _amount(key: str, scene: Scene) -> Decimal | None:
    """What a row noted earlier, or one that shows, says was paid: its last number."""
    for row in rows(scene, place("expense").title):
        if row.key == key:
            return amount_of(row)
    numbers = [text.replace(",", "").lstrip("+-") for text in key.split(" | ")]
    found = [text for text in numbers if text.replace(".", "", 1).isdecimal()]
    return Decimal(found[-1]) if found else None
