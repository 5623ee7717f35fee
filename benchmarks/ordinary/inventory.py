"""Everything on a phone that its owner has a name for, read from its state and never from its screen."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from benchmarks.ordinary.case import Item, Thing
from device.phone.apps.dialer.call import CallState, current_call
from device.phone.apps.expense.category import CATEGORIES
from device.phone.apps.provider.telephony import INBOX, SENT
from device.phone.apps.todo.task import PRIORITIES, has_time
from device.phone.phone import Phone

STORAGE = "/storage/emulated/0/"
NOTEBOOK = "Documents/Markor/"
_SITES = "/data/local/www"
"""All of the phone's internet: a folder each host."""
_PASSING = ("/cache/", "/.thumbnails/")
"""Parts of paths that any use of an app makes."""
_NAMESPACES = ("system", "secure", "global")
_PASSING_SETTINGS = {"screen_brightness_float", "next_alarm_formatted"}
"""Settings that only tell what something else does."""
_CATEGORIES = {str(category.id): category.name for category in CATEGORIES}
_MESSAGES = {str(INBOX): Thing.RECEIVED, str(SENT): Thing.SMS}
_OUTGOING = ("sent", "outbox")
"""Folders of letters that left, or will once there is a connection."""

Reader = Callable[[Phone], Iterator[Item]]


def inventory(phone: Phone) -> list[Item]:
    """All of it, now."""
    return [item for read in _READERS for item in read(phone)]


def _rows(phone: Phone, package: str, database: str, sql: str) -> list[list[str]]:
    """What a query finds, as text; "" for what is NULL."""
    rows = phone.context().database(database, package).rows(sql)
    return [["" if value is None else f"{value!s}" for value in row] for row in rows]


def _lines(*values: str) -> str:
    return "\n".join(value for value in values if value)


def _money(cents: str) -> str:
    return f"{abs(int(cents)) / 100:.2f}"


