"""What Larkmart keeps: the catalogue that everybody sees, and what this person has bought and set.

`catalog.db` has a row for each language; what is put into `review` or `product` from outside shows at once.
"""

PACKAGE = "com.larkmart.shop"
CATALOG = "catalog.db"
SHOP = "shop.db"
CATALOG_SCHEMA = """
CREATE TABLE product (
    id INTEGER NOT NULL, language TEXT NOT NULL, kind TEXT NOT NULL, category TEXT NOT NULL,
    name TEXT NOT NULL, seller TEXT NOT NULL,
    description TEXT NOT NULL, icon TEXT NOT NULL DEFAULT 'inventory_2',
    colour TEXT NOT NULL DEFAULT 'app_grey', cents INTEGER NOT NULL, was_cents INTEGER NOT NULL DEFAULT 0,
    rating REAL NOT NULL DEFAULT 0, votes INTEGER NOT NULL DEFAULT 0, stock INTEGER NOT NULL DEFAULT 0,
    sponsored INTEGER NOT NULL DEFAULT 0, package TEXT NOT NULL DEFAULT '', version TEXT NOT NULL DEFAULT '',
    size_mb INTEGER NOT NULL DEFAULT 0, permissions TEXT NOT NULL DEFAULT '', PRIMARY KEY (id, language)
);
CREATE TABLE offer (
    id INTEGER PRIMARY KEY, product_id INTEGER NOT NULL, name_en TEXT NOT NULL, name_zh TEXT NOT NULL,
    cents INTEGER NOT NULL, period TEXT NOT NULL DEFAULT '', trial_days INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE review (
    id INTEGER PRIMARY KEY AUTOINCREMENT, product_id INTEGER NOT NULL, language TEXT NOT NULL,
    author TEXT NOT NULL, stars INTEGER NOT NULL,
    title TEXT NOT NULL, body TEXT NOT NULL, date_ms INTEGER NOT NULL,
    mine INTEGER NOT NULL DEFAULT 0
);
PRAGMA user_version = 1;
"""
SHOP_SCHEMA = """
CREATE TABLE basket (product_id INTEGER PRIMARY KEY, quantity INTEGER NOT NULL);
CREATE TABLE wish (product_id INTEGER PRIMARY KEY, added_ms INTEGER NOT NULL);
CREATE TABLE address (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, line TEXT NOT NULL, city TEXT NOT NULL,
    zip TEXT NOT NULL, phone TEXT NOT NULL, chosen INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE payment (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, name TEXT NOT NULL, digits TEXT NOT NULL,
    expires TEXT NOT NULL, balance_cents INTEGER NOT NULL DEFAULT 0, chosen INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE orders (
    id INTEGER PRIMARY KEY AUTOINCREMENT, number TEXT NOT NULL, kind TEXT NOT NULL,
    placed_ms INTEGER NOT NULL, state TEXT NOT NULL,
    address TEXT NOT NULL, payment TEXT NOT NULL, delivery TEXT NOT NULL,
    goods_cents INTEGER NOT NULL, delivery_cents INTEGER NOT NULL, discount_cents INTEGER NOT NULL,
    total_cents INTEGER NOT NULL, voucher TEXT NOT NULL DEFAULT ''
);
CREATE TABLE order_item (
    id INTEGER PRIMARY KEY AUTOINCREMENT, order_id INTEGER NOT NULL, product_id INTEGER NOT NULL,
    name TEXT NOT NULL, cents INTEGER NOT NULL, quantity INTEGER NOT NULL, returned TEXT NOT NULL DEFAULT ''
);
CREATE TABLE voucher (
    code TEXT PRIMARY KEY, title TEXT NOT NULL, percent INTEGER NOT NULL DEFAULT 0,
    cents INTEGER NOT NULL DEFAULT 0, least_cents INTEGER NOT NULL DEFAULT 0,
    used_ms INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE subscription (
    id INTEGER PRIMARY KEY AUTOINCREMENT, product_id INTEGER NOT NULL, offer_id INTEGER NOT NULL,
    name TEXT NOT NULL, cents INTEGER NOT NULL, period TEXT NOT NULL, started_ms INTEGER NOT NULL,
    renews_ms INTEGER NOT NULL, trial INTEGER NOT NULL, state TEXT NOT NULL, payment TEXT NOT NULL
);
CREATE TABLE preference (key TEXT PRIMARY KEY, value TEXT NOT NULL);
PRAGMA user_version = 1;
"""
