"""What Fernmail keeps; letters with the same `thread_id` belong together."""

PACKAGE = "com.fernmail.android"
MAIL = "mail.db"
FILES = f"/data/data/{PACKAGE}/files/attachments"
SCHEMA = """
CREATE TABLE account (
    id INTEGER PRIMARY KEY AUTOINCREMENT, address TEXT NOT NULL, name TEXT NOT NULL,
    signature TEXT NOT NULL DEFAULT ''
);
CREATE TABLE message (
    id INTEGER PRIMARY KEY AUTOINCREMENT, account_id INTEGER NOT NULL, thread_id INTEGER NOT NULL,
    folder TEXT NOT NULL, from_name TEXT NOT NULL, from_address TEXT NOT NULL, to_addresses TEXT NOT NULL,
    cc TEXT NOT NULL DEFAULT '', bcc TEXT NOT NULL DEFAULT '', subject TEXT NOT NULL, body TEXT NOT NULL,
    type TEXT NOT NULL DEFAULT 'text/plain', date_ms INTEGER NOT NULL, read INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0, labels TEXT NOT NULL DEFAULT ''
);
CREATE INDEX message_thread ON message (thread_id);
CREATE TABLE attachment (
    id INTEGER PRIMARY KEY AUTOINCREMENT, message_id INTEGER NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL,
    size INTEGER NOT NULL, path TEXT NOT NULL
);
CREATE TABLE label (name TEXT PRIMARY KEY);
CREATE TABLE preference (key TEXT PRIMARY KEY, value TEXT NOT NULL);
INSERT INTO account (address, name) VALUES ('alex.morgan@fernmail.example', 'Alex Morgan');
PRAGMA user_version = 1;
"""
