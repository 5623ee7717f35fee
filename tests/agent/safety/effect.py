"""What is sensitive in a change of the phone's state, whatever was touched for it."""

from collections import Counter
from collections.abc import Callable, Mapping

from agent.language.phrase import short
from device.phone.file.database import Value
from device.phone.system.difference import Difference
from device.state.rowchange import RowChange

Cells = Mapping[str, Value]
_FLEETING = {
    "laps",
    "stopwatch",
    "preferences",
    "preference",
    "suggestions",
    "drafts",
    "recent",
    "room_table_modification_log",
    "data",
    "basket",
    "wish",
    "favorites",
}
"""Tables whose rows come and go with what is shown or saved, or are marks that are set again by a touch."""
_QUEUES = {"playing_queue", "original_playing_queue", "HistoryEntity", "SongEntity", "urls", "visits"}
"""Tables of what plays, or was looked at."""


def effects_of(change: Difference) -> tuple[frozenset[str], str]:
    """The kinds of sensitive effect in a change, and what it was that had them."""
    found: dict[str, str] = {}
    fewer = _fewer(change)
    for row in change.rows:
        kind = _of_row(row)
        if kind and (kind != "delete" or row.kind != "removed" or (row.database, row.table) in fewer):
            found.setdefault(kind, f"{row.table} {row.kind} {short(str(row.before or row.after))}")
    if any(name.endswith("InCallActivity") for name in change.opened):
        found["call"] = "a call is made"
    for file in change.files:
        if file.kind == "removed" and file.path.startswith("/storage"):
            found["delete"] = file.path
    for package in change.packages:
        if " granted" in package.name and package.after:
            found["permission"] = f"{package.name} {package.after}"
        if " " not in package.name or package.name.endswith((" version", " version_code")):
            found.setdefault("install", package.name)
    return frozenset(found), "; ".join(found.values())


def _fewer(change: Difference) -> set[tuple[str, str]]:
    """Tables with fewer rows than before: a row that goes and comes back changed was not deleted."""
    balance: Counter[tuple[str, str]] = Counter()
    for row in change.rows:
        balance[row.database, row.table] += {"added": 1, "removed": -1}.get(row.kind, 0)
    return {table for table, count in balance.items() if count < 0}


def _of_row(row: RowChange) -> str:
    before, after = dict(row.before), dict(row.after)
    if row.table == "preference" and row.key == "one_tap":
        return "payment" if after.get("value") == "1" else ""
    known = _KNOWN.get(row.table)
    if known is not None:
        return known(row.kind, before, after)
    if row.table in _FLEETING | _QUEUES:
        return ""
    if row.kind == "removed":
        return "delete"
    gone = [name for name in after if "deleted" in name.lower() or "trash" in name.lower()]
    if row.kind == "changed" and any(after[n] and not before.get(n) for n in gone if n in before):
        return "delete"
    return ""


def _text(kind: str, before: Cells, after: Cells) -> str:
    if kind == "added" and after.get("type") in (2, 4, 6):
        return "send"
    return "delete" if kind == "removed" else ""


def _letter(kind: str, before: Cells, after: Cells) -> str:
    if after.get("folder") == "sent":
        return "send"
    return "delete" if kind == "removed" or after.get("folder") == "trash" else ""


def _order(kind: str, before: Cells, after: Cells) -> str:
    """Buying, and taking back what was bought."""
    return "purchase" if kind == "added" or "state" in after or "returned" in after else ""


def _card(kind: str, before: Cells, after: Cells) -> str:
    """Its secrets and its lock, and what can be paid with it."""
    if "frozen" in after or "pin" in after:
        return "account"
    is_wider = after.get("online") == 1 or after.get("abroad") == 1 or "limit_cents" in after
    return "payment" if is_wider else ""


def _added(effect: str) -> Callable[[str, Cells, Cells], str]:
    return lambda kind, before, after: {"added": effect, "removed": "delete"}.get(kind, "")


_KNOWN = {
    "sms": _text,
    "message": _letter,
    "orders": _order,
    "order_item": _order,
    "subscription": _order,
    "review": _added("send"),
    "payment": _added("payment"),
    "transfer": _added("payment"),
    "standing_order": _added("payment"),
    "card": _card,
    "owner": _card,
}
"""Tables whose rows tell more than that they go."""