def _moment(seconds: float) -> str:
    """A local date and time: the phone's clock is UTC's."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M")


def _texts(phone: Phone) -> Iterator[Item]:
    sql = "SELECT address, body, type FROM sms"
    for address, body, kind in _rows(phone, "com.android.providers.telephony", "mmssms.db", sql):
        if kind in _MESSAGES:
            yield Item(_MESSAGES[kind], address, body)


def _calls(phone: Phone) -> Iterator[Item]:
    """Those of the log, and the one going on, which the log does not tell of yet."""
    sql = "SELECT number FROM calls WHERE type = 2"
    for (number,) in _rows(phone, "com.android.providers.contacts", "calllog.db", sql):
        yield Item(Thing.CALL, number)
    now = current_call(phone.context())
    if now is not None and isinstance(now.state, CallState):
        yield Item(Thing.CALL, now.state.number)


def _contacts(phone: Phone) -> Iterator[Item]:
    sql = """
    SELECT r._id, r.display_name, c.starred, d.data1
    FROM raw_contacts r JOIN contacts c ON c._id = r.contact_id LEFT JOIN data d ON d.raw_contact_id = r._id
    WHERE r.deleted = 0 ORDER BY r._id, d._id
    """
    people: dict[str, list[str]] = {}
    for number, name, starred, value in _rows(phone, "com.android.providers.contacts", "contacts2.db", sql):
        people.setdefault(number, [name, "starred" if starred == "1" else ""]).append(value)
    for name, *values in people.values():
        yield Item(Thing.CONTACT, name, _lines(*values))


def _blocked(phone: Phone) -> Iterator[Item]:
    sql = "SELECT original_number FROM blocked"
    for (number,) in _rows(phone, "com.android.providers.blockednumber", "blockednumbers.db", sql):
        yield Item(Thing.BLOCKED, number)


def _events(phone: Phone) -> Iterator[Item]:
    sql = """
    SELECT title, start_ts, end_ts, location, description, reminder_1_minutes, repeat_interval, flags
    FROM events
    """
    for title, start, end, location, description, reminder, repeat, flags in _rows(
        phone, "com.simplemobiletools.calendar.pro", "events.db", sql
    ):
        text = _lines(
            f"until {_moment(int(end))}",
            location,
            description,
            f"reminder {reminder}" if int(reminder) >= 0 else "",
            f"repeat {repeat}" if repeat != "0" else "",
            "all day" if int(flags) & 1 else "",
        )
        yield Item(Thing.EVENT, title, text, _moment(int(start)))


def _files(phone: Phone) -> Iterator[Item]:
    for path, is_folder in phone.files.walk(STORAGE.rstrip("/")):
        if is_folder or any(part in path for part in _PASSING):
            continue
        name = path.removeprefix(STORAGE)
        text = phone.files.read(path).decode("utf-8", "replace")
        if name.startswith(NOTEBOOK):
            yield Item(Thing.NOTE, name.removeprefix(NOTEBOOK), text)
        else:
            yield Item(Thing.FILE, name, text)


def _joplin(phone: Phone) -> Iterator[Item]:
    sql = """
    SELECT n.title, n.body, f.title, n.todo_completed
    FROM notes n LEFT JOIN folders f ON f.id = n.parent_id WHERE n.deleted_time = 0
    """
    for title, body, folder, completed in _rows(phone, "net.cozic.joplin", "joplin.sqlite", sql):
        yield Item(Thing.JOPLIN, title, _lines(folder, body, "done" if completed != "0" else ""))


def _tasks(phone: Phone) -> Iterator[Item]:
    sql = """
    SELECT title, importance, dueDate, completed, notes, (SELECT count(*) FROM alarms WHERE task = tasks._id)
    FROM tasks WHERE deleted = 0
    """
    for title, importance, due, completed, notes, reminders in _rows(phone, "org.tasks", "database", sql):
        at = _moment(int(due) / 1000) if due != "0" else ""
        state = "not done" if completed == "0" else "done"
        text = _lines(f"{PRIORITIES[int(importance)]} priority", notes, state, f"reminders {reminders}")
        yield Item(Thing.TASK, title, text, at if has_time(int(due)) else at[:10])


def _expenses(phone: Phone) -> Iterator[Item]:
    sql = "SELECT name, amount, category, note, created_date FROM expense"
    for name, cents, category, note, created in _rows(phone, "com.arduia.expense", "accounting.db", sql):
        text = _lines(_money(cents), _CATEGORIES[category], note)
        yield Item(Thing.EXPENSE, name, text, _moment(int(created) / 1000))


def _recipes(phone: Phone) -> Iterator[Item]:
    sql = """
    SELECT title, description, servings, preparationTime, source, ingredients, directions, favorite
    FROM recipes
    """
    for title, *rest, favourite in _rows(phone, "com.flauschcode.broccoli", "broccoli", sql):
        yield Item(Thing.RECIPE, title, _lines(*rest, "favourite" if favourite == "1" else ""))


def _clock(phone: Phone) -> Iterator[Item]:
    package = "com.google.android.deskclock"
    sql = "SELECT hour, minutes, daysofweek, enabled, label FROM alarm_templates"
    for hour, minutes, days, enabled, label in _rows(phone, package, "alarms.db", sql):
        text = _lines("on" if enabled == "1" else "off", f"days {int(days):07b}", label)
        yield Item(Thing.ALARM, f"{int(hour):02}:{int(minutes):02}", text)
    for length, label in _rows(phone, package, "clock.db", "SELECT length_ms, label FROM timers"):
        whole, seconds = divmod(int(length) // 1000, 60)
        yield Item(Thing.TIMER, f"{whole // 60}:{whole % 60:02}:{seconds:02}", label)
    for (city,) in _rows(phone, package, "clock.db", "SELECT name FROM cities"):
        yield Item(Thing.CITY, city)


def _mail(phone: Phone) -> Iterator[Item]:
    sql = """
    SELECT folder, from_address, to_addresses, subject, body, labels, starred,
        (SELECT group_concat(name, ', ') FROM attachment WHERE message_id = message.id)
    FROM message WHERE folder != 'drafts'
    """
    for folder, sender, to, subject, body, labels, starred, files in _rows(
        phone, "com.fernmail.android", "mail.db", sql
    ):
        if folder in _OUTGOING:
            yield Item(Thing.MAIL, to, _lines(subject, body, files))
        else:
            text = _lines(folder, sender, body, labels, "starred" if starred == "1" else "")
            yield Item(Thing.LETTER, subject, text)


def _bank(phone: Phone) -> Iterator[Item]:
    package, database = "com.oakwaybank.mobile", "bank.db"
    sql = "SELECT name, iban, cents, reference FROM entry WHERE cents < 0"
    for name, iban, cents, reference in _rows(phone, package, database, sql):
        yield Item(Thing.PAYMENT, name, _lines(_money(cents), iban, reference))
    sql = "SELECT name, iban, cents, period FROM standing_order"
    for name, iban, cents, period in _rows(phone, package, database, sql):
        yield Item(Thing.STANDING, name, _lines(_money(cents), iban, period))
    sql = "SELECT number, frozen, online, abroad, limit_cents FROM card"
    for number, frozen, online, abroad, limit in _rows(phone, package, database, sql):
        text = _lines(f"frozen {frozen}", f"online {online}", f"abroad {abroad}", _money(limit))
        yield Item(Thing.CARD, number[-4:], text)


def _shop(phone: Phone) -> Iterator[Item]:
    package, own = "com.larkmart.shop", "shop.db"
    language = "zh" if phone.language == "zh" else "en"
    sql = f"SELECT id, name FROM product WHERE language = '{language}'"
    names = dict(_rows(phone, package, "catalog.db", sql))
    for number, quantity in _rows(phone, package, own, "SELECT product_id, quantity FROM basket"):
        yield Item(Thing.BASKET, names[number], quantity)
    for (number,) in _rows(phone, package, own, "SELECT product_id FROM wish"):
        yield Item(Thing.WISH, names[number])
    sql = """
    SELECT i.name, i.quantity, i.cents, i.returned, o.state
    FROM order_item i JOIN orders o ON o.id = i.order_id
    """
    for name, quantity, cents, returned, state in _rows(phone, package, own, sql):
        yield Item(Thing.ORDER, name, _lines(quantity, _money(cents), returned, state))
    for name, state in _rows(phone, package, own, "SELECT name, state FROM subscription"):
        yield Item(Thing.SUBSCRIPTION, name, state)


def _forms(phone: Phone) -> Iterator[Item]:
    for path, _ in phone.files.walk(_SITES):
        if path.endswith("/.posts"):
            host = path.split("/")[-2]
            yield from (Item(Thing.FORM, host, line) for line in phone.files.read(path).decode().splitlines())


def _playlists(phone: Phone) -> Iterator[Item]:
    sql = """
    SELECT p.playlist_name, group_concat(s.title, char(10)) FROM PlaylistEntity p
    LEFT JOIN SongEntity s ON s.playlist_creator_id = p.playlist_id GROUP BY p.playlist_id
    """
    for name, songs in _rows(phone, "code.name.monkey.retromusic", "playlist.db", sql):
        yield Item(Thing.PLAYLIST, name, songs)


def _settings(phone: Phone) -> Iterator[Item]:
    for namespace in _NAMESPACES:
        for key, value in phone.settings.all(namespace):
            if key not in _PASSING_SETTINGS:
                yield Item(Thing.SETTING, f"{namespace} {key}", value)


def _apps(phone: Phone) -> Iterator[Item]:
    for app in phone.packages.all():
        yield Item(Thing.APP, app.package, "" if app.enabled else "disabled")
        for permission in app.granted:
            yield Item(Thing.PERMISSION, f"{app.package} {permission.rpartition('.')[2]}")


_READERS: tuple[Reader, ...] = (
    *(_texts, _calls, _contacts, _blocked, _events, _files, _joplin, _tasks, _expenses, _recipes, _clock),
    *(_mail, _bank, _shop, _forms, _playlists, _settings, _apps),
)
