"""Tasks in tests: rows put in from outside, and what the list shows of them."""

from datetime import UTC, datetime

PACKAGE = "org.tasks"
DATABASE = "/data/data/org.tasks/databases/database"
COLUMNS = (
    *("_id", "title", "importance", "dueDate", "hideUntil", "created", "modified", "completed", "deleted"),
    *("notes", "estimatedSeconds", "elapsedSeconds", "timerStart", "notificationFlags", "lastNotified"),
    *("recurrence", "repeat_from", "calendarUri", "remoteId", "collapsed", "parent", "order", "read_only"),
)
DAY_MS = 86_400_000


def rows(phone, what="title, importance, dueDate, hideUntil, completed, deleted, notes"):
    return phone.database(PACKAGE, "database").rows(f"SELECT {what} FROM tasks ORDER BY _id")


def ms(day, hour=0, minute=0, second=0):
    return int(datetime(2023, 10, day, hour, minute, second, tzinfo=UTC).timestamp()) * 1000


def add(hand, title, **values):
    """A row as a benchmark puts one in from outside."""
    row = dict.fromkeys(COLUMNS[1:], 0)
    row |= {"title": title, "importance": 2, "notes": None, "recurrence": None, "calendarUri": None}
    row |= {"remoteId": title, "order": None, **values}
    names = ", ".join(f'"{name}"' for name in row)
    hand.phone.database(PACKAGE, "database").run(
        f"INSERT INTO tasks ({names}) VALUES ({', '.join('?' * len(row))})", *row.values()
    )


def marks(hand):
    return [e for e in hand.phone.frame().elements() if e.resource_id == f"{PACKAGE}:id/completeBox"]


def tick(hand, place=0):
    centre = marks(hand)[place].bounds.center
    hand.phone.touch.tap(centre.x, centre.y)


def titles(hand):
    return [e.text for e in hand.phone.frame().elements() if e.resource_id == f"{PACKAGE}:id/title"]
