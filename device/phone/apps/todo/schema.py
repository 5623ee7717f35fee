"""The tables of Tasks: its main database in the real app's schema, its choices beside it."""

MAIN = "database"
CHOICES = "preferences.db"
DEFAULT_LIST = "1b7e0c5a-2f4d-4c1e-9a53-6d8f3e2b7c10"
"""uuid of the list that a new task goes to."""

_TASKS = """
CREATE TABLE tasks (
    _id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    title TEXT,
    importance INTEGER NOT NULL,
    dueDate INTEGER NOT NULL,
    hideUntil INTEGER NOT NULL,
    created INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    completed INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    notes TEXT,
    estimatedSeconds INTEGER NOT NULL,
    elapsedSeconds INTEGER NOT NULL,
    timerStart INTEGER NOT NULL,
    notificationFlags INTEGER NOT NULL,
    lastNotified INTEGER NOT NULL,
    recurrence TEXT,
    repeat_from INTEGER NOT NULL DEFAULT 0,
    calendarUri TEXT,
    remoteId TEXT,
    collapsed INTEGER NOT NULL,
    parent INTEGER NOT NULL,
    "order" INTEGER,
    read_only INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX t_rid ON tasks (remoteId);
CREATE INDEX active_and_visible ON tasks (completed, deleted, hideUntil);
"""
"""Times are milliseconds, 0 = none. A due or start date with a time of day has seconds."""

_LISTS = """
CREATE TABLE caldav_accounts (
    cda_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    cda_uuid TEXT,
    cda_name TEXT,
    cda_account_type INTEGER NOT NULL,
    cda_collapsed INTEGER NOT NULL
);
INSERT INTO caldav_accounts VALUES (1, 'local', NULL, 2, 0);
CREATE TABLE caldav_lists (
    cdl_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    cdl_account TEXT,
    cdl_uuid TEXT,
    cdl_name TEXT,
    cdl_color INTEGER NOT NULL,
    cdl_icon TEXT,
    cdl_order INTEGER NOT NULL,
    cdl_access INTEGER NOT NULL DEFAULT 0
);
INSERT INTO caldav_lists VALUES (1, 'local', '1b7e0c5a-2f4d-4c1e-9a53-6d8f3e2b7c10', NULL, 0, NULL, -1, 0);
CREATE TABLE caldav_tasks (
    cd_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    cd_task INTEGER NOT NULL,
    cd_calendar TEXT,
    cd_remote_id TEXT,
    cd_deleted INTEGER NOT NULL DEFAULT 0
);
"""
"""The name of the first list is NULL: the phone's language gives it."""

_TAGS = """
CREATE TABLE tagdata (
    _id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    remoteId TEXT,
    name TEXT,
    color INTEGER,
    tagOrdering TEXT,
    td_icon TEXT,
    td_order INTEGER NOT NULL DEFAULT -1
);
CREATE TABLE tags (
    _id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    task INTEGER NOT NULL,
    name TEXT,
    tag_uid TEXT,
    task_uid TEXT
);
"""

_REST = """
CREATE TABLE alarms (
    _id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    task INTEGER NOT NULL,
    time INTEGER NOT NULL,
    type INTEGER NOT NULL DEFAULT 0,
    repeat INTEGER NOT NULL DEFAULT 0,
    interval INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE places (
    place_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    uid TEXT,
    name TEXT,
    address TEXT,
    latitude REAL NOT NULL,
    longitude REAL NOT NULL
);
CREATE TABLE geofences (
    geofence_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    task INTEGER NOT NULL,
    place TEXT,
    arrival INTEGER NOT NULL,
    departure INTEGER NOT NULL
);
CREATE TABLE filters (
    _id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    title TEXT,
    sql TEXT,
    "values" TEXT,
    criterion TEXT,
    f_order INTEGER NOT NULL DEFAULT -1
);
CREATE TABLE userActivity (
    _id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    remoteId TEXT,
    message TEXT,
    picture TEXT,
    target_id TEXT,
    created_at INTEGER
);
"""

SCHEMAS = {
    MAIN: _TASKS + _LISTS + _TAGS + _REST,
    CHOICES: "CREATE TABLE preferences (key TEXT PRIMARY KEY, value TEXT NOT NULL);",
}
"""By file name."""
