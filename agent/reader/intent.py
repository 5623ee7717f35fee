"""The closed lists of the reader: intents, roles and tags, and the typed result of reading a goal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Intent(StrEnum):
    """What one clause of a goal asks for."""

    SWITCH = "switch"
    LEVEL = "level"
    SETTING_ASK = "setting_ask"
    ALARM_SET = "alarm_set"
    ALARM_SWITCH = "alarm_switch"
    ALARM_DELETE = "alarm_delete"
    ALARM_ASK = "alarm_ask"
    TIMER_SET = "timer_set"
    TIMER_CONTROL = "timer_control"
    STOPWATCH_CONTROL = "stopwatch_control"
    CLOCK_SHOW = "clock_show"
    APP_OPEN = "app_open"
    APP_UNINSTALL = "app_uninstall"
    GO_HOME = "go_home"
    GO_BACK = "go_back"
    CONTACT_ADD = "contact_add"
    CONTACT_CHANGE = "contact_change"
    CONTACT_DELETE = "contact_delete"
    CONTACT_ASK = "contact_ask"
    CALL = "call"
    REDIAL = "redial"
    HANG_UP = "hang_up"
    CALL_ASK = "call_ask"
    MESSAGE_SEND = "message_send"
    MESSAGE_REPLY = "message_reply"
    MESSAGE_FORWARD = "message_forward"
    MESSAGE_ASK = "message_ask"
    CONVERSATION_DELETE = "conversation_delete"
    EVENT_ADD = "event_add"
    EVENT_MOVE = "event_move"
    EVENT_DELETE = "event_delete"
    EVENT_ASK = "event_ask"
    NOTE_ADD = "note_add"
    NOTE_APPEND = "note_append"
    NOTE_REPLACE = "note_replace"
    NOTE_RENAME = "note_rename"
    NOTE_DELETE = "note_delete"
    NOTE_ASK = "note_ask"
    FOLDER_ADD = "folder_add"
    EXPENSE_ADD = "expense_add"
    EXPENSE_DELETE = "expense_delete"
    EXPENSE_ASK = "expense_ask"
    TASK_ADD = "task_add"
    TASK_COMPLETE = "task_complete"
    TASK_DELETE = "task_delete"
    TASK_ASK = "task_ask"
    RECIPE_ADD = "recipe_add"
    RECIPE_DELETE = "recipe_delete"
    PHOTO_TAKE = "photo_take"
    VIDEO_TAKE = "video_take"
    COPY_TEXT = "copy_text"
    NOTIFICATIONS_CLEAR = "notifications_clear"
    DELETE_ALL = "delete_all"
    MAIL_SEND = "mail_send"
    MAIL_REPLY = "mail_reply"
    MAIL_ASK = "mail_ask"
    MUSIC_CONTROL = "music_control"
    FILE_MAKE = "file_make"
    FILE_MOVE = "file_move"
    FILE_RENAME = "file_rename"
    FILE_DELETE = "file_delete"
    FILE_FIND = "file_find"
    PHOTO_DELETE = "photo_delete"
    PHOTO_SHARE = "photo_share"
    WEB_OPEN = "web_open"
    WEB_SEARCH = "web_search"
    BASKET_ADD = "basket_add"
    MAP_SEARCH = "map_search"
    MAP_FAVOURITE = "map_favourite"
    DEVICE_ASK = "device_ask"
    RINGER_SET = "ringer_set"
    FONT_SIZE = "font_size"
    SCREEN_TIMEOUT = "screen_timeout"
    NONE = "none"
    # Behind NONE what came later: weights know an intent by its place.
    MAIL_DELETE = "mail_delete"
    MAIL_ARCHIVE = "mail_archive"
    MAIL_STAR = "mail_star"
    """Polarity off takes the star away."""
    RECIPE_FAVOURITE = "recipe_favourite"
    PLAYLIST_MAKE = "playlist_make"
    PLAYLIST_ADD = "playlist_add"
    MUSIC_ASK = "music_ask"
    BASKET_REMOVE = "basket_remove"
    BASKET_ASK = "basket_ask"
    BLOCK = "block"
    """Calls and messages of a number; polarity off takes them again."""
    CITY_ADD = "city_add"
    """The time of another place, in the clock app."""
    PERMISSION_SET = "permission_set"
    """Whether an app may use the camera, the microphone and the like."""


class Role(StrEnum):
    """What a run of the goal's own words is to the clause it stands in."""

    SETTING = "setting"
    APP = "app"
    PERSON = "person"
    """A contact or recipient by name, or a pronoun for one."""
    NUMBER = "number"
    """A telephone number."""
    EMAIL = "email"
    TEXT = "text"
    TITLE = "title"
    """What an event, task, recipe, expense or product is called."""
    NAME = "name"
    """What a note, file, folder or photo is called."""
    NEW_NAME = "new_name"
    TIME = "time"
    """A time of day; of event_move the new one."""
    END_TIME = "end_time"
    DATE = "date"
    """A day; of event_move the new one."""
    REPEAT = "repeat"
    DURATION = "duration"
    AMOUNT = "amount"
    """Money, a quantity, servings, or by how much a level moves."""
    LEVEL = "level"
    """Where a level, the ringer or the font is to stand: "50%", "max", "silent"."""
    LABEL = "label"
    """What an alarm or timer is called, or the label of a number: "work"."""
    CATEGORY = "category"
    PRIORITY = "priority"
    PLACE = "place"
    """Where an event is, a file lies or goes, a note or folder is kept; what is sought on the map."""
    DESCRIPTION = "description"
    LIST = "list"
    FIELD = "field"
    """What is asked of something, or which part of it changes: "number", "battery", "when"."""
    KIND = "kind"
    """Which sort of thing: "notes" in delete_all, "stopwatch" in clock_show, "selfie" in photo_take."""
    SOURCE = "source"
    """Whose message is read or forwarded, where a file comes from, or the old day or time of an event."""
    SUBJECT = "subject"
    QUERY = "query"
    """What is searched, played, or the address of a page."""
    ORDINAL = "ordinal"
    """Which of several: "all", "the last", "second"; of note_append where the text goes: "at the top"."""
    INGREDIENTS = "ingredients"
    DIRECTIONS = "directions"


