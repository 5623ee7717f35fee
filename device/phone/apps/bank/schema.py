"""What Oakway Bank keeps. A new phone's owner has three accounts and a card; the PIN is in `owner`."""

from device.phone.apps.bank.iban import made

PACKAGE = "com.oakwaybank.mobile"
BANK = "bank.db"
CODE = "OAKW"
"""Of the bank, in its account numbers."""
PIN = "274913"
"""Of a new phone's owner."""
_TABLES = """
CREATE TABLE owner (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, phone TEXT NOT NULL, pin TEXT NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0, locked_until_ms INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE account (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, iban TEXT NOT NULL,
    balance_cents INTEGER NOT NULL
);
CREATE TABLE entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT, account_id INTEGER NOT NULL, booked_ms INTEGER NOT NULL,
    name TEXT NOT NULL, iban TEXT NOT NULL DEFAULT '', reference TEXT NOT NULL DEFAULT '',
    cents INTEGER NOT NULL, category TEXT NOT NULL DEFAULT 'other'
);
CREATE TABLE payee (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, iban TEXT NOT NULL);
CREATE TABLE transfer (
    id INTEGER PRIMARY KEY AUTOINCREMENT, account_id INTEGER NOT NULL, name TEXT NOT NULL,
    iban TEXT NOT NULL, cents INTEGER NOT NULL, reference TEXT NOT NULL, made_ms INTEGER NOT NULL,
    proof TEXT NOT NULL
);
CREATE TABLE standing_order (
    id INTEGER PRIMARY KEY AUTOINCREMENT, account_id INTEGER NOT NULL, name TEXT NOT NULL,
    iban TEXT NOT NULL, cents INTEGER NOT NULL, reference TEXT NOT NULL, period TEXT NOT NULL,
    next_ms INTEGER NOT NULL
);
CREATE TABLE bill (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, iban TEXT NOT NULL, reference TEXT NOT NULL,
    cents INTEGER NOT NULL, due_ms INTEGER NOT NULL, paid_ms INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE card (
    id INTEGER PRIMARY KEY AUTOINCREMENT, account_id INTEGER NOT NULL, kind TEXT NOT NULL,
    number TEXT NOT NULL, expires TEXT NOT NULL, code TEXT NOT NULL, pin TEXT NOT NULL,
    frozen INTEGER NOT NULL DEFAULT 0,
    online INTEGER NOT NULL DEFAULT 1, abroad INTEGER NOT NULL DEFAULT 0, limit_cents INTEGER NOT NULL
);
CREATE TABLE code (
    id INTEGER PRIMARY KEY AUTOINCREMENT, digits TEXT NOT NULL, sent_ms INTEGER NOT NULL,
    used INTEGER NOT NULL DEFAULT 0
);
"""
_OWNER = f"""
INSERT INTO owner (id, name, phone, pin) VALUES (1, 'Alex Morgan', '+15550100200', '{PIN}');
"""  # noqa: S608
_ACCOUNTS = f"""
INSERT INTO account (kind, iban, balance_cents) VALUES
    ('everyday', '{made("GB", CODE + "20451300417722")}', 248316),
    ('savings', '{made("GB", CODE + "20451300417789")}', 1250000),
    ('household', '{made("GB", CODE + "20451300900145")}', 61240);
INSERT INTO card (account_id, kind, number, expires, code, pin, limit_cents) VALUES
    (1, 'debit', '4106 5580 2091 4417', '08/27', '318', '5046', 150000),
    (3, 'debit', '4106 5580 7730 2856', '02/26', '742', '9310', 50000);
PRAGMA user_version = 1;
"""  # noqa: S608
SCHEMA = _TABLES + _OWNER + _ACCOUNTS
