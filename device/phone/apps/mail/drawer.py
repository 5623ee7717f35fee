"""The drawer: folders with what is new in them, labels, accounts, settings."""

from functools import partial

from device.phone.apps.mail.box import ARCHIVE, DRAFTS, INBOX, OUTBOX, SENT, SPAM, STARRED, TRASH
from device.phone.apps.mail.state import SETTINGS, MailActivity, MailListState
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import FILL, Box, Flow, Text
from device.phone.widget.drawer import Entry, with_drawer

NAMES = {
    INBOX: "Inbox",
    STARRED: "Starred",
    SENT: "Sent",
    OUTBOX: "Outbox",
    DRAFTS: "Drafts",
    ARCHIVE: "Archive",
    SPAM: "Spam",
    TRASH: "Trash",
}
_ICONS = {
    INBOX: "inbox",
    STARRED: "star",
    SENT: "send",
    OUTBOX: "outbox",
    DRAFTS: "draft",
    ARCHIVE: "archive",
    SPAM: "report",
    TRASH: "delete",
}
_COUNTED = (INBOX, SPAM)


def drawn(hands: MailActivity[MailListState], screen: Screen) -> Screen:
    """The page with the drawer over it."""
    tr, state, box = hands.tr, hands.state, hands.box

    def go(**change: object) -> None:
        hands.context.scroll_to("letters", 0)
        hands.set(drawer=False, searching=False, selected=(), unread=False, snack="", **change)

    def settings() -> None:
        hands.set(drawer=False)
        hands.context.start(SETTINGS)

    entries = []
    for folder, name in NAMES.items():
        count = box.unread(folder, state.account) if folder in _COUNTED else 0
        if folder == OUTBOX:
            count = len(box.outgoing)
        label = f"{tr(name)}  {count}" if count else tr(name)
        chosen = state.folder == folder and not state.label
        act = partial(go, folder=folder, label="")
        entries.append(Entry(f"nav_{folder}", _ICONS[folder], label, act, chosen))
    for label in box.labels:
        show = partial(go, label=label)
        entries.append(Entry("nav_label", "label", label, show, state.label == label))
    entries.append(
        Entry("nav_new_label", "new_label", tr("New label"), lambda: hands.set(drawer=False, dialog="label"))
    )
    if len(box.accounts) > 1:
        entries.append(
            Entry("nav_all", "group", tr("All accounts"), lambda: go(account=0), not state.account)
        )
        for one in box.accounts:
            pick = partial(go, account=one.id)
            entries.append(Entry("nav_account", "person", one.address, pick, state.account == one.id))
    entries.append(Entry("nav_settings", "settings", tr("Settings"), settings))
    head = _head(tr("Fernmail"), box.account(state.account).address)
    return with_drawer(screen, (head,), entries, lambda: hands.set(drawer=False))


def _head(name: str, address: str) -> View:
    title = fixed("TextView", text=Text(name, style="title_large"))
    below = fixed("TextView", "account_address", Text(address, style="body_small"))
    return View(
        "LinearLayout",
        box=Box(width=FILL, padding=(24.0, 24.0, 24.0, 12.0)),
        flow=Flow(gap=4.0),
        children=(title, below),
    )
