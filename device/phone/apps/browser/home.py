"""A new tab: the search box, and the sites somebody goes to most."""

from device.phone.apps.browser.address import begin_typing
from device.phone.apps.browser.state import BrowserActivity
from device.phone.apps.browser.store import visits
from device.phone.apps.browser.surf import go
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import CENTRED, FILL, FULL_WIDTH, Box, Flow, Icon, Surface, Text
from device.phone.web.address import host_of
from device.phone.widget import search_pill

_ACROSS = 4
_MOST = 8
_COLOURS = (
    "app_blue",
    "app_teal",
    "app_purple",
    "app_orange",
    "app_green",
    "app_red",
    "app_pink",
    "app_indigo",
)


def show_home(hands: BrowserActivity) -> View:
    """The page of a new tab."""
    tr, tab = hands.tr, hands.tab
    if tab.private:
        return _private(hands)
    sites = _sites(hands)
    rows = [
        View(
            "LinearLayout",
            box=FULL_WIDTH,
            flow=Flow("row", align="start"),
            important=False,
            children=[_tile(hands, *sites[at]) for at in range(start, min(start + _ACROSS, len(sites)))],
        )
        for start in range(0, len(sites), _ACROSS)
    ]
    pill = search_pill(
        tr("Search or type web address"),
        lambda: begin_typing(hands),
        resource_id="search_box",
        margin=(16.0, 24.0, 16.0, 24.0),
    )
    logo = fixed(
        "ImageView",
        content_description="Google",
        icon=Icon("public", "primary", size=72.0),
        box=Box(width=FILL, height=72.0, margin=(0.0, 56.0, 0.0, 0.0)),
        flow=CENTRED,
    )
    return View(
        "ScrollView",
        "new_tab_page",
        box=Box(width=FILL, weight=1.0),
        scroll="home",
        children=(logo, pill, *rows),
    )


def _sites(hands: BrowserActivity) -> list[tuple[str, str, str]]:
    """Address, label and colour of the sites most gone to."""
    found: dict[str, tuple[str, str, str]] = {}
    for visit in sorted(visits(hands.context), key=lambda one: -one.count):
        site = host_of(visit.url) or visit.url
        if site not in found and len(found) < _MOST:
            found[site] = (visit.url, visit.title or site, _COLOURS[len(found) % len(_COLOURS)])
    return list(found.values())


def _tile(hands: BrowserActivity, url: str, label: str, colour: str) -> View:
    letter = fixed(
        "TextView",
        text=Text(label[:1].upper(), style="title_large", colour="#FFFFFF", align="center"),
        box=Box(width=48.0, height=48.0),
        flow=CENTRED,
        surface=Surface(colour, radius=24.0),
        important=False,
    )
    name = fixed(
        "TextView",
        "tile_view_title",
        Text(label, style="label_medium", align="center", max_lines=2),
        box=Box(width=80.0),
    )
    return View(
        "FrameLayout",
        "tile_view",
        content_description=label,
        box=Box(width=96.0, padding=(4.0, 8.0, 4.0, 8.0)),
        flow=Flow(gap=6.0, align="center"),
        on_tap=lambda: go(hands, url),
        children=(letter, name),
    )


def _private(hands: BrowserActivity) -> View:
    tr = hands.tr
    words = tr("Others who use this device won’t see your activity, so you can browse more privately.")
    return View(
        "ScrollView",
        "new_tab_incognito_container",
        box=Box(width=FILL, weight=1.0, padding=(32.0, 64.0, 32.0, 32.0)),
        flow=Flow(gap=16.0, align="center"),
        surface=Surface("#202124"),
        children=(
            fixed("ImageView", icon=Icon("visibility_off", "#9AA0A6", size=72.0), important=False),
            fixed(
                "TextView", text=Text(tr("You’ve gone Incognito"), style="headline_small", colour="#E8EAED")
            ),
            fixed("TextView", text=Text(words, style="body_medium", colour="#9AA0A6")),
        ),
    )
