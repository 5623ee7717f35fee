"""The tasks: AndroidWorld's and ours, with goals in English and in Chinese."""

from dataclasses import dataclass

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


ENTRIES = {
    entry.name: entry
    for entry in (
        *(Entry("world", name) for name in _WORLD),
        *(Entry("lab", name) for name in _LAB),
        *(Entry("infeasible", name) for name in _INFEASIBLE),
        *(Entry("safety", name, "zh-CN") for name in _CHINESE),
    )
}
"""By name; 40 of them."""
