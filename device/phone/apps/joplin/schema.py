"""The tables of Joplin."""

PACKAGE = "net.cozic.joplin"
NOTES = "joplin.sqlite"
_USER_TIMES = "user_created_time INT NOT NULL DEFAULT 0, user_updated_time INT NOT NULL DEFAULT 0"
_CIPHER = "encryption_cipher_text TEXT NOT NULL DEFAULT '', encryption_applied INT NOT NULL DEFAULT 0"
_SHARED = "is_shared INT NOT NULL DEFAULT 0"
NOTES_SCHEMA = f"""
CREATE TABLE folders (
    id TEXT PRIMARY KEY, title TEXT NOT NULL DEFAULT '', created_time INT NOT NULL,
    updated_time INT NOT NULL, {_USER_TIMES}, {_CIPHER}, parent_id TEXT NOT NULL DEFAULT '', {_SHARED},
    share_id TEXT NOT NULL DEFAULT '', master_key_id TEXT NOT NULL DEFAULT '',
    icon TEXT NOT NULL DEFAULT '', user_data TEXT NOT NULL DEFAULT '', deleted_time INT NOT NULL DEFAULT 0
);
CREATE INDEX folders_title ON folders (title);
CREATE TABLE notes (
    id TEXT PRIMARY KEY, parent_id TEXT NOT NULL DEFAULT '', title TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT '', created_time INT NOT NULL, updated_time INT NOT NULL,
    is_conflict INT NOT NULL DEFAULT 0, latitude NUMERIC NOT NULL DEFAULT 0,
    longitude NUMERIC NOT NULL DEFAULT 0, altitude NUMERIC NOT NULL DEFAULT 0,
    author TEXT NOT NULL DEFAULT '', source_url TEXT NOT NULL DEFAULT '', is_todo INT NOT NULL DEFAULT 0,
    todo_due INT NOT NULL DEFAULT 0, todo_completed INT NOT NULL DEFAULT 0,
    source TEXT NOT NULL DEFAULT '', source_application TEXT NOT NULL DEFAULT '',
    application_data TEXT NOT NULL DEFAULT '', "order" NUMERIC NOT NULL DEFAULT 0, {_USER_TIMES}, {_CIPHER},
    markup_language INT NOT NULL DEFAULT 1, {_SHARED}, share_id TEXT NOT NULL DEFAULT '',
    conflict_original_id TEXT NOT NULL DEFAULT '', master_key_id TEXT NOT NULL DEFAULT '',
    user_data TEXT NOT NULL DEFAULT '', deleted_time INT NOT NULL DEFAULT 0
);
CREATE INDEX notes_title ON notes (title);
CREATE INDEX notes_parent_id ON notes (parent_id);
CREATE TABLE notes_normalized (
    id TEXT NOT NULL, parent_id TEXT NOT NULL DEFAULT '', title TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT '', latitude NUMERIC NOT NULL DEFAULT 0,
    longitude NUMERIC NOT NULL DEFAULT 0, altitude NUMERIC NOT NULL DEFAULT 0,
    source_url TEXT NOT NULL DEFAULT '', is_todo INT NOT NULL DEFAULT 0, todo_due INT NOT NULL DEFAULT 0,
    todo_completed INT NOT NULL DEFAULT 0, user_created_time INT NOT NULL DEFAULT 0,
    user_updated_time INT NOT NULL DEFAULT 0
);
CREATE INDEX notes_normalized_id ON notes_normalized (id);
CREATE TABLE tags (
    id TEXT PRIMARY KEY, title TEXT NOT NULL DEFAULT '', created_time INT NOT NULL,
    updated_time INT NOT NULL, {_USER_TIMES}, {_CIPHER}, {_SHARED}, parent_id TEXT NOT NULL DEFAULT '',
    user_data TEXT NOT NULL DEFAULT ''
);
CREATE TABLE note_tags (
    id TEXT PRIMARY KEY, note_id TEXT NOT NULL, tag_id TEXT NOT NULL, created_time INT NOT NULL,
    updated_time INT NOT NULL, {_USER_TIMES}, {_CIPHER}, {_SHARED}
);
CREATE INDEX note_tags_note_id ON note_tags (note_id);
"""
