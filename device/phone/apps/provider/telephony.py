"""The telephony provider: text messages and the conversations they belong to, in Android's tables."""

from device.phone.file.database import Database
from device.phone.system.app import App, Manifest
from device.phone.system.context import Context

PACKAGE = "com.android.providers.telephony"
MESSAGES = "mmssms.db"
INBOX, SENT, DRAFT, OUTBOX, FAILED = range(1, 6)
_REFRESH = """
    UPDATE threads SET
        message_count = (SELECT count(*) FROM sms WHERE thread_id = threads._id AND type != 3),
        read = NOT EXISTS (SELECT 1 FROM sms WHERE thread_id = threads._id AND type = 1 AND read = 0),
        error = (SELECT count(*) FROM sms WHERE thread_id = threads._id AND type = 5),
        date = coalesce((SELECT max(date) FROM sms WHERE thread_id = threads._id), date),
        snippet = (SELECT body FROM sms WHERE thread_id = threads._id ORDER BY date DESC, _id DESC LIMIT 1)
    WHERE _id = {}.thread_id;"""
_NEW, _OLD = _REFRESH.format("new"), _REFRESH.format("old")
_SCHEMA = f"""
CREATE TABLE sms (
    _id INTEGER PRIMARY KEY,
    thread_id INTEGER,
    address TEXT,
    person INTEGER,
    date INTEGER,
    date_sent INTEGER DEFAULT 0,
    protocol INTEGER,
    read INTEGER DEFAULT 0,
    status INTEGER DEFAULT -1,
    type INTEGER,
    reply_path_present INTEGER,
    subject TEXT,
    body TEXT,
    service_center TEXT,
    locked INTEGER DEFAULT 0,
    sub_id INTEGER DEFAULT -1,
    error_code INTEGER DEFAULT -1,
    creator TEXT,
    seen INTEGER DEFAULT 0
);
CREATE INDEX sms_thread ON sms (thread_id, date);
CREATE TABLE threads (
    _id INTEGER PRIMARY KEY AUTOINCREMENT,
    date INTEGER DEFAULT 0,
    message_count INTEGER DEFAULT 0,
    recipient_ids TEXT,
    snippet TEXT,
    snippet_cs INTEGER DEFAULT 0,
    read INTEGER DEFAULT 1,
    archived INTEGER DEFAULT 0,
    type INTEGER DEFAULT 0,
    error INTEGER DEFAULT 0,
    has_attachment INTEGER DEFAULT 0
);
CREATE TABLE canonical_addresses (_id INTEGER PRIMARY KEY AUTOINCREMENT, address TEXT);
CREATE TRIGGER sms_update_thread_on_insert AFTER INSERT ON sms BEGIN {_NEW}
END;
CREATE TRIGGER sms_update_thread_on_update AFTER UPDATE OF date, body, type, read, thread_id ON sms
BEGIN {_NEW}
END;
CREATE TRIGGER sms_update_thread_on_delete AFTER DELETE ON sms BEGIN {_OLD}
    DELETE FROM threads WHERE _id = old.thread_id
        AND NOT EXISTS (SELECT 1 FROM sms WHERE thread_id = old.thread_id);
END;
"""  # noqa: S608


class TelephonyStorage(App):
    """Keeps text messages; has no screen."""

    manifest = Manifest(
        package=PACKAGE,
        label="Phone and Messaging Storage",
        icon="sms",
        databases={MESSAGES: _SCHEMA},
        version="13",
    )


def messages_database(context: Context) -> Database:
    """Messages and conversations."""
    return context.database(MESSAGES, PACKAGE)
