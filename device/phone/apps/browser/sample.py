"""Somebody's browser: a site of the phone's own internet, seen yesterday and bookmarked."""

import html
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from device.phone.apps.browser.first import DONE
from device.phone.apps.browser.net import WEB
from device.phone.apps.browser.state import PACKAGE
from device.phone.apps.browser.store import keep_bookmark, visited
from device.phone.apps.preference import set_preference
from device.phone.system.context import Context

_DAY_MS = 86_400_000
_FOLDER = Path(__file__).parent
_PAGES = {"index.html": "sample_order.html", "thanks.html": "sample_thanks.html"}
"""Each page of the site, and the file beside this one that it is made of: %name% stands for words."""


@dataclass(frozen=True, slots=True)
class Site:
    """The words of the site, in one language."""

    host: str
    title: str
    opening: str
    about: str
    prices: str
    goods: list[tuple[str, str]]
    order: str
    name: str
    count: str
    slice: str
    send: str
    thanks: str
    total: str


def fill(context: Context) -> None:
    """Put it on the phone, in its language; its first start is over."""
    set_preference(context, PACKAGE, DONE, "1")
    site = _read("zh" if context.language == "zh" else "en")
    words = {
        name: html.escape(str(getattr(site, name))) for name in site.__dataclass_fields__ if name != "goods"
    }
    words["rows"] = "".join(
        f"<tr><td>{html.escape(good)}</td><td>${price}</td></tr>" for good, price in site.goods
    )
    words["options"] = "".join(f"<option value={price}>{html.escape(good)}" for good, price in site.goods)
    context.files.make_directories(f"{WEB}/{site.host}")
    for name, made_of in _PAGES.items():
        text = (_FOLDER / made_of).read_text("utf-8")
        for word, told in words.items():
            text = text.replace(f"%{word}%", told)
        context.files.write(f"{WEB}/{site.host}/{name}", text.encode())
    url, now = f"https://{site.host}/", context.clock.date_ms
    context.clock.set_date(now - _DAY_MS)
    visited(context, url, site.title)
    context.clock.set_date(now)
    keep_bookmark(context, url, site.title)


@cache
def _read(language: str) -> Site:
    text = (_FOLDER / f"sample_{language}.toml").read_text("utf-8")
    return TypeAdapter(Site).validate_python(tomllib.loads(text))
