"""Calls: to somebody or to a number, ending one, and who called."""

from agent.action.action import Note
from agent.language.errand import PhoneCall, Tell
from agent.language.name import same_number
from agent.language.place import place
from agent.language.saying import is_number
from agent.offline.skill.contact import at_person, name_of, number_meant
from agent.offline.skill.setting import say
from agent.offline.step.form import field_of, holds, write
from agent.offline.step.history import Past
from agent.offline.step.listpage import Row, at_list, bring, by_id, gather, has_id, rows
from agent.offline.step.move import Act, Done, Move, Stuck, click
from agent.offline.step.search import sweep
from agent.perception.scene import Scene
from device.screen import UIElement

_INCOMING = ("Incoming call", "来电")
_MISSED = ("Missed call", "未接来电")
_REJECTED = (
    "Declined call",
    "Rejected call",
    "Blocked call",
    "已拒接",
    "拒接来电",
    "已拒接来电",
    "已屏蔽来电",
)
_OUTGOING = ("Outgoing call", "拨出电话")
_CALL = ("Call", "拨打", "呼叫")
_CLOSE_PAD = ("Close dialpad", "关闭拨号键盘")
_TRIES = 5
_NUMBER = "number: "
"""How the note of the number to be called begins."""


def phone_call(want: PhoneCall, scene: Scene, past: Past) -> Move:
    """Done when the call's own page shows whom it goes to, or, for hanging up, is gone."""
    refusal = past.refused("call: ")
    if refusal:
        return Stuck(f"I could not {want}: {refusal}")
    end = by_id(scene, "incall_end_call")
    if want.act == "end":
        return _end(end, scene, past)
    dialled = past.touched("call: ")
    if dialled and end is not None:
        return _on_line(want, dialled[-1][0].removeprefix("call: "), scene)
    if end is not None:
        return Stuck(f"A call is going on already: {' '.join(_on_page(scene))}")
    if len(dialled) >= _TRIES:
        return Stuck(f"The call to {want.who or 'the last number'} does not begin")
    asked = _among(scene, past)
    if asked is not None:
        return asked
    if want.act == "redial":
        return _redial(scene, past)
    return _dial(want.who, scene, past) if is_number(want.who) else _ring(want.who, scene, past)


def _end(end: UIElement | None, scene: Scene, past: Past) -> Move:
    if end is not None:
        return click(end, "call: end", "A call is going on", "it has ended")
    if past.touched("call: end"):
        return Done("The call has ended")
    return bring("call", scene, past) or Stuck("No call is going on that I could see")


def _on_page(scene: Scene) -> list[str]:
    """Name and number on the page of a call."""
    ids = ("contactgrid_contact_name", "contactgrid_forwardNumber")
    return [e.text for e in scene.elements if has_id(e, *ids) and e.text]


def _on_line(want: PhoneCall, dialled: str, scene: Scene) -> Move:
    shown = _on_page(scene)
    wanted = dialled.partition(" = ")
    if any(text == wanted[0] or same_number(wanted[2] or wanted[0], text) for text in shown):
        return Done(f"The phone is calling {' '.join(shown)}")
    if want.act == "call" and is_number(want.who) and shown:  # a number that is somebody's shows their name
        return Done(f"The phone is calling {' '.join(shown)}, whose number was dialled")
    return Stuck(f"The phone is calling {' '.join(shown) or 'somebody else'} and not {wanted[0]}")


def _ring(who: str, scene: Scene, past: Past) -> Move:
    way = at_person(who, scene, past)
    if way is not None:
        return way
    known = [text.removeprefix(_NUMBER) for text in past.noted() if text.startswith(_NUMBER)]
    found = known[-1] if known else number_meant(who, scene, past)
    if isinstance(found, Act | Stuck):
        return found
    number = found if isinstance(found, str) else found.number
    button, name = scene.button(*_CALL), name_of(who, past)
    if button is not None and button.is_enabled:
        return click(button, f"call: {name} = {number}", f"{name} has the number {number}")
    if not known:
        return Act(Note(text=_NUMBER + number), "The button to call is further up")
    return sweep(scene, past) or Stuck(f"The page of {name} has no button to call")


def _among(scene: Scene, past: Past) -> Move | None:
    """The number meant, where a call asks with a list of somebody's numbers; None when it does not."""
    dialled = past.touched("call: ")
    wanted = dialled[-1][0].rpartition(" = ")[2] if dialled else ""
    listed = (
        [e for e in scene.elements if has_id(e, "title") and same_number(wanted, e.text)] if wanted else []
    )
    if not listed or by_id(scene, "large_title") is not None or by_id(scene, "alertTitle") is None:
        return None
    return click(scene.row(listed[0]) or listed[0], f"number: {wanted}", "The phone asks which number")


def _dial(number: str, scene: Scene, past: Past) -> Move:
    way = bring("call", scene, past)
    if way is not None:
        return way
    digits = field_of(scene, ("digits",))
    if digits is None:
        pad = by_id(scene, "dialpad_fab")
        if pad is not None and len(past.touched("dial pad")) < _TRIES:
            return click(pad, "dial pad", f"{number} must be dialled")
        return at_list("call", scene, past) or Stuck("The phone app shows no dial pad")
    if not holds(digits, number):
        return write(digits, "number", number)
    dial = by_id(scene, "dialpad_voice_call_button")
    return (
        click(dial, f"call: {number}", f"{number} is dialled")
        if dial
        else Stuck("The dial pad has no call button")
    )


def _log(scene: Scene, past: Past) -> Move | None:
    """The next move towards the list of calls."""
    close = scene.button(*_CLOSE_PAD)
    if close is not None:
        return click(close, "close dial pad", "The dial pad covers the calls")
    way = at_list("call", scene, past)
    tab = by_id(scene, "tab_recents")
    if way is None and tab is not None and not tab.is_selected and len(past.touched("tab: recents")) < _TRIES:
        return click(tab, "tab: recents", "The list of calls is wanted")
    return way


def _kind(row: Row) -> str:
    return row.part("call_type_icon")


def _redial(scene: Scene, past: Past) -> Move:
    way = _log(scene, past)
    if way is not None:
        return way
    for row in rows(scene, place("call").title):
        button = next((e for e in row.parts if has_id(e, "call_button")), None)
        if _kind(row) in _OUTGOING and button is not None:
            return click(button, f"call: {row.name}", f"{row.name} was called last")
    return Stuck("The list of calls shows no call that went out")


def tell_calls(want: Tell, scene: Scene, past: Past) -> Move:
    """Who called last, or whose calls were missed."""
    way = _log(scene, past)
    if way is not None:
        return way
    if want.about == "last_call":
        for row in rows(scene, place("call").title):
            if _kind(row) in (*_INCOMING, *_MISSED, *_REJECTED):
                how = (
                    "missed" if _kind(row) in _MISSED else "taken" if _kind(row) in _INCOMING else "declined"
                )
                return say(
                    f"The last caller was {row.name} ({how}, {row.part('call_log_entry_details')})", past
                )
        return say("The list of calls shows nobody who called", past, doubtful=True, nothing=True)
    keys = gather(scene, past, place("call").title, lambda row: _kind(row) in _MISSED)
    if isinstance(keys, Act):
        return keys
    names = [key.split(" | ")[0] for key in keys]
    told = f"Missed calls: {'; '.join(names)}" if names else "There are no missed calls"
    return say(told, past, doubtful=True)
