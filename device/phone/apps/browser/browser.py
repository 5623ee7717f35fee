"""The Chrome app: what opens it, its screens, and how Back leads through them."""

from device.phone.apps.browser import sample
from device.phone.apps.browser.address import SEARCHED, stop_typing
from device.phone.apps.browser.first import DONE, asked_for_notifications, show_first
from device.phone.apps.browser.frame import leave_page
from device.phone.apps.browser.main import show_main
from device.phone.apps.browser.pad import Pad
from device.phone.apps.browser.page import show_page
from device.phone.apps.browser.passing import notice
from device.phone.apps.browser.state import (
    FIND,
    FRESH,
    MAIN,
    NEW_TAB,
    PACKAGE,
    BrowserActivity,
    BrowserEntry,
    BrowserMainState,
    BrowserTab,
)
from device.phone.apps.browser.store import SCHEMAS, remembered
from device.phone.apps.browser.surf import back, go, new_tab
from device.phone.apps.browser.upload import REQUEST, files_chosen
from device.phone.apps.preference import is_on
from device.phone.system.app import App, IntentFilter, Manifest
from device.phone.system.context import Context
from device.phone.system.intent import APP, VIEW, Intent
from device.phone.toolkit.view import Screen
from device.phone.web.address import typed_address

_SEARCH = "android.intent.action.WEB_SEARCH"
_PAGES = ("tabs", "history", "bookmarks", "downloads", "settings")


class Browser(App):
    """Chrome."""

    manifest = Manifest(
        package=PACKAGE,
        label="Chrome",
        icon="public",
        icon_colours=("#FFFFFF", "#1A73E8"),
        main=MAIN,
        single=(MAIN,),
        databases=SCHEMAS,
        filters=(
            *(
                IntentFilter(VIEW, MAIN, scheme=scheme)
                for scheme in ("http", "https", "about", "googlechrome")
            ),
            *(
                IntentFilter(VIEW, MAIN, scheme=scheme, type=kind)
                for scheme in ("file", "content")
                for kind in ("text/html", "application/xhtml+xml")
            ),
            IntentFilter(_SEARCH, MAIN),
            IntentFilter(f"{APP}BROWSER", MAIN),
        ),
        version="124.0.6367.82",
        permissions=("android.permission.POST_NOTIFICATIONS", "android.permission.INTERNET"),
    )

    def fill(self, context: Context) -> None:
        """What a phone in use holds, see sample.py."""
        sample.fill(context)

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """A new tab, or what the intent wants to see; the first time some pages before that."""
        step = "" if is_on(context, PACKAGE, DONE) else "welcome"
        tabs = tuple(
            BrowserTab(place, (BrowserEntry(url),)) for place, url in enumerate(remembered(context), 1)
        )
        tabs = tabs or (FRESH,)
        context.set(BrowserMainState(tabs, tabs[-1].id, len(tabs) + 1, step=step))
        hands = BrowserActivity(context, BrowserMainState)
        url = _wanted(intent)
        if url:
            _show(hands, url)
        return hands.state

    def screen(self, context: Context) -> Screen:
        """What the activity shows."""
        hands = BrowserActivity(context, BrowserMainState)
        if hands.state.step:
            return show_first(hands)
        return show_page(hands) if hands.state.mode in _PAGES else show_main(hands)

    def back(self, context: Context) -> bool:
        """Out of what is open, then back through the tab's history."""
        hands = BrowserActivity(context, BrowserMainState)
        state = hands.state
        if state.step:
            return False
        if state.mode in _PAGES:
            leave_page(hands)
        elif state.mode == "address":
            stop_typing(hands)
        elif state.mode == "find":
            context.focus("")
            context.set_text(FIND, "")
            hands.set(mode="")
        elif not Pad(hands).leave_dialog():
            return back(hands) or context.move_to_back()
        return True

    def receive(self, context: Context, intent: Intent) -> tuple[int, str | None] | None:
        """It is open already and is to show something: in another tab."""
        url = _wanted(intent)
        if isinstance(context.activity.state, BrowserMainState) and url:
            _show(BrowserActivity(context, BrowserMainState), url)
        return None

    def result(self, context: Context, request: str, data: Intent | None) -> None:
        """Whether it may notify was answered, or files were chosen for a page."""
        if not isinstance(context.activity.state, BrowserMainState):
            return
        if request == "notify":
            asked_for_notifications(BrowserActivity(context, BrowserMainState))
        elif request.startswith(f"{REQUEST} "):
            files_chosen(BrowserActivity(context, BrowserMainState), request, data)

    def time_passed(self, context: Context, since_ms: int, now_ms: int) -> None:
        """Timers of the page that shows."""
        front = context.front
        if front.package == PACKAGE and isinstance(front.state, BrowserMainState):
            notice(BrowserActivity(context.of(front), BrowserMainState))


def _wanted(intent: Intent) -> str:
    """The address an intent asks for; "" for none."""
    if intent.action == VIEW:
        return intent.data
    if intent.action == _SEARCH:
        return typed_address(str(intent.extras.get("query", "")), SEARCHED)
    return ""


def _show(hands: BrowserActivity, url: str) -> None:
    """An address from outside: in the tab that is still new, else in another one."""
    if hands.tab.url == NEW_TAB and len(hands.tab.entries) == 1:
        hands.set(mode="", dialog="")
        go(hands, url, instead=True)
    else:
        new_tab(hands, url, private=False)
