"""What Larkmart sells on a new phone, read from catalog.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from device.phone.apps.store.catalog import APPS, INSERT, LANGUAGES, Offer, Product
from device.phone.file.database import Database, Value

_OPENED_MS = 1_697_328_000_000
"""The day, 2023-10-15, from which the ages of the reviews that come with the catalogue count."""
_DAY_MS = 86_400_000
_EACH = 3
"""Reviews that every product has of those that fit any."""
Rows = tuple[tuple[Value, ...], ...]
_Texts = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Written:
    """A review of catalog.toml."""

    about: int
    """The product; 0 = it fits any."""
    stars: int
    en: _Texts
    """Name, title, text."""
    zh: _Texts

    def told(self, tongue: str) -> _Texts:
        return self.zh if tongue == "zh" else self.en


@dataclass(frozen=True, slots=True)
class _Good:
    """Goods of catalog.toml."""

    id: int
    facts: tuple[str, str, str, int, int, float, int, int]
    """Category, icon, colour, price, price before (0 = none), rating, votes, stock."""
    en: _Texts
    """Name, seller, description."""
    zh: _Texts
    sponsored: bool = False

    def product(self, tongue: str) -> Product:
        category, icon, colour, cents, was, rating, votes, stock = self.facts
        texts = self.zh if tongue == "zh" else self.en
        return Product(
            self.id,
            tongue,
            "goods",
            category,
            *texts,
            icon,
            colour,
            cents,
            was,
            rating,
            votes,
            stock,
            self.sponsored,
        )


@dataclass(frozen=True, slots=True)
class _App:
    """An app of catalog.toml."""

    id: int
    facts: tuple[str, str, int, float, int, str, str, int, str]
    """Icon, colour, price, rating, votes, package, version, megabytes, permissions."""
    en: _Texts
    zh: _Texts
    items: tuple[tuple[str, str, int], ...] = ()
    plans: tuple[tuple[str, str, int, str, int], ...] = ()
    sponsored: bool = False

    def product(self, tongue: str) -> Product:
        icon, colour, cents, rating, votes, package, version, size, permissions = self.facts
        texts = self.zh if tongue == "zh" else self.en
        return Product(
            self.id,
            tongue,
            "app",
            APPS,
            *texts,
            icon,
            colour,
            cents,
            0,
            rating,
            votes,
            1,
            self.sponsored,
            package,
            version,
            size,
            permissions,
        )


@dataclass(frozen=True, slots=True)
class _StoreTold:
    """All of catalog.toml."""

    good: list[_Good]
    app: list[_App]
    review: list[_Written]


def seed(database: Database) -> None:
    """Put in what is sold everywhere (catalog.toml)."""
    products, offers, reviews = _seeds()
    database.run_many(INSERT, products)
    database.run_many("INSERT INTO offer VALUES (?, ?, ?, ?, ?, ?, ?)", offers)
    database.run_many(
        "INSERT INTO review (product_id, language, author, stars, title, body, date_ms) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        reviews,
    )


@cache
def _seeds() -> tuple[Rows, Rows, Rows]:
    """The rows of catalog.toml: products, offers, reviews."""
    told = TypeAdapter(_StoreTold).validate_python(
        tomllib.loads(Path(__file__).with_name("catalog.toml").read_text("utf-8"))
    )
    products: list[Product] = []
    offers: list[Offer] = []
    reviews: list[tuple[Value, ...]] = []
    every: list[_Good | _App] = [*told.good, *told.app]
    for at, entry in enumerate(every):
        products += [entry.product(tongue) for tongue in LANGUAGES]
        for age, review in enumerate(_reviews_of(told.review, entry.id, at)):
            day = _OPENED_MS - (age * 17 + at % 9 + 2) * _DAY_MS
            for tongue in LANGUAGES:
                name, title, text = review.told(tongue)
                reviews.append((entry.id, tongue, name, review.stars, title, text, day))
    for app in told.app:
        for english, chinese, cents in app.items:
            offers.append(Offer(len(offers) + 1, app.id, english, chinese, cents, "", 0))
        for english, chinese, cents, period, trial in app.plans:
            offers.append(Offer(len(offers) + 1, app.id, english, chinese, cents, period, trial))
    return tuple(products), tuple(offers), tuple(reviews)


def _reviews_of(reviews: list["_Written"], number: int, at: int) -> list["_Written"]:
    """Those about one product, and some of those that fit any."""
    own = [review for review in reviews if review.about == number]
    common = [review for review in reviews if not review.about]
    return own + [common[(at + step) % len(common)] for step in range(_EACH if not own else 1)]
