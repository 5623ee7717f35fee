"""Why a step's outcome is what it is, as a code; the evidence beside it says the same for people to read."""

from enum import StrEnum


class ReasonCode(StrEnum):
    """What an outcome was read from. Nothing reads the evidence back: this is what code goes by."""

    NONE = ""
    """Not judged, or judged before reasons were kept."""
    ASIDE = "aside"
    """The action does not touch the phone."""
    JUDGED = "judged"
    """A model that saw both screens said so."""
    DENIED = "denied"
    """A claim that the screen does not bear out."""
    INTERRUPTED = "interrupted"
    """The run was cut short before anybody looked."""

    # -- the action's own effect
    OPENED_APP = "opened_app"
    HOME = "home"
    """The home screen is in front."""
    LEFT = "left"
    """Back left a page, a dialog or the keyboard."""
    TYPED = "typed"
    CLEARED = "cleared"
    ENTERED = "entered"
    """Something came of Enter."""
    SWITCHED_ON = "switched_on"
    SWITCHED_OFF = "switched_off"
    SELECTED = "selected"
    FOCUSED = "focused"
    """The cursor is in the field that was touched."""
    RELABELLED = "relabelled"
    """What was touched says something else now, or takes touches now, or no more."""
    GONE = "gone"
    """What was touched is no longer there."""
    MOVED = "moved"
    """A list, a slider or the shade went along with the finger."""
    NEW_PAGE = "new_page"
    DIALOG = "dialog"
    """A dialog or a menu came up."""
    DISMISSED = "dismissed"
    """A dialog or a menu closed."""
    ROWS = "rows"
    """Rows came or went in a list."""
    BESIDE = "beside"
    """Something changed right beside what was touched, or says what was touched."""
    EXPECTED = "expected"
    """What changed is what was expected."""
    PICTURE = "picture"
    """The picture changed where it should; there is no element list to tell."""
    RETURNED = "returned"
    """A tool was called, and returned."""
    ALREADY_SO = "already_so"
    """It was so before."""

    # -- changed, but not by the action or not as expected
    ELSEWHERE = "elsewhere"
    """Only what has nothing to do with the touch changed."""
    UNEXPECTED = "unexpected"
    """It did something, but not what was expected."""

    # -- a wrong page, nothing, or nothing to tell by
    BROKE_DOWN = "broke_down"
    CLOSED = "closed"
    """The app is gone, and the home screen is in front."""
    OTHER_APP = "other_app"
    """An app that was not asked for is in front."""
    NOTHING = "nothing"
    """The screen is as it was."""
    STRAYED = "strayed"
    """The text went into another field."""
    MISTYPED = "mistyped"
    """The field reads something else."""
    UNSEEN = "unseen"
    """There is nothing to tell by."""

    @property
    def turned(self) -> bool | None:
        """How it says that a switch was left; None where it tells of no switch."""
        return {ReasonCode.SWITCHED_ON: True, ReasonCode.SWITCHED_OFF: False}.get(self)
