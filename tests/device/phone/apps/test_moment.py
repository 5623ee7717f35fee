"""Dates within sentences: "Placed on October 15", never "on Today", in both languages."""

import pytest

from device.phone.apps.mail.schema import MAIL
from device.phone.apps.provider.moment import calendar_day
from tests.boot import fresh_phone
from tests.device.phone.apps.errand import errand
from tests.device.phone.apps.mail_case import write

DAY_MS = 86_400_000
PLACED = {"en-US": "Placed on {}", "zh-CN": "下单时间：{}"}
DAYS = {"en-US": ("October 15", "October 14"), "zh-CN": ("10月15日", "10月14日")}


@pytest.mark.parametrize("locale", DAYS)
@pytest.mark.parametrize("ago", [0, 1])
def test_an_order_says_the_day_it_was_placed_on(locale, ago):
    with errand("com.larkmart.shop", locale) as hand:
        hand.phone.database("com.larkmart.shop", "shop.db").run(
            "UPDATE orders SET placed_ms = ? WHERE id = (SELECT max(id) FROM orders WHERE kind = 'goods')",
            hand.phone.clock.date_ms - ago * DAY_MS,
        )
        hand.do("You", "Your orders", "#order_row")
        assert hand.sees(PLACED[locale].format(DAYS[locale][ago]))


@pytest.mark.parametrize(("locale", "written"), [("en-US", "October 15, 2023"), ("zh-CN", "2023年10月15日")])
def test_an_answered_letter_is_quoted_with_its_date(locale, written):
    """The answer is read on another day than it is written."""
    with errand("com.fernmail.android", locale) as hand:
        hand.shell("am broadcast -a com.fernmail.android.action.DELIVER --es from 'Ann <ann@lee.example>' "
                   "--es subject Hello --es body Hi")  # fmt: skip
        hand.tap("Hello")
        hand.do("Reply")
        write(hand, body="Hello Ann")
        hand.do("#send")
        ((body,),) = hand.rows(
            MAIL, "SELECT body FROM message WHERE folder = 'sent' ORDER BY id DESC LIMIT 1"
        )
        assert f"{written} " in body


def test_another_year_is_said():
    phone = fresh_phone(seed=0)
    assert calendar_day(phone.context(), phone.clock.date_ms - 300 * DAY_MS) == "December 19, 2022"
