"""The contacts provider: where people and calls are kept, in Android's tables."""

from device.phone.file.database import Database
from device.phone.system.app import App, Manifest
from device.phone.system.context import Context

PACKAGE = "com.android.providers.contacts"
CONTACTS = "contacts2.db"
CALLS = "calllog.db"
NAME = "vnd.android.cursor.item/name"
PHONE = "vnd.android.cursor.item/phone_v2"
EMAIL = "vnd.android.cursor.item/email_v2"
COMPANY = "vnd.android.cursor.item/organization"
NOTE = "vnd.android.cursor.item/note"
_DATA = ", ".join(f"data{place} TEXT" for place in range(1, 15))
_CONTACTS = f"""
CREATE TABLE accounts (
    _id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_name TEXT,
    account_type TEXT,
    data_set TEXT
);
CREATE TABLE contacts (
    _id INTEGER PRIMARY KEY AUTOINCREMENT,
    name_raw_contact_id INTEGER REFERENCES raw_contacts(_id),
    photo_id INTEGER,
    photo_file_id INTEGER,
    custom_ringtone TEXT,
    send_to_voicemail INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0,
    pinned INTEGER NOT NULL DEFAULT 0,
    has_phone_number INTEGER NOT NULL DEFAULT 0,
    lookup TEXT,
    contact_last_updated_timestamp INTEGER
);
CREATE TABLE raw_contacts (
    _id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER REFERENCES accounts(_id),
    sourceid TEXT,
    backup_id TEXT,
    version INTEGER NOT NULL DEFAULT 1,
    dirty INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    contact_id INTEGER REFERENCES contacts(_id),
    aggregation_mode INTEGER NOT NULL DEFAULT 0,
    custom_ringtone TEXT,
    send_to_voicemail INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0,
    pinned INTEGER NOT NULL DEFAULT 0,
    display_name TEXT,
    display_name_alt TEXT,
    display_name_source INTEGER NOT NULL DEFAULT 0,
    sort_key TEXT COLLATE NOCASE
);
CREATE TABLE mimetypes (_id INTEGER PRIMARY KEY AUTOINCREMENT, mimetype TEXT NOT NULL);
CREATE UNIQUE INDEX mime_type ON mimetypes (mimetype);
CREATE TABLE data (
    _id INTEGER PRIMARY KEY AUTOINCREMENT,
    package_id INTEGER,
    mimetype_id INTEGER NOT NULL REFERENCES mimetypes(_id),
    raw_contact_id INTEGER NOT NULL REFERENCES raw_contacts(_id),
    is_read_only INTEGER NOT NULL DEFAULT 0,
    is_primary INTEGER NOT NULL DEFAULT 0,
    is_super_primary INTEGER NOT NULL DEFAULT 0,
    data_version INTEGER NOT NULL DEFAULT 0,
    {_DATA},
    data15 BLOB
);
CREATE INDEX data_raw_contact_id ON data (raw_contact_id);
CREATE TABLE groups (
    _id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER REFERENCES accounts(_id),
    title TEXT,
    deleted INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE deleted_contacts (
    contact_id INTEGER PRIMARY KEY,
    contact_deleted_timestamp INTEGER NOT NULL DEFAULT 0
);
INSERT INTO accounts VALUES (1, NULL, NULL, NULL);
INSERT INTO mimetypes (mimetype) VALUES
    ('{EMAIL}'), ('vnd.android.cursor.item/im'), ('vnd.android.cursor.item/postal-address_v2'),
    ('vnd.android.cursor.item/photo'), ('{PHONE}'), ('{NAME}'), ('{COMPANY}'),
    ('vnd.android.cursor.item/nickname'), ('vnd.android.cursor.item/group_membership'), ('{NOTE}');
"""  # noqa: S608
_CALLS = """
CREATE TABLE calls (
    _id INTEGER PRIMARY KEY AUTOINCREMENT,
    number TEXT,
    presentation INTEGER NOT NULL DEFAULT 1,
    post_dial_digits TEXT NOT NULL DEFAULT '',
    via_number TEXT NOT NULL DEFAULT '',
    date INTEGER,
    duration INTEGER,
    data_usage INTEGER,
    type INTEGER,
    features INTEGER NOT NULL DEFAULT 0,
    subscription_component_name TEXT,
    subscription_id TEXT,
    new INTEGER,
    name TEXT,
    numbertype INTEGER,
    numberlabel TEXT,
    countryiso TEXT,
    voicemail_uri TEXT,
    is_read INTEGER,
    geocoded_location TEXT,
    lookup_uri TEXT,
    matched_number TEXT,
    normalized_number TEXT,
    photo_id INTEGER NOT NULL DEFAULT 0,
    formatted_number TEXT,
    last_modified INTEGER DEFAULT 0,
    block_reason INTEGER NOT NULL DEFAULT 0,
    missed_reason INTEGER NOT NULL DEFAULT 0
);
"""


class ContactsStorage(App):
    """Keeps contacts and the call log; has no screen."""

    manifest = Manifest(
        package=PACKAGE,
        label="Contacts Storage",
        icon="contacts",
        databases={CONTACTS: _CONTACTS, CALLS: _CALLS},
        version="13",
    )


def contacts_database(context: Context) -> Database:
    """People."""
    return context.database(CONTACTS, PACKAGE)


def calls_database(context: Context) -> Database:
    """Calls."""
    return context.database(CALLS, PACKAGE)
