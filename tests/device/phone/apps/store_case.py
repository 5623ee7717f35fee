"""Larkmart in tests: finding a product as somebody would."""

from device.phone.apps.store.catalog import product
from tests.device.phone.apps.errand import Errand

ORDERS = "SELECT kind, state, total_cents, voucher, delivery FROM orders ORDER BY id DESC LIMIT 1"
NAMES = {"en-US": "Cast-iron pan, 26 cm", "zh-CN": "铸铁煎锅 26 厘米"}
DAY_MS = 86_400_000


def open_product(hand: Errand, number: int) -> str:
    """Look for it by name, as somebody would; its name."""
    one = product(hand.phone.context(), number)
    assert one is not None
    hand.do("#search_bar")
    hand.type(one.name, id="search_src_text")
    hand.put_keyboard_away()
    hand.tap(one.name, id="item_title")
    return one.name
