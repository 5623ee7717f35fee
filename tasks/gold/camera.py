"""Camera: a photo, a video."""

from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tasks.gold.registry import solves

PACKAGE = "com.android.camera2"
_TIMER = 15.0
"""Seconds after which a photo with the longest timer is taken."""
_LENGTH = 2.0
"""Seconds of the video."""


@solves("CameraTakePhoto")
def take_photo(hand: Hand, params: Params) -> None:
    """One photo."""
    _open(hand, "Camera", "相机")
    hand.tap(id="shutter_button")
    hand.wait_until_gone(id="remaining_seconds", seconds=_TIMER)
    hand.wait_for(id="rounded_thumbnail_view")


@solves("CameraTakeVideo")
def take_video(hand: Hand, params: Params) -> None:
    """One video of some seconds."""
    _open(hand, "Video", "视频")
    hand.tap(id="shutter_button")
    hand.wait_for(id="recording_time")
    hand.device.wait(_LENGTH)
    hand.tap(id="shutter_button")
    hand.wait_for(id="rounded_thumbnail_view")


def _open(hand: Hand, *mode: str) -> None:
    """The viewfinder in one of its modes, the pages of a first start passed by."""
    hand.open_app(PACKAGE)
    if hand.sees(id="location_continue"):
        hand.tap(id="location_continue")
        hand.allow()
    if hand.sees(id="confirm_button"):
        hand.tap(id="confirm_button")
    hand.back_until(id="mode_list_button")
    hand.tap(id="mode_list_button")
    hand.tap(*mode, id="mode_selector_item")
