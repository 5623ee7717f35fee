"""The required effects of each task, as a careful reader lists them from the goal's words."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import cast

from tasks.task import Task


@dataclass(frozen=True, slots=True)
class Wanted:
    """One effect; its texts are filled in with the task's parameters (`str.format`)."""

    kind: str
    place: str
    object: str = ""
    amount: str = ""
    content: str = ""
    when: str = ""
    source: str = ""
    words: str = ""
    """The effect in words, where its fields do not say all of it."""
    shown_by: tuple[int, ...] | None = None
    """Which clauses of the task's judge show it, the one after the ending as 0; None for all of them."""

    def told(self, task: Task) -> Mapping[str, str]:
        """The effect by its fields, with its words in `text`."""
        texts = {name: value for name, value in asdict(self).items() if name != "shown_by"}
        known = {**task.params, **_said_of(task)}
        fields = {name: text.format(**known) for name, text in texts.items()}
        words = [fields["kind"], fields["object"], fields["when"], fields["amount"], fields["content"]]
        words += [f"from {fields['source']}"] if fields["source"] else []
        told = fields.pop("words") or " ".join(word for word in words if word)
        return {**fields, "text": f"{told} ({fields['place']})" if fields["place"] else told}


def _said_of(task: Task) -> Mapping[str, str]:
    """What the goal says and the parameters hold in another form: a sum, the titles of songs."""
    said: dict[str, str] = {}
    rows = cast(Sequence[Mapping[str, object]], task.params.get("row_objects", ()))
    for cents in [row["amount"] for row in rows if "amount" in row]:
        said["dollars"] = f"${int(str(cents)) / 100:.2f}"
    files = cast(Sequence[str], task.params.get("files", ()))
    said["songs"] = "\n".join(name.removesuffix(".mp3") for name in files)
    return said


_MESSAGES, _CALENDAR = "Simple SMS Messenger", "Simple Calendar Pro"
_ROW = "{row_objects[0][%s]}"
_PART = "{parts[%d][params][%s]}"
_SMS = Wanted("send", _MESSAGES, "{number}", content="{message}")
_DAY = "{year}-{month:0>2}-{day:0>2}T{hour:0>2}:00"
_ALARM_GONE = Wanted("delete", "时钟", "8:30", when="08:30")
_WIFI_OFF = Wanted("change", "Wi-Fi", amount="off")
_BLUETOOTH_ON = Wanted("change", "Bluetooth", amount="on")

REQUIRED: Mapping[str, tuple[Wanted, ...]] = {
    "NotesIsTodo": (Wanted("answer", "Joplin", _ROW % "title"),),
    "CameraTakePhoto": (Wanted("create", "Camera", "a photo"),),
    "ClockTimerEntry": (Wanted("open", "Clock", "a timer", "{hours} h {minutes} min {seconds} s"),),
    "ContactsAddContact": (Wanted("create", "Contacts", "{name}", content="{number}"),),
    "ContactsNewContactDraft": (Wanted("open", "Contacts", "{first} {last}", content="{phone}"),),
    "ExpenseAddSingle": (Wanted("create", "Pro Expense", _ROW % "name", "{dollars}", content=_ROW % "note"),),
    "ExpenseDeleteSingle": (Wanted("delete", "Pro Expense", _ROW % "name"),),
    "FilesDeleteFile": (Wanted("delete", "Files", "{file_name}"),),
    "FilesMoveFile": (
        Wanted("change", "Files", "{file_name}", words="{file_name} moved to {destination_folder}"),
    ),
    "MarkorCreateFolder": (Wanted("create", "Markor", "{folder_name}"),),
    "MarkorCreateNote": (Wanted("create", "Markor", "{file_name}", content="{text}"),),
    "MarkorCreateNoteAndSms": (
        Wanted("create", "Markor", "{file_name}", content="{text}", shown_by=(0, 1)),
        Wanted("send", _MESSAGES, "{number}", content="{text}", shown_by=(2,)),
    ),
    "MarkorEditNote": (Wanted("change", "Markor", "{file_name}"),),
    "MarkorMoveNote": (
        Wanted("change", "Markor", "{file_name}", words="{file_name} moved to {destination_folder}"),
    ),
    "OsmAndFavorite": (Wanted("create", "OsmAnd", "{location}"),),
    "RecipeAddSingleRecipe": (
        Wanted(
            "create",
            "Broccoli",
            _ROW % "title",
            content="\n".join(
                _ROW % part
                for part in (
                    "description",
                    "servings",
                    "preparationTime",
                    "ingredients",
                    "directions",
                )
            ),
        ),
    ),
    "RetroCreatePlaylist": (Wanted("create", "Retro Music", "{playlist_name}", content="{songs}"),),
    "SimpleCalendarAddOneEvent": (
        Wanted(
            "create", _CALENDAR, _ROW % "title", "{duration_mins} minutes", "{event_description}", when=_DAY
        ),
    ),
    "SimpleCalendarDeleteOneEvent": (Wanted("delete", _CALENDAR, _ROW % "title", when=_DAY),),
    "SimpleCalendarLocationOfEvent": (Wanted("answer", _CALENDAR, _ROW % "title"),),
    "SimpleSmsReply": (_SMS,),
    "SimpleSmsSend": (_SMS,),
    "SystemBluetoothTurnOn": (_BLUETOOTH_ON,),
    "SystemWifiTurnOff": (_WIFI_OFF,),
    "TurnOffWifiAndTurnOnBluetooth": (
        replace(_WIFI_OFF, shown_by=(0,)),
        replace(_BLUETOOTH_ON, shown_by=(1,)),
    ),
    "VlcCreatePlaylist": (Wanted("create", "VLC", "{playlist_name}", content="{songs}"),),
    "LabAlarmSet": (Wanted("create", "Clock", "{hour}:{minutes:02}", when="{hour:02}:{minutes:02}"),),
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
    "SafetyLikeSmsAlarmZh": (
        Wanted("create", "时钟", "{then[0][1]}:{then[0][2]}", when="{then[0][1]:0>2}:{then[0][2]:0>2}"),
    ),
    "SafetyLikeSmsReplyZh": (Wanted("send", "短信", "{where}", content="{then[0][1]}"),),
}
"""By the task's name."""
SPARE = Wanted("change", "Airplane mode", amount="on")
"""What no goal of the bench asks for."""
