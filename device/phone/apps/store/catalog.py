"""What there is to buy: goods, apps, what apps sell, and what buyers wrote."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from device.phone.apps.provider.reading import read_once, real, whole
from device.phone.apps.store.schema import CATALOG, PACKAGE
from device.phone.file.database import Database, Row
from device.phone.system.context import Context

CATEGORIES = (
    "electronics",
    "home",
    "kitchen",
    "sports",
    "books",
    "health",
    "toys",
    "pets",
    "grocery",
    "gift",
)
APPS = "apps"
"""The category of every app."""
LANGUAGES = ("en", "zh")
COLUMNS = (
    "id, language, kind, category, name, seller, description, icon, colour, cents, was_cents, rating, votes, "
    "stock, sponsored, package, version, size_mb, permissions"
)
"""Of the table product."""
_ALL = f"SELECT {COLUMNS} FROM product ORDER BY id"  # noqa: S608
INSERT = f"INSERT OR REPLACE INTO product ({COLUMNS}) VALUES ({', '.join('?' * 19)})"  # noqa: S608


class Product(NamedTuple):
    """One thing in one language; the fields are the columns of the table."""

    id: int
    language: str
    kind: str
    """goods or app"""
    category: str
    name: str
    seller: str
    description: str
    icon: str
    colour: str
    cents: int
    was_cents: int = 0
    """Before a reduction; 0 = there was none."""
    rating: float = 0.0
    votes: int = 0
    stock: int = 0
    sponsored: bool = False
    package: str = ""
    version: str = ""
    size_mb: int = 0
    permissions: str = ""
    """Comma-separated, without "android.permission."."""

    @property
    def is_app(self) -> bool:
        """Whether it is installed and not sent."""
        return self.kind == "app"


class Offer(NamedTuple):
    """What an app sells: for once, or, with a period, again and again."""

    id: int
    product: int
    name_en: str
    name_zh: str
    cents: int
    period: str
    """month, year or ""."""
    trial_days: int

    def name(self, language: str) -> str:
        """What it is called."""
        return self.name_zh if language == "zh" else self.name_en


class Review(NamedTuple):
    """What a buyer wrote."""

    id: int
    product: int
    language: str
    author: str
    stars: int
    title: str
    body: str
    date_ms: int
    mine: bool


@dataclass(frozen=True, slots=True)
class Catalog:
    """All of it in all languages."""

    products: Mapping[tuple[int, str], Product]
    offers: Mapping[int, Offer]
    reviews: Mapping[tuple[int, str], tuple[Review, ...]]
    """By product and language, newest first."""
    listed: Mapping[str, tuple[Product, ...]]
    """By language, in the order of their ids."""


def catalog(context: Context) -> Catalog:
    """Everything."""
    return read_once(context.database(CATALOG, PACKAGE), _read)


def _read(database: Database) -> Catalog:
    products = [_product(row) for row in database.rows(_ALL)]
    reviews: dict[tuple[int, str], list[Review]] = {}
    for row in database.rows("SELECT * FROM review ORDER BY date_ms DESC, id DESC"):
        number, product, language, author, stars, title, body, date, mine = row
        review = Review(
            whole(number),
            whole(product),
            str(language),
            str(author),
            whole(stars),
            str(title),
            str(body),
            whole(date),
            bool(mine),
        )
        reviews.setdefault((review.product, review.language), []).append(review)
    offers = [_offer(row) for row in database.rows("SELECT * FROM offer ORDER BY id")]
    languages = {product.language for product in products}
    return Catalog(
        {(product.id, product.language): product for product in products},
        {offer.id: offer for offer in offers},
        {key: tuple(found) for key, found in reviews.items()},
        {language: tuple(p for p in products if p.language == language) for language in languages},
    )


_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_GROUND = "#5F6368"
"""Behind the symbol of what has no colour."""


def _product(row: Row) -> Product:
    number, *texts, cents, was, rating, votes, stock, sponsored, package, version, size, permissions = row
    language, kind, category, name, seller, description, icon, colour = map(str, texts)
    return Product(
        whole(number),
        language,
        kind,
        category,
        name,
        seller,
        description,
        icon,
        colour if _COLOUR.fullmatch(colour) else _GROUND,
        whole(cents),
        whole(was),
        real(rating),
        whole(votes),
        whole(stock),
        bool(sponsored),
        str(package),
        str(version),
        whole(size),
        str(permissions),
    )


def _offer(row: Row) -> Offer:
    number, product, english, chinese, cents, period, trial = row
    return Offer(
        whole(number),
        whole(product),
        str(english),
        str(chinese),
        whole(cents),
        str(period),
        whole(trial),
    )


# -- in the phone's language -----------------------------------------------------------------------------
def language(context: Context) -> str:
    """The one of LANGUAGES that the shop speaks on this phone."""
    return context.language if context.language in LANGUAGES else LANGUAGES[0]


def products(context: Context) -> tuple[Product, ...]:
    """All goods and apps."""
    return catalog(context).listed.get(language(context), ())


def product(context: Context, number: int) -> Product | None:
    """One by its id; None when it is not sold any more."""
    return catalog(context).products.get((number, language(context)))


def reviews(context: Context, number: int) -> tuple[Review, ...]:
    """What was written about a product, newest first."""
    return catalog(context).reviews.get((number, language(context)), ())


def offers(context: Context, number: int) -> list[Offer]:
    """What an app sells."""
    return [offer for offer in catalog(context).offers.values() if offer.product == number]


def found(context: Context, words: str, category: str = "") -> list[Product]:
    """What a search finds among what nobody paid for; every word has to be in it."""
    wanted = words.casefold().split()
    return [
        one
        for one in products(context)
        if not one.sponsored
        and category in ("", one.category)
        and all(word in f"{one.name} {one.seller} {one.description}".casefold() for word in wanted)
    ]


def sponsored(context: Context, category: str = "") -> list[Product]:
    """What somebody paid for to be shown."""
    apps = category == APPS
    return [one for one in products(context) if one.sponsored and one.is_app == apps]


# -- changes ---------------------------------------------------------------------------------------------
def add_review(
    context: Context, number: int, author: str, stars: int, title: str, body: str, *, mine: bool = False
) -> None:
    """Somebody writes about a product, now, in the phone's language."""
    context.database(CATALOG, PACKAGE).run(
        "INSERT INTO review (product_id, language, author, stars, title, body, date_ms, mine) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        number,
        language(context),
        author,
        stars,
        title,
        body,
        context.clock.date_ms,
        int(mine),
    )


def delete_review(context: Context, number: int) -> None:
    """Take back what one wrote."""
    context.database(CATALOG, PACKAGE).run("DELETE FROM review WHERE id = ? AND mine = 1", number)


def add_product(context: Context, new: Product) -> None:
    """Sell something more, or with a known id and language something else in its place."""
    context.database(CATALOG, PACKAGE).run(INSERT, *new)
