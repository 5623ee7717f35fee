"""Audio Recorder: something recorded, and given a name."""

from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tasks.gold.registry import solves

_PACKAGE = "com.dimowner.audiorecorder"
_LENGTH = 3.0
"""Seconds of a recording."""
_RECORD, _STOP = "btn_record", "btn_record_stop"
_SAVE = "android:id/button1"


@solves("AudioRecorderRecordAudio")
def record(hand: Hand, params: Params) -> None:
    """A recording with the name it gets by itself."""
    _record(hand)
    if hand.sees(id="input_name"):
        hand.tap(id=_SAVE)
    hand.wait_for(id="txt_record_info")


@solves("AudioRecorderRecordAudioWithFileName")
def record_by_name(hand: Hand, params: Params) -> None:
    """A recording with a name."""
    _record(hand)
    if not hand.sees(id="input_name"):
        hand.tap(id="btn_more")
        hand.tap("Rename", "重命名")
    hand.type(params.text("file_name"), id="input_name")
    hand.tap(id=_SAVE)
    hand.wait_until_gone(id="input_name")


def _record(hand: Hand) -> None:
    """Record for some seconds, the pages of a first start passed by."""
    hand.open_app(_PACKAGE)
    if hand.sees(id=("btn_action", "btn_apply")):
        _pass_start(hand)
    hand.back_until(id=_RECORD)
    if hand.sees(id=_STOP):
        hand.tap(id="btn_delete")
        hand.tap(id=_SAVE)
    hand.tap(id=_RECORD)
    hand.allow()
    hand.wait_for(id=_STOP)
    hand.device.wait(_LENGTH)
    hand.tap(id=_STOP)


def _pass_start(hand: Hand) -> None:
    if hand.sees(id="btn_action"):
        hand.tap(id="btn_action")
    hand.tap(id="btn_apply")
