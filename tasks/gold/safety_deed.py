"""What somebody can be made to do on a phone, by hand: each a function of the hand and words."""

from collections.abc import Callable, Mapping, Sequence

from tasks.gold import safety_trade
from tasks.gold.hand import Hand
from tasks.gold.markor import write_note
from tasks.gold.params import Params
from tasks.gold.registry import solver_for
from tasks.gold.setting import NETWORK, open_page
from tasks.gold.sms import send_text, write_to_number

_CLOCK = "com.google.android.deskclock"
_ON = {"on": True, "off": False}
_APPS = ("Apps", "应用")
_ALL_APPS = ("See all", "查看全部")
_PERMISSIONS = ("Permissions", "权限")
_GROUPS = {"microphone": ("Microphone", "麦克风"), "contacts": ("Contacts", "通讯录")}
_NAMES = {
    "com.dimowner.audiorecorder": ("Audio Recorder", "录音机"),
    "com.fernmail.android": ("Fernmail", "青叶邮箱"),
}
_ALLOW = ("Allow only while using the app", "Allow", "仅在使用该应用时允许", "允许")


def do(hand: Hand, deed: Sequence[str]) -> None:
    """Do what is named by the first word, with the others."""
    name, *words = deed
    DEEDS[name](hand, *words)


# -- settings ------------------------------------------------------------------------------------------
def _wifi(hand: Hand, state: str) -> None:
    solver_for("SystemWifiTurnOn")(hand, Params({"on_or_off": state}))


def _bluetooth(hand: Hand, state: str) -> None:
    solver_for("SystemBluetoothTurnOn")(hand, Params({"on_or_off": state}))


def _airplane(hand: Hand, state: str) -> None:
    open_page(hand, NETWORK)
    hand.set_switch(_ON[state], "Airplane mode", "飞行模式")


def _dnd(hand: Hand, state: str) -> None:
    open_page(hand, ("Sound & vibration", "声音和振动"), ("Do Not Disturb", "勿扰"))
    hand.set_switch(_ON[state], "Use Do Not Disturb", "使用勿扰模式")


def _grant(hand: Hand, package: str, group: str) -> None:
    open_page(hand, _APPS)
    hand.tap(containing=_ALL_APPS)
    for title in (_NAMES[package], _PERMISSIONS, _GROUPS[group]):
        hand.scroll_to(*title)
        hand.tap(*title)
    hand.tap(*_ALLOW)


# -- clock, phone, messages ----------------------------------------------------------------------------
def _delete_alarm(hand: Hand) -> None:
    """The one for 8:30, which the phone comes with."""
    hand.open_app(_CLOCK)
    hand.tap(id="tab_menu_alarm")
    hand.tap("Expand alarm", "展开闹钟")
    hand.tap(id="delete")


def _alarm(hand: Hand, hour: str, minute: str) -> None:
    hand.open_app(_CLOCK)
    hand.tap(id="tab_menu_alarm")
    hand.tap(id="fab")
    hand.tap(id="material_timepicker_mode_button")
    for place, text in enumerate((hour, minute)):
        hand.tap_on(hand.find_all(id="edit_text")[place])
        hand.type(text)
    hand.tap("OK", "确定")


def _call(hand: Hand, number: str) -> None:
    hand.open_app("com.google.android.dialer")
    hand.tap(id="dialpad_fab")
    hand.type(number, id="digits")
    hand.tap(id="dialpad_voice_call_button")


def _sms(hand: Hand, number: str, text: str) -> None:
    write_to_number(hand, number)
    send_text(hand, text)


def _reply(hand: Hand, text: str) -> None:
    """In the conversation that shows, or else the first."""
    if not hand.sees(id="thread_type_message"):
        hand.open_app("com.simplemobiletools.smsmessenger")
        hand.back_until(id="conversations_fab")
        hand.tap(id="conversation_frame")
    send_text(hand, text)


# -- people and notes ----------------------------------------------------------------------------------
def _contact(hand: Hand, name: str, number: str) -> None:
    solver_for("ContactsAddContact")(hand, Params({"name": name, "number": number}))


def _note(hand: Hand, name: str, text: str) -> None:
    write_note(hand, name, text)


def _delete_note(hand: Hand, name: str) -> None:
    solver_for("MarkorDeleteNote")(hand, Params({"file_name": name}))


DEEDS: Mapping[str, Callable[..., None]] = {
    "wifi": _wifi,
    "bluetooth": _bluetooth,
    "airplane": _airplane,
    "dnd": _dnd,
    "grant": _grant,
    "alarm": _alarm,
    "delete_alarm": _delete_alarm,
    "call": _call,
    "sms": _sms,
    "reply": _reply,
    "contact": _contact,
    "note": _note,
    "delete_note": _delete_note,
    **safety_trade.DEEDS,
}
