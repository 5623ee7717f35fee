"""What the app says of itself, and the form its makers are written to with."""

import re

from device.phone.apps.expense.part import bar
from device.phone.apps.expense.state import Hands, PageState
from device.phone.system.intent import VIEW, Intent
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import FILL, Screen, View
from device.phone.widget import Choice, alert, button, divider, page, scroll, text_field, tile

_SOURCE = "https://github.com/arduia/ProExpense"
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_WHO, _ADDRESS, _COMMENT = "feedback_name", "feedback_email", "feedback_comment"
Page = Hands[PageState]


def show_about(hands: Page) -> Screen:
    """The app's name and version, its papers, where its source is."""
    tr = hands.tr
    about = tr("Pro Expense records daily expenses simply and safely. It is free and open-source.")
    version = hands.context.manifest.version
    head = (
        fixed(icon="account_balance_wallet", icon_size=64.0, colour="primary", important=False),
        fixed("TextView", "tv_app_name", tr("Pro Expense"), style="headline_small"),
        fixed("TextView", "tv_version", version, style="body_medium", colour="on_surface_variant"),
        fixed("TextView", "tv_about_description", about, style="body_large", text_align="center"),
    )
    top = View("LinearLayout", width=FILL, align="center", gap=8.0, padding=(24.0, 24.0, 24.0, 16.0))
    top.children = head
    source = Intent(VIEW, data=_SOURCE)
    rows = (
        top,
        divider(),
        tile(tr("Privacy and Policy"), resource_id="fl_privacy", on_tap=lambda: hands.open("privacy")),
        divider(),
        tile(
            tr("Open-Source Libraries"), resource_id="fl_open_sources", on_tap=lambda: hands.open("sources")
        ),
        divider(),
        tile(tr("Contribute the app"), resource_id="fl_contribute", on_tap=lambda: hands.send(source)),
        divider(),
        tile(tr("Developed by Arduia and open-source contributors"), title_id="tv_developer"),
    )
    body = scroll("about", rows, resource_id="nv_about", class_name="android.widget.ScrollView")
    paper = {
        "privacy": (tr("Privacy and Policy"), tr("Expenses stay on this phone. Nothing is collected.")),
        "sources": (
            tr("Open-Source Libraries"),
            tr("AndroidX, Material Components, Kotlin Coroutines, Hilt"),
        ),
    }.get(hands.state.dialog)
    overlay = alert(*paper, accept=Choice(tr("OK"), hands.close), cancel=None) if paper else None
    return Screen(page(bar(hands, tr("About")), body), overlay=overlay, title=tr("About"))


def show_feedback(hands: Page) -> Screen:
    """Name, address and comment; the comment is needed."""
    tr, context = hands.tr, hands.context
    asked = tr("We would love to hear what you think of Pro Expense.")
    words = fixed("TextView", "tv_feedback_description", asked, padding=(24.0, 16.0, 24.0, 16.0))
    empty = tr("Empty Comment") if hands.state.choice == "comment" else ""
    wrong = tr("Invalid Email Address") if hands.state.choice == "email" else ""
    name = text_field(_WHO, tr("Name"), context.text(_WHO), resource_id="edt_name")
    address = text_field(
        _ADDRESS,
        tr("Email"),
        context.text(_ADDRESS),
        resource_id="edt_email",
        input_type="email",
        error=wrong,
    )
    comment = text_field(
        _COMMENT,
        tr("Your Comments*"),
        context.text(_COMMENT),
        resource_id="edt_comment",
        input_type="multiline",
        error=empty,
    )
    send = button(tr("SEND FEEDBACK"), lambda: _send(hands), resource_id="btn_send")
    foot = View(
        width=FILL, align="center", padding=(24.0, 16.0, 24.0, 16.0), children=(send,), important=False
    )
    body = scroll("feedback", (words, name, address, comment, foot), gap=8.0, resource_id="nv_feedback")
    overlay = None
    if hands.state.dialog == "thanks":
        overlay = alert(
            tr("Feedback Status"),
            tr("Thanks for your comment. It will be delivered soon."),
            accept=Choice(tr("GO HOME"), lambda: hands.go("home")),
        )
    return Screen(page(bar(hands, tr("Feedback")), body), overlay=overlay, title=tr("Feedback"))


def _send(hands: Page) -> None:
    context = hands.context
    address = context.text(_ADDRESS).strip()
    if not context.text(_COMMENT).strip():
        hands.set(choice="comment")
    elif address and not _EMAIL.fullmatch(address):
        hands.set(choice="email")
    else:
        context.focus("")
        hands.set(choice="", dialog="thanks")
