"""What the app says of itself, and the form its makers are written to with."""

import re

from device.phone.apps.expense.part import bar
from device.phone.apps.expense.state import ExpenseActivity, ExpensePageState
from device.phone.system.intent import VIEW, Intent
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import FILL, Box, Flow, Icon, Input, Text
from device.phone.widget import Choice, TileLook, alert, button, divider, page, scroll, text_field, tile

_SOURCE = "https://github.com/arduia/ProExpense"
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_WHO, _ADDRESS, _COMMENT = "feedback_name", "feedback_email", "feedback_comment"
Page = ExpenseActivity[ExpensePageState]


def show_about(hands: Page) -> Screen:
    """The app's name and version, its papers, where its source is."""
    tr = hands.tr
    about = tr("Pro Expense records daily expenses simply and safely. It is free and open-source.")
    version = hands.context.manifest.version
    head = (
        fixed(icon=Icon("account_balance_wallet", "primary", size=64.0), important=False),
        fixed("TextView", "tv_app_name", Text(tr("Pro Expense"), style="headline_small")),
        fixed("TextView", "tv_version", Text(version, style="body_medium", colour="on_surface_variant")),
        fixed("TextView", "tv_about_description", Text(about, style="body_large", align="center")),
    )
    top = View(
        "LinearLayout",
        box=Box(width=FILL, padding=(24.0, 24.0, 24.0, 16.0)),
        flow=Flow(gap=8.0, align="center"),
        children=head,
    )
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
        tile(tr("Developed by Arduia and open-source contributors"), look=TileLook(title_id="tv_developer")),
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
    words = fixed(
        "TextView", "tv_feedback_description", Text(asked), box=Box(padding=(24.0, 16.0, 24.0, 16.0))
    )
    empty = tr("Empty Comment") if hands.state.choice == "comment" else ""
    wrong = tr("Invalid Email Address") if hands.state.choice == "email" else ""
    name = text_field(Input(_WHO, tr("Name")), context.text(_WHO), resource_id="edt_name")
    address = text_field(
        Input(_ADDRESS, tr("Email"), kind="email"),
        context.text(_ADDRESS),
        resource_id="edt_email",
        error=wrong,
    )
    comment = text_field(
        Input(_COMMENT, tr("Your Comments*"), kind="multiline"),
        context.text(_COMMENT),
        resource_id="edt_comment",
        error=empty,
    )
    send = button(tr("SEND FEEDBACK"), lambda: _send(hands), resource_id="btn_send")
    foot = View(
        box=Box(width=FILL, padding=(24.0, 16.0, 24.0, 16.0)),
        flow=Flow(align="center"),
        children=(send,),
        important=False,
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
