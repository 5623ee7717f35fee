"""The Android date picker: to the month, the day, OK."""

from datetime import date

from agent.action.action import Note
from agent.language.day import Day, shown_date
from agent.offline.step.history import Past
from agent.offline.step.listpage import by_id, has_id
from agent.offline.step.move import Act, Move, Stuck, click
from agent.perception.scene import Scene

_MONTHS = 60
_TODAY = "today: "


def is_date_picker(scene: Scene) -> bool:
    """Whether a calendar to pick a day from is open."""
    return by_id(scene, "month_view") is not None


def set_date(day: date, scene: Scene, past: Past) -> Move:
    """The next touch on the picker; the last one is OK."""
    title = by_id(scene, "month_title")
    shown = shown_date(title.text) if title is not None else None
    if shown is None:
        return Stuck("The date picker does not say which month it shows")
    months = (day.year - shown.year) * 12 + day.month - shown.month
    if months:
        name = "next" if months > 0 else "prev"
        arrow = by_id(scene, name)
        if arrow is None or len(past.touched("date picker: to")) >= _MONTHS:
            return Stuck(f"The date picker does not get to {day}")
        return click(
            arrow,
            f"date picker: to {name} {abs(months)}",
            f"{title.text if title else ''} shows; {day} is wanted",
        )
    grid = by_id(scene, "month_view")
    cells = [e for e in scene.inside(grid) if e.text == str(day.day)] if grid is not None else []
    if not cells:
        return Stuck(f"The date picker shows no {day}")
    if not (cells[0].is_selected or cells[0].is_checked):
        if len(past.touched(f"date picker: day {day}")) >= 3:
            return Stuck(f"The date picker does not take {day}")
        return click(cells[0], f"date picker: day {day}", f"{day} is wanted")
    done = by_id(scene, "button1")
    return (
        click(done, f"date picker: OK {day}", f"{day} is picked")
        if done
        else Stuck("The date picker has no OK")
    )


def picked(scene: Scene) -> date | None:
    """The day that is picked in an open picker."""
    grid, title = by_id(scene, "month_view"), by_id(scene, "month_title")
    month = shown_date(title.text) if title is not None else None
    if grid is None or month is None:
        return None
    cell = next(
        (e for e in scene.inside(grid) if (e.is_selected or e.is_checked) and e.text.isdecimal()), None
    )
    return month.replace(day=int(cell.text)) if cell is not None else None


def note_today(day: date) -> Act:
    """Keep what day it is for later steps."""
    return Act(Note(text=f"{_TODAY}{day.isoformat()}"), f"Today is {day}")


def noted_today(past: Past) -> date | None:
    """Today, as it was read earlier."""
    found = [text for text in past.noted() if text.startswith(_TODAY)]
    return date.fromisoformat(found[-1].removeprefix(_TODAY)) if found else None


def settled(want: Day, past: Past, *, coming: bool = True) -> date | None:
    """The date meant, once today was noted; None when it is no date."""
    today = noted_today(past)
    return want.settled(today, coming=coming) if today is not None else None


def label_of(scene: Scene, *names: str) -> str:
    """The text of the element with one of the ids."""
    return next((e.text for e in scene.elements if has_id(e, *names)), "")
