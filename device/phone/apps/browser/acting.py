"""What is done to the page that shows, and what people answer to its questions."""

from dataclasses import replace

from device.phone.apps.browser.reach import scrolled
from device.phone.apps.browser.state import BrowserActivity, BrowserAsked, field_key
from device.phone.apps.browser.surf import follow, go_where_sent, load, named, put_question, settle_load
from device.phone.apps.browser.wish import gallery
from device.phone.web.control import is_field
from device.phone.web.page import Act
from device.phone.web.settled import Effect
from device.phone.web.work import act_on, at_work, open_page


def act(hands: BrowserActivity, done: Act) -> tuple[Effect, ...]:
    """Do something to the page, and what it asks for then; what that was."""
    tab = hands.tab
    if tab.page is None or tab.asked is not None:
        return ()
    if tab.trouble:
        if done.kind not in ("time", "size", "fetched"):
            hands.put(replace(tab, told=False))
        return ()
    if not done.scroll:
        done = replace(done, scroll=scrolled(hands))
    outcome = act_on(tab.page, done, gallery(hands, tab))
    if outcome.asked is not None:
        put_question(hands, tab, BrowserAsked(*outcome.asked, act=done))
        return ()
    if outcome.trouble:
        hands.put(replace(tab, trouble=outcome.trouble, why=outcome.why, told=False))
        return ()
    hands.put(
        named(
            hands, replace(tab, page=outcome.page, hops=tab.hops if done.kind in ("time", "fetched") else 0)
        )
    )
    if done.kind in ("tap", "enter", "text", "choose"):
        _follow_focus(hands)
    follow(hands, outcome, touched=done.kind in ("tap", "enter"))
    return outcome.effects


def _follow_focus(hands: BrowserActivity) -> None:
    """The cursor goes where the page put its focus."""
    tab = hands.tab
    if tab.page is None or tab.trouble:
        return
    with at_work(tab.page, gallery(hands, tab)) as session:
        element = session.paper.elements.get(session.focus)
    field = element is not None and is_field(element)
    key = field_key(tab, element.nid) if element is not None and field else ""
    now = hands.context.now().layout.focus
    if key != now and (key or now.startswith("web")):
        hands.context.focus(key)


def answer(hands: BrowserActivity, said: str | bool | None) -> None:
    """Answer the question of the page: what led to it happens again, with the answer."""
    tab = hands.tab
    asked, before = tab.asked, tab.page
    hands.context.focus("")
    if asked is None or before is None:
        return
    tab = replace(tab, asked=None)
    hands.put(tab)
    if asked.act is not None:
        act(hands, replace(asked.act, answers=(*asked.act.answers, said)))
        return
    page = replace(before, answers=(*before.answers, said))
    settle_load(hands, tab, page, open_page(page, gallery(hands, tab)))


def dismiss_alert(hands: BrowserActivity) -> None:
    """OK on what the page told."""
    tab = hands.tab
    hands.put(replace(tab, alerts=tab.alerts[1:]))
    go_where_sent(hands)


def go_on(hands: BrowserActivity) -> None:
    """Wait for a page that does not respond."""
    hands.put(replace(hands.tab, told=True))


def start_again(hands: BrowserActivity) -> None:
    """Load a page anew that broke."""
    load(hands, replace(hands.tab, hops=0))