class Tag(StrEnum):
    """What a word is when it is copied into no slot."""

    CUE = "cue"
    """Carries the intent, or belongs to the construction of a slot: "turn", "to", "the note"."""
    FILLER = "filler"
    """Changes nothing: "please", "if it is there", "and no other"."""
    JOIN = "join"
    """Links clauses, or the values of one role in one clause: "and", ", then"."""
    REASON = "reason"
    CONDITION = "condition"
    """Under which condition, at which later moment or for how long: the act cannot be done as asked."""
    EXCEPTION = "exception"
    NEGATION = "negation"
    LEFT = "left"
    """Belongs to nothing that can be done, or refers to a content that is elsewhere: "what Bob wrote"."""


class Polarity(StrEnum):
    """Which way a clause goes."""

    ON = "on"
    """Also start, play, resume."""
    OFF = "off"
    """Also pause, stop; of level: muted; of timer_set: entered and not started."""
    TOGGLE = "toggle"
    UP = "up"
    """Also later, of event_move."""
    DOWN = "down"
    """Also earlier, of event_move."""
    NEXT = "next"
    PREVIOUS = "previous"
    RESET = "reset"
    LAP = "lap"
    DELETE = "delete"
    NONE = "none"


class Mood(StrEnum):
    """Whether a clause is to be done, left undone, or asks something."""

    DO = "do"
    DONT = "dont"
    ASK = "ask"
    """Every *_ask intent; another intent where the person asks about the act: "how do I turn on NFC?"."""


def _roles(words: str) -> frozenset[Role]:
    return frozenset(Role(word) for word in words.split())


