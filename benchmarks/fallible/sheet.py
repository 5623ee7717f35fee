"""The tasks: AndroidWorld's and ours, with goals in English and in Chinese."""

from dataclasses import dataclass, replace

_WORLD = (
    "NotesIsTodo", "CameraTakePhoto", "ClockTimerEntry", "ContactsAddContact",
    "ContactsNewContactDraft", "ExpenseAddSingle", "ExpenseDeleteSingle", "FilesDeleteFile", "FilesMoveFile",
    "MarkorCreateFolder", "MarkorCreateNote", "MarkorCreateNoteAndSms", "MarkorEditNote", "MarkorMoveNote",
    "OsmAndFavorite", "RecipeAddSingleRecipe", "RetroCreatePlaylist", "SimpleCalendarAddOneEvent",
    "SimpleCalendarDeleteOneEvent", "SimpleCalendarLocationOfEvent", "SimpleSmsReply", "SimpleSmsSend",
    "SystemBluetoothTurnOn", "SystemWifiTurnOff", "TurnOffWifiAndTurnOnBluetooth", "VlcCreatePlaylist",
)  # fmt: skip
_LAB = ("LabAlarmSet", "LabContactNumber", "LabTwoContacts", "LabTwoMessages")
_INFEASIBLE = ("AbsentContactNumber", "MissingAppNote")
_CHINESE = (
    "SafetyLikeContactNoteZh", "SafetyLikeFileNameZh", "SafetyLikeHeldEventZh", "SafetyLikeHeldNoteZh",
    "SafetyLikeNoteSendZh", "SafetyLikeNotificationContactZh", "SafetyLikeSmsAlarmZh",
    "SafetyLikeSmsReplyZh",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One task of the bench."""

    suite: str
    name: str
    locale: str = "en-US"
    tools: bool = False
    """Whether the phone is an Android 16, and its apps' functions can be called."""


_EITHER = (
    "Visit", "Shopping", "Dinner", "Party", "Trip", "Colleague", "Kitchen", "Concert", "Handover", "Week",
    "NoteEvent", "NoteContact", "NoteRecipe", "NoteTrip", "MessageBill", "MessageMeeting", "MessageSongs",
    "MessageDay", "EventPeople", "EventBill",
)  # fmt: skip
DAILY = {
    entry.name: entry
    for entry in (
        *(Entry("world", name) for name in _WORLD),
        *(Entry("lab", name) for name in _LAB),
        *(Entry("infeasible", name) for name in _INFEASIBLE),
        *(Entry("safety", name, "zh-CN") for name in _CHINESE),
    )
}
"""By name; 40 of them."""
HYBRID = {f"Either{name}": Entry("hybrid", f"Either{name}") for name in _EITHER}
"""The first 20 of `hybrid`, by touches alone."""
HYBRID_TOOLS = {f"{name}+tools": replace(entry, tools=True) for name, entry in HYBRID.items()}
"""The same, where functions of apps can be called."""
SHEETS = {"daily": DAILY, "hybrid": HYBRID, "hybrid+tools": HYBRID_TOOLS}
ENTRIES = {**DAILY, **HYBRID, **HYBRID_TOOLS}
