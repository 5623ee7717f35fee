"""Larkmart: apps, what is bought in them, and plans, in both languages."""

from device.phone.apps.store.catalog import product
from device.phone.apps.store.schema import PACKAGE, SHOP
from device.phone.system.intent import Intent
from tests.device.phone.apps.errand import LOCALES, Errand, opened
from tests.device.phone.apps.store_case import DAY_MS, ORDERS

shop = opened(PACKAGE, *LOCALES)
english = opened(PACKAGE)


def test_an_app_comes_onto_the_phone_and_off_again(shop: Errand) -> None:
    shop.do("Apps")
    one = product(shop.phone.context(), 104)
    assert one is not None
    assert one.package == "com.brightbyte.torch"
    shop.scroll_to(one.name)
    shop.tap(one.name)
    shop.do("#install_button")
    assert shop.shows("Contacts"), "what it may ask for is told before"
    assert shop.phone.packages.get(one.package) is None
    shop.do("#confirm_install")
    assert "package:com.brightbyte.torch" in shop.shell("pm list packages")
    shop.do("#uninstall_button")
    assert shop.phone.packages.get(one.package) is not None
    shop.do("Uninstall")
    assert "com.brightbyte.torch" not in shop.shell("pm list packages")


def test_an_app_of_the_phone_is_removed_with_its_data_installed_updated_and_opened(english: Errand) -> None:
    english.do("Apps")
    english.tap("Markor")
    english.do("#update_button")
    assert english.phone.packages.get("net.gsantner.markor").version == "2.12.0"
    english.do("#open_button")
    assert english.phone.front.package == "net.gsantner.markor"
    english.back()
    english.open_app(PACKAGE)
    english.do("#uninstall_button", "Uninstall")
    assert english.shell("pm path net.gsantner.markor") == ""
    english.do("#install_button", "#confirm_install", "#open_button")
    assert english.phone.front.package == "net.gsantner.markor"


def test_a_paid_app_is_paid_once(english: Errand) -> None:
    english.phone.start(Intent("android.intent.action.VIEW", data="market://details?id=com.grainlab.film"))
    english.do("#install_button", "#confirm_install")
    assert english.rows(SHOP, ORDERS) == [("app", "delivered", 299, "", "")]
    english.do("#uninstall_button", "Uninstall", "#install_button", "#confirm_install")
    assert english.rows(SHOP, "SELECT count(*) FROM orders WHERE kind = 'app'") == [(1,)]
    assert english.phone.packages.get("com.grainlab.film") is not None


def test_something_in_an_app_is_bought(shop: Errand) -> None:
    shop.phone.start(Intent("android.intent.action.VIEW", data="market://details?id=com.tilewood.blocks"))
    shop.scroll_to(containing=("500 gems", "500 颗"))
    shop.tap(containing=("500 gems", "500 颗"))
    shop.do("#confirm_purchase")
    assert shop.rows(SHOP, ORDERS) == [("in_app", "delivered", 499, "", "")]


def test_a_trial_becomes_a_plan_that_renews_until_it_is_cancelled(shop: Errand) -> None:
    shop.phone.start(Intent("android.intent.action.VIEW", data="market://details?id=com.stridelab.runner"))
    shop.scroll_to(containing=("Plus, monthly", "Plus 月付"))
    shop.tap(containing=("Plus, monthly", "Plus 月付"))
    shop.do("Start free trial")
    paid = "SELECT count(*) FROM orders WHERE kind IN ('in_app', 'renewal') AND total_cents = 699"
    mine = "SELECT state, trial FROM subscription WHERE cents = 699"
    assert shop.rows(SHOP, mine) == [("active", 1)]
    assert shop.rows(SHOP, paid) == [(0,)]
    shop.phone.clock.set_date(shop.phone.clock.date_ms + 8 * DAY_MS)
    shop.look()
    assert shop.rows(SHOP, paid) == [(1,)]
    assert shop.rows(SHOP, mine) == [("active", 0)]
    shop.back()
    shop.open_app(PACKAGE)
    shop.do("You", "Subscriptions")
    shop.tap_on(shop.find_all(id="end_subscription")[0])
    shop.do("Cancel subscription")
    shop.phone.clock.set_date(shop.phone.clock.date_ms + 60 * DAY_MS)
    shop.look()
    assert shop.rows(SHOP, paid) == [(1,)]
