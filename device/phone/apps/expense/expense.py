"""The Pro Expense app: its pages, and how Back leads through them."""

from functools import partial
from random import Random

from device.phone.apps.expense.about import show_about, show_feedback
from device.phone.apps.expense.backup import show_backup
from device.phone.apps.expense.category import FOOD
from device.phone.apps.expense.entry import show_entry
from device.phone.apps.expense.function import FUNCTIONS
from device.phone.apps.expense.home import show_home
from device.phone.apps.expense.log import show_log
from device.phone.apps.expense.money import amount_text
from device.phone.apps.expense.setting import show_settings
from device.phone.apps.expense.state import (
    AMOUNT,
    MAIN,
    NAME,
    NOTE,
    EntryState,
    ExpenseActivity,
    ExpensePageState,
    ExpenseWelcomeState,
    LogState,
)
from device.phone.apps.expense.statistic import show_statistics
from device.phone.apps.expense.store import (
    ACCOUNTING,
    ACCOUNTING_SCHEMA,
    PACKAGE,
    is_set_up,
    mark_set_up,
    record,
)
from device.phone.apps.expense.welcome import show_welcome
from device.phone.apps.preference import PREFERENCE, PREFERENCE_SCHEMA
from device.phone.file.database import Database
from device.phone.system.app import App, Manifest
from device.phone.system.appfunction import Shortcut
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import FILL, GROWING, Box, Flow, Icon, Text
from device.phone.widget import icon_button
from device.phone.widget.drawer import WIDTH, Entry, with_drawer
from device.phone.widget.figure import fitting

_PAGES = {
    "home": show_home,
    "statistics": show_statistics,
    "backup": show_backup,
    "feedback": show_feedback,
    "about": show_about,
    "settings": show_settings,
}
_NAME = WIDTH - 28.0 - 40.0 - 2 * 16.0 - 48.0 - 8.0 - 1.0
"""dp for the app's name at the head of the drawer."""
_DRAWER = (
    ("home", "dest_home", "home", "Home"),
    ("logs", "dest_expense_logs", "receipt_long", "Expense Logs"),
    ("statistics", "dest_statistics", "pie_chart", "Statistics"),
    ("backup", "dest_backup", "backup", "Backup"),
    ("feedback", "dest_feedback", "rate_review", "Feedback"),
    ("about", "dest_about", "info", "About"),
    ("settings", "dest_settings", "settings", "Settings"),
)
"""Page, resource id, icon and label of each row."""


class Expense(App):
    """Pro Expense."""

    manifest = Manifest(
        package=PACKAGE,
        label="Pro Expense",
        icon="account_balance_wallet",
        icon_colours=("#3D6BE5", "#FFFFFF"),
        main=MAIN,
        databases={ACCOUNTING: ACCOUNTING_SCHEMA, PREFERENCE: PREFERENCE_SCHEMA},
        version="1.0.0-beta06",
        system=False,
        functions=FUNCTIONS,
        shortcuts=(
            Shortcut(
                "add_expense",
                "Add expense",
                Intent(component=f"{PACKAGE}/{MAIN}", extras={"page": "entry"}),
            ),
        ),
    )

    def seed(self, databases: dict[str, Database], rng: Random) -> None:
        """A phone in use has been welcomed."""
        mark_set_up(databases[ACCOUNTING])

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """The page an intent asks for: home, or the welcome at the very first start."""
        page = str(intent.extras.get("page", "home"))
        if page == "entry":
            return _entry(context, int(intent.extras.get("id", 0)))
        if page == "logs":
            return LogState()
        if page == "home" and not is_set_up(context):
            return ExpenseWelcomeState()
        return ExpensePageState(page if page in _PAGES else "home")

    def screen(self, context: Context) -> Screen:
        """What the page in front shows, the drawer over it where it is open."""
        state = context.activity.state
        if isinstance(state, EntryState):
            return show_entry(ExpenseActivity(context, EntryState))
        if isinstance(state, ExpenseWelcomeState):
            return show_welcome(ExpenseActivity(context, ExpenseWelcomeState))
        if isinstance(state, LogState):
            hands = ExpenseActivity(context, LogState)
            return _drawn(hands, show_log(hands), "logs") if state.drawer else show_log(hands)
        page = ExpenseActivity(context, ExpensePageState)
        shown = _PAGES[page.state.page](page)
        return _drawn(page, shown, page.state.page) if page.state.drawer else shown

    def back(self, context: Context) -> bool:
        """Closes the drawer, leaves a selection, goes back a step of the welcome."""
        state = context.activity.state
        if isinstance(state, ExpensePageState) and state.drawer:
            ExpenseActivity(context, ExpensePageState).set(drawer=False)
        elif isinstance(state, LogState) and (state.drawer or state.selected or state.swiped):
            ExpenseActivity(context, LogState).set(drawer=False, selected=(), swiped=0)
        elif isinstance(state, ExpenseWelcomeState) and state.step:
            ExpenseActivity(context, ExpenseWelcomeState).set(step=0)
        else:
            return False
        return True


def _entry(context: Context, number: int) -> EntryState:
    """The form: empty, or filled with an expense that is there."""
    found = record(context, number)
    if found is None:
        return EntryState(category=FOOD, lead=FOOD, moment_ms=context.clock.date_ms)
    context.set_text(NAME, found.name)
    context.set_text(AMOUNT, amount_text(found.cents, grouped=False))
    context.set_text(NOTE, found.note)
    return EntryState(found.id, found.category, found.category, moment_ms=found.modified_ms)


def _drawn(
    hands: ExpenseActivity[ExpensePageState] | ExpenseActivity[LogState], screen: Screen, page: str
) -> Screen:
    """The page with the drawer over it."""
    tr = hands.tr

    def close() -> None:
        hands.set(drawer=False)

    logo = fixed(icon=Icon("account_balance_wallet", "primary", size=40.0), important=False)
    style = fitting(tr("Pro Expense"), "title_large", _NAME, hands.context.font_scale)
    name = fixed("TextView", "tv_app_name", Text(tr("Pro Expense"), style=style, max_lines=1), box=GROWING)
    head = View(
        "RelativeLayout",
        box=Box(width=FILL, height=96.0, padding=(28.0, 0.0, 8.0, 0.0)),
        flow=Flow("row", gap=16.0, align="center"),
        children=(logo, name, icon_button("close", tr("Close"), close, resource_id="btn_close")),
    )
    entries = [
        Entry(resource_id, icon, tr(label), partial(hands.go, to), to == page)
        for to, resource_id, icon, label in _DRAWER
    ]
    return with_drawer(screen, (head,), entries, close)
