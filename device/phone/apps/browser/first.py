"""The first start: welcome, sync, notifications."""

from device.phone.apps.browser.state import PACKAGE, BrowserActivity
from device.phone.apps.preference import set_preference
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import FILL, Box, Flow, Icon, Text
from device.phone.widget import button, page

_NOTIFY = "POST_NOTIFICATIONS"
DONE = "first_run_done"
"""Setting: the first start is over."""


def _then(hands: BrowserActivity, step: str) -> None:
    """On to a page; past the last one the browser itself."""
    if step == "notify" and hands.context.granted(_NOTIFY):
        step = ""
    if not step:
        set_preference(hands.context, PACKAGE, DONE, "1")
    hands.set(step=step)


def show_first(hands: BrowserActivity) -> Screen:
    """The page that is due."""
    tr, step = hands.tr, hands.state.step
    if step == "welcome":
        words = tr(
            "To help improve the app, Chrome sends usage and crash data to Google. "
            "By continuing, you agree to the Terms of Service."
        )
        answers = (
            button(tr("Accept & continue"), lambda: _then(hands, "sync"), resource_id="terms_accept"),
            button(
                tr("Use without an account"),
                lambda: _then(hands, "notify"),
                kind="text",
                resource_id="signin_fre_dismiss_button",
            ),
        )
        return _shown("public", tr("Welcome to Chrome"), words, answers)
    if step == "sync":
        words = tr("Sync your passwords, history & more on all devices")
        answers = (
            button(tr("Yes, I’m in"), lambda: _then(hands, "notify"), resource_id="positive_button"),
            button(
                tr("No thanks"), lambda: _then(hands, "notify"), kind="text", resource_id="negative_button"
            ),
        )
        return _shown("sync", tr("Turn on sync?"), words, answers)
    answers = (
        button(
            tr("Continue"),
            lambda: hands.context.request(_NOTIFY, request="notify"),
            resource_id="positive_button",
        ),
        button(tr("No thanks"), lambda: _then(hands, ""), kind="text", resource_id="negative_button"),
    )
    return _shown(
        "notifications",
        tr("Chrome notifications make things easier"),
        tr("Get updates from sites, on downloads, and more"),
        answers,
    )


def asked_for_notifications(hands: BrowserActivity) -> None:
    """The permission's dialog was answered, either way."""
    _then(hands, "")


def _shown(icon: str, title: str, text: str, answers: tuple[View, ...]) -> Screen:
    body = View(
        "ScrollView",
        "fre_content",
        box=Box(width=FILL, weight=1.0, padding=(32.0, 96.0, 32.0, 24.0)),
        flow=Flow(gap=16.0, align="center"),
        scroll="first",
        children=(
            fixed("ImageView", icon=Icon(icon, "primary", size=72.0), important=False),
            fixed("TextView", "title", Text(title, style="headline_small", align="center")),
            fixed(
                "TextView",
                "tos_and_privacy",
                Text(text, style="body_medium", colour="on_surface_variant", align="center"),
            ),
        ),
    )
    foot = View(
        "LinearLayout",
        "button_bar",
        box=Box(width=FILL, padding=(24.0, 8.0, 24.0, 24.0)),
        flow=Flow(gap=8.0, align="stretch"),
        children=answers,
    )
    return Screen(page(body, foot), title=title)
