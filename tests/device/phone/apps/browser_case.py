"""Chrome in tests: a small shop to visit, and touches on a page."""

from device.phone.apps.browser.net import WEB
from device.phone.apps.browser.state import MAIN, PACKAGE
from device.phone.system.intent import Intent
from tests.device.phone.pulled import rows as pulled

VIEW = "android.intent.action.VIEW"
DOWNLOAD = "/storage/emulated/0/Download"
HEAD = '<!doctype html><meta name="viewport" content="width=device-width"><title>{}</title>'
SHOP = {
    "index.html": HEAD.format("Shop")
    + '<h1>Shop</h1><a href="tea.html">Tea</a> <a href="list.csv" download>Prices</a> <a'
    " href=/loop.html>Loop</a>"
    "<form action=/found><input name=q id=q placeholder=Find> <button>Go</button></form><form"
    " action=/order method=post><input name=n id=n><button>Order</button></form>",
    "tea.html": HEAD.format("Tea")
    + "<link rel=stylesheet href=look.css><script src=look.js></script><p id=o>Green tea</p>"
    + "<p>leaf</p>" * 80
    + "<p>the end</p>",
    "look.css": "#o { color: rgb(0, 120, 0); font-size: 30px }",
    "look.js": "addEventListener('load', () => { document.title = 'Tea for two';"
    " localStorage.setItem('seen', (Number(localStorage.seen) || 0) + 1); });",
    "found.html": HEAD.format("Found")
    + "<p id=o></p><script>o.textContent = new URLSearchParams(location.search).get('q')</script>",
    "order.html": HEAD.format("Ordered") + "<p>Thank you",
    "loop.html": "<script>location.href = '/loop.html?' + Math.random()</script>",
    "list.csv": "tea,3.20\n",
}


def go(hand, address):
    bar = next(e for e in hand.phone.frame().elements() if e.resource_id.endswith("id/url_bar"))
    hand.phone.touch.tap(bar.bounds.center.x, bar.bounds.center.y)
    hand.type(address)
    hand.phone.touch.key(66)


def show(hand, page, name="page.html"):
    """A page of one's own, from the downloads."""
    hand.phone.files.write(f"{DOWNLOAD}/{name}", (HEAD.format("Mine") + page).encode())
    hand.phone.start(Intent(VIEW, f"file://{DOWNLOAD}/{name}", component=f"{PACKAGE}/{MAIN}"))


def rows(phone, query):
    return pulled(phone, f"/data/data/{PACKAGE}/databases/history.db", query)


def begin(hand):
    """Chrome past its first start, on a phone that reaches the shop."""
    phone = hand.phone
    for name, text in SHOP.items():
        phone.files.make_directories(f"{WEB}/shop.example")
        phone.files.write(f"{WEB}/shop.example/{name}", text.encode())
    phone.shell(f"pm grant {PACKAGE} android.permission.POST_NOTIFICATIONS")
    hand.open(PACKAGE)
    hand.tap("Use without an account")
    return hand
