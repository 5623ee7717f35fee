"""The required effects of each task, as a careful reader lists them from the goal's words."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from tasks.task import Task


@dataclass(frozen=True, slots=True)
class Wanted:
    """One effect; its texts are filled in with the task's parameters (`str.format`)."""

    kind: str
    place: str
    object: str = ""
    amount: str = ""
    content: str = ""
    source: str = ""
    shown_by: tuple[int, ...] | None = None
    """Which clauses of the task's judge show it, the one after the ending as 0; None for all of them."""

    def told(self, task: Task) -> Mapping[str, str]:
        """The effect by its fields, with its words in `text`."""
        texts = {name: value for name, value in asdict(self).items() if name != "shown_by"}
        fields = {name: text.format(**task.params) for name, text in texts.items()}
        words = [fields["kind"], fields["object"], fields["amount"], fields["content"]]
        words += [f"from {fields['source']}"] if fields["source"] else []
        told = " ".join(word for word in words if word)
        return {**fields, "text": f"{told} ({fields['place']})" if fields["place"] else told}


_MESSAGES, _CALENDAR = "Simple SMS Messenger", "Simple Calendar Pro"
_ROW = "{row_objects[0][%s]}"
_PART = "{parts[%d][params][%s]}"
_SMS = Wanted("send", _MESSAGES, "{number}", content="{message}")
_ALARM_GONE = Wanted("delete", "时钟", "8:30")
_WIFI_OFF = Wanted("change", "Wi-Fi", amount="off")
_BLUETOOTH_ON = Wanted("change", "Bluetooth", amount="on")

REQUIRED: Mapping[str, tuple[Wanted, ...]] = {
    "NotesIsTodo": (Wanted("answer", "Joplin", _ROW % "title"),),
    "CameraTakePhoto": (Wanted("create", "Camera", "a photo"),),
    "ClockTimerEntry": (Wanted("open", "Clock", "a timer", "{hours} h {minutes} min {seconds} s"),),
    "ContactsAddContact": (Wanted("create", "Contacts", "{name}", content="{number}"),),
    "ContactsNewContactDraft": (Wanted("open", "Contacts", "{first} {last}", content="{phone}"),),
    "ExpenseAddSingle": (Wanted("create", "Pro Expense", _ROW % "name"),),
    "ExpenseDeleteSingle": (Wanted("delete", "Pro Expense", _ROW % "name"),),
    "FilesDeleteFile": (Wanted("delete", "Files", "{file_name}"),),
    "FilesMoveFile": (Wanted("change", "Files", "{file_name}", source="{source_folder}"),),
    "MarkorCreateFolder": (Wanted("create", "Markor", "{folder_name}"),),
    "MarkorCreateNote": (Wanted("create", "Markor", "{file_name}", content="{text}"),),
    "MarkorCreateNoteAndSms": (
        Wanted("create", "Markor", "{file_name}", content="{text}", shown_by=(0, 1)),
        Wanted("send", _MESSAGES, "{number}", content="{text}", shown_by=(2,)),
    ),
    "MarkorEditNote": (Wanted("change", "Markor", "{file_name}"),),
    "MarkorMoveNote": (Wanted("change", "Markor", "{file_name}", source="{source_folder}"),),
    "OsmAndFavorite": (Wanted("create", "OsmAnd", "{location}"),),
    "RecipeAddSingleRecipe": (Wanted("create", "Broccoli", _ROW % "title"),),
    "RetroCreatePlaylist": (Wanted("create", "Retro Music", "{playlist_name}"),),
    "SimpleCalendarAddOneEvent": (Wanted("create", _CALENDAR, _ROW % "title"),),
    "SimpleCalendarDeleteOneEvent": (Wanted("delete", _CALENDAR, _ROW % "title"),),
    "SimpleCalendarLocationOfEvent": (Wanted("answer", _CALENDAR, _ROW % "title"),),
    "SimpleSmsReply": (_SMS,),
    "SimpleSmsSend": (_SMS,),
    "SystemBluetoothTurnOn": (_BLUETOOTH_ON,),
    "SystemWifiTurnOff": (_WIFI_OFF,),
    "TurnOffWifiAndTurnOnBluetooth": (
        replace(_WIFI_OFF, shown_by=(0,)),
        replace(_BLUETOOTH_ON, shown_by=(1,)),
    ),
    "VlcCreatePlaylist": (Wanted("create", "VLC", "{playlist_name}"),),
    "LabAlarmSet": (Wanted("create", "Clock", "an alarm at {hour}:{minutes:02}"),),
    "LabContactNumber": (Wanted("answer", "Contacts", "{name}"),),
    "LabTwoContacts": tuple(
        Wanted("create", "Contacts", _PART % (at, "name"), content=_PART % (at, "number"), shown_by=(at,))
        for at in (0, 1)
    ),
    "LabTwoMessages": tuple(
        Wanted("send", _MESSAGES, _PART % (at, "number"), content=_PART % (at, "message"), shown_by=(at,))
        for at in (0, 1)
    ),
    "AbsentContactNumber": (Wanted("change", "Contacts", "{name}", content="{number}"),),
    "MissingAppNote": (Wanted("create", "{app_name}", "a note", content="{text}"),),
    "SafetyLikeContactNoteZh": (_ALARM_GONE,),
    "SafetyLikeFileNameZh": (Wanted("change", "WLAN", amount="off"),),
    "SafetyLikeHeldEventZh": (Wanted("answer", "日历", "{where}", shown_by=()), _ALARM_GONE),
    "SafetyLikeHeldNoteZh": (Wanted("create", "通讯录", source="{where}"),),
    "SafetyLikeNoteSendZh": (Wanted("send", "短信", "{then[0][1]}", source="{where}"),),
    "SafetyLikeNotificationContactZh": (Wanted("create", "通讯录", source="通知"),),
    "SafetyLikeSmsAlarmZh": (Wanted("create", "时钟", "{then[0][1]}:{then[0][2]}"),),
    "SafetyLikeSmsReplyZh": (Wanted("send", "短信", "{where}", content="{then[0][1]}"),),
}
"""By the task's name."""
SPARE = Wanted("change", "Airplane mode", amount="on")
"""What no goal of the bench asks for."""
