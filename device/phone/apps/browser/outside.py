"""Addresses that other apps open: tel:, mailto:, sms:, geo:, market:, intent: and whatever else one takes."""

import re
from dataclasses import replace

from device.phone.apps.browser.state import BrowserActivity
from device.phone.system.intent import VIEW, Intent
from device.phone.system.intenturi import IntentUriFault, read_intent_uri

_OWN = frozenset(
    [
        "http",
        "https",
        "file",
        "content",
        "data",
        "about",
        "blob",
        "javascript",
        "chrome",
        "chrome-native",
        "googlechrome",
    ]
)
"""Schemes that Chrome deals with itself."""
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_BROWSABLE = "android.intent.category.BROWSABLE"
_FALLBACK = "browser_fallback_url"


def leads_out(url: str) -> bool:
    """Whether an address is not for a browser to open."""
    scheme = _SCHEME.match(url)
    return scheme is not None and scheme[1].lower() not in _OWN


def hand_over(hands: BrowserActivity, url: str) -> str:
    """Open such an address in the app that takes it; without one the page stays as it is.

    The address to open in its place, where an intent: address that nothing takes names one; else "".
    """
    try:
        intent = _intent_of(url)
    except IntentUriFault:
        return ""
    if hands.context.packages.matches(intent):
        hands.context.open(intent)
        return ""
    instead = str(intent.extras.get(_FALLBACK, ""))
    if instead.startswith(("http://", "https://")):
        return instead
    shop = Intent(VIEW, f"market://details?id={intent.package}", categories=(_BROWSABLE,))
    if intent.package and hands.context.packages.matches(shop):
        hands.context.open(shop)
    return ""


def _intent_of(url: str) -> Intent:
    """What an address asks of other apps: a page names none of their screens. Raises IntentUriFault."""
    scheme, _, rest = url.partition(":")
    if scheme.lower() != "intent":
        return Intent(VIEW, f"{scheme.lower()}:{rest}", categories=(_BROWSABLE,))
    intent = read_intent_uri(f"intent:{rest}").intent
    return replace(intent, component="", categories=(_BROWSABLE,))