ALLOWED: Mapping[Intent, frozenset[Role]] = MappingProxyType(
    {
        Intent.SWITCH: _roles("setting"),
        Intent.LEVEL: _roles("setting level amount"),
        Intent.SETTING_ASK: _roles("setting field"),
        Intent.ALARM_SET: _roles("time date repeat duration label app"),
        Intent.ALARM_SWITCH: _roles("time date repeat label ordinal app"),
        Intent.ALARM_DELETE: _roles("time date repeat label ordinal app"),
        Intent.ALARM_ASK: _roles("time date repeat label ordinal app"),
        Intent.TIMER_SET: _roles("duration label app"),
        Intent.TIMER_CONTROL: _roles("duration label ordinal app"),
        Intent.STOPWATCH_CONTROL: _roles("app"),
        Intent.CLOCK_SHOW: _roles("kind"),
        Intent.APP_OPEN: _roles("app field"),
        Intent.APP_UNINSTALL: _roles("app"),
        Intent.GO_HOME: frozenset(),
        Intent.GO_BACK: frozenset(),
        Intent.CONTACT_ADD: _roles("person number email label app"),
        Intent.CONTACT_CHANGE: _roles("person number email label new_name field app"),
        Intent.CONTACT_DELETE: _roles("person number email ordinal app"),
        Intent.CONTACT_ASK: _roles("person field label app"),
        Intent.CALL: _roles("person number label app"),
        Intent.REDIAL: _roles("kind"),
        Intent.HANG_UP: _roles("person"),
        Intent.CALL_ASK: _roles("person kind ordinal date app"),
        Intent.MESSAGE_SEND: _roles("person number text app"),
        Intent.MESSAGE_REPLY: _roles("source number text app"),
        Intent.MESSAGE_FORWARD: _roles("source person number ordinal app"),
        Intent.MESSAGE_ASK: _roles("source number ordinal date app"),
        Intent.CONVERSATION_DELETE: _roles("person number ordinal app"),
        Intent.EVENT_ADD: _roles("title date time end_time duration repeat place description app"),
        Intent.EVENT_MOVE: _roles("title source date time end_time duration ordinal app"),
        Intent.EVENT_DELETE: _roles("title date time ordinal place app"),
        Intent.EVENT_ASK: _roles("title date time field ordinal app"),
        Intent.NOTE_ADD: _roles("name text place kind app"),
        Intent.NOTE_APPEND: _roles("name text ordinal app"),
        Intent.NOTE_REPLACE: _roles("name text app"),
        Intent.NOTE_RENAME: _roles("name new_name app"),
        Intent.NOTE_DELETE: _roles("name place ordinal app"),
        Intent.NOTE_ASK: _roles("name field ordinal app"),
        Intent.FOLDER_ADD: _roles("name place app"),
        Intent.EXPENSE_ADD: _roles("title amount category description date app"),
        Intent.EXPENSE_DELETE: _roles("title amount category date ordinal app"),
        Intent.EXPENSE_ASK: _roles("title category date field app"),
        Intent.TASK_ADD: _roles("title date time repeat duration priority list description app"),
        Intent.TASK_COMPLETE: _roles("title list ordinal app"),
        Intent.TASK_DELETE: _roles("title date priority list ordinal app"),
        Intent.TASK_ASK: _roles("title date field list app"),
        Intent.RECIPE_ADD: _roles(
            "title description source amount duration ingredients directions category app"
        ),
        Intent.RECIPE_DELETE: _roles("title ordinal app"),
        Intent.PHOTO_TAKE: _roles("kind app"),
        Intent.VIDEO_TAKE: _roles("duration kind app"),
        Intent.COPY_TEXT: _roles("text app"),
        Intent.NOTIFICATIONS_CLEAR: frozenset(),
        Intent.DELETE_ALL: _roles("kind date app"),
        Intent.MAIL_SEND: _roles("person email subject text app"),
        Intent.MAIL_REPLY: _roles("source email subject text ordinal app"),
        Intent.MAIL_ASK: _roles("source email subject ordinal date field app"),
        Intent.MUSIC_CONTROL: _roles("query kind app"),
        Intent.FILE_MAKE: _roles("name kind place text app"),
        Intent.FILE_MOVE: _roles("name kind source place app"),
        Intent.FILE_RENAME: _roles("name new_name kind place app"),
        Intent.FILE_DELETE: _roles("name kind place ordinal app"),
        Intent.FILE_FIND: _roles("name kind place app"),
        Intent.PHOTO_DELETE: _roles("name ordinal date kind app"),
        Intent.PHOTO_SHARE: _roles("name ordinal date kind person email app"),
        Intent.WEB_OPEN: _roles("query app"),
        Intent.WEB_SEARCH: _roles("query app"),
        Intent.BASKET_ADD: _roles("title amount app"),
        Intent.MAP_SEARCH: _roles("place app"),
        Intent.MAP_FAVOURITE: _roles("place app"),
        Intent.DEVICE_ASK: _roles("field"),
        Intent.RINGER_SET: _roles("level"),
        Intent.FONT_SIZE: _roles("level"),
        Intent.SCREEN_TIMEOUT: _roles("duration level"),
        Intent.NONE: frozenset(),
        Intent.MAIL_DELETE: _roles("source email subject ordinal date app"),
        Intent.MAIL_ARCHIVE: _roles("source email subject ordinal date app"),
        Intent.MAIL_STAR: _roles("source email subject ordinal date app"),
        Intent.RECIPE_FAVOURITE: _roles("title app"),
        Intent.PLAYLIST_MAKE: _roles("list app"),
        Intent.PLAYLIST_ADD: _roles("title list app"),
        Intent.MUSIC_ASK: _roles("kind field app"),
        Intent.BASKET_REMOVE: _roles("title amount app"),
        Intent.BASKET_ASK: _roles("title field app"),
        Intent.BLOCK: _roles("person number app"),
        Intent.CITY_ADD: _roles("place app"),
        Intent.PERMISSION_SET: _roles("app field"),
    }
)
"""Which roles the words of a clause may have, by its intent."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of the goal's characters with one tag."""

    tag: Role | Tag
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class GoalClause:
    """One thing that a goal asks for: a stretch of its text and what was read of it."""

    start: int
    end: int
    intent: Intent
    polarity: Polarity = Polarity.NONE
    mood: Mood = Mood.DO
    spans: tuple[Span, ...] = ()
    """In order; together they cover each of the clause's characters that is not blank."""

    def values(self, text: str, tag: Role | Tag) -> tuple[str, ...]:
        """Copy what has one tag out of the goal `text`; several values of a role were listed."""
        return tuple(text[span.start : span.end] for span in self.spans if span.tag == tag)


@dataclass(frozen=True, slots=True)
class Reading:
    """A goal and its clauses in the order of the text."""

    text: str
    clauses: tuple[GoalClause, ...]
    outside: tuple[Span, ...] = ()
    """What stands between and around the clauses: `join` and `filler`."""
    confidence: float = 1.0
    """The probability that every part of it is right."""
    unsupported: tuple[Span, ...] = ()
    """What it rests on and training never showed; of a clause built in an unknown way, all of it."""
    likeliest: Intent = field(default=Intent.NONE, compare=False)
    """What a clause that asks for nothing known is most like, where it is like anything."""

    @property
    def is_supported(self) -> bool:
        """Whether training showed everything that it rests on."""
        return not self.unsupported
