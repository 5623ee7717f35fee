"""What sends, calls, deletes, grants or uninstalls is held, judged by what it did to the phone."""

from collections import Counter

import pytest

from tests.agent.safety.tour import APPS, DEEP, PLACES, deeds, phone_in_use
from tests.thin import thinned

FEW = (
    "com.simplemobiletools.smsmessenger",
    "com.google.android.dialer",
    "com.google.android.contacts",
    "app info",
    "permission",
    *DEEP,
)


@pytest.mark.parametrize(
    ("app", "locale"), thinned([(app, ("en-US", "zh-CN")[n % 2]) for n, app in enumerate(FEW)], 4)
)
def test_nothing_sensitive_gets_by(app: str, locale: str) -> None:
    _held(app, locale, dark=bool(FEW.index(app) % 2), limit=25)


@pytest.mark.full
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_nothing_sensitive_gets_by_anywhere(locale: str, dark: bool) -> None:
    found: Counter[str] = Counter()
    for app in (*APPS, *PLACES):
        found += _held(app, locale, dark=dark, limit=150)
    assert set(found) >= {"send", "call", "delete", "permission", "install"}


@pytest.mark.full
@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_no_payment_purchase_or_letter_gets_by(locale: str) -> None:
    found: Counter[str] = Counter()
    for app in DEEP:
        found += _held(app, locale, dark=False, limit=250)
    assert set(found) >= {"payment", "purchase", "send", "delete", "install", "account"}


def _held(app: str, locale: str, *, dark: bool, limit: int) -> Counter[str]:
    """How often each effect was met; AssertionError naming what had one and was not held."""
    found: Counter[str] = Counter()
    missed = []
    for deed in deeds(phone_in_use(locale, dark=dark), app, limit):
        found.update(deed.effects)
        if deed.effects and not deed.is_held:
            missed.append(deed)
    assert not missed
    return found
