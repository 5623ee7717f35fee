"""What stands in place of a page that could not be opened."""

from device.phone.apps.browser.state import BrowserActivity
from device.phone.apps.browser.surf import reload
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import FILL, FULL_WIDTH, Box, Flow, Icon, Text
from device.phone.web.address import host_of
from device.phone.widget import button

_TOLD = {
    "ERR_INTERNET_DISCONNECTED": (
        "cloud_off",
        "No internet",
        "Try:\n• Turning off airplane mode\n• Turning on mobile data or Wi-Fi\n"
        "• Checking the signal in your area",
    ),
    "ERR_NAME_NOT_RESOLVED": ("dns", "This site can’t be reached", "Check if there is a typo in {}."),
    "ERR_FILE_NOT_FOUND": (
        "insert_drive_file",
        "Your file couldn’t be accessed",
        "It may have been moved, edited, or deleted.",
    ),
    "ERR_ACCESS_DENIED": (
        "block",
        "Your file couldn’t be accessed",
        "It may have been moved, edited, or deleted.",
    ),
    "ERR_TOO_MANY_REDIRECTS": (
        "sync_problem",
        "This page isn’t working",
        "{} redirected you too many times.",
    ),
    "HTTP_404": ("find_in_page", "This page can’t be found", "No webpage was found for the web address: {}"),
}
_OTHER = (
    "error",
    "This site can’t be reached",
    "The webpage at {} might be temporarily down or it may have moved permanently to a new web address.",
)


def error_view(hands: BrowserActivity) -> View:
    """Chrome's page for it."""
    tab, tr = hands.tab, hands.tr
    icon, title, text = _TOLD.get(tab.error, _OTHER)
    about = host_of(tab.url) if tab.error in ("ERR_NAME_NOT_RESOLVED", "ERR_TOO_MANY_REDIRECTS") else tab.url
    name = "HTTP ERROR 404" if tab.error == "HTTP_404" else tab.error
    return View(
        "android.webkit.WebView",
        text=Text(tr(title), style="1/400/1", colour="transparent"),
        box=Box(width=FILL, weight=1.0, padding=(24.0, 48.0, 24.0, 24.0)),
        flow=Flow(gap=16.0),
        scroll="error",
        children=(
            fixed("android.widget.Image", icon=Icon(icon, "outline", size=56.0), important=False),
            fixed("TextView", text=Text(tr(title), style="headline_small"), box=FULL_WIDTH),
            fixed(
                "TextView",
                text=Text(tr(text).format(about), style="body_large", colour="on_surface_variant"),
                box=FULL_WIDTH,
            ),
            fixed("TextView", text=Text(name, style="body_small", colour="outline"), box=FULL_WIDTH),
            button(tr("Reload"), lambda: reload(hands), resource_id="#reload-button"),
        ),
    )
