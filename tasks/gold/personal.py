"""Goals that leave open what the person told long ago: found in their own words, done as ever."""

from collections.abc import Mapping

from tasks.gold.ask import ASKED, text_to_name
from tasks.gold.gap import Gap, named, note_remembered
from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tasks.gold.registry import solver_for


def _add_below(hand: Hand, params: Params) -> None:
    solver_for("MarkorEditNote")(hand, Params({**params.values, "edit_type": "footer"}))


def _switch(hand: Hand, params: Params) -> None:
    """One on, the other off."""
    for state in ("on", "off"):
        service = "Wifi" if params.text(state) == "Wi-Fi" else "Bluetooth"
        solver_for(f"System{service}TurnOn")(hand, Params({"on_or_off": state}))


REMEMBERED: Mapping[str, Gap] = {
    "PersonalSister": Gap("", r"(?P<name>.+) is my sister", text_to_name),
    "PersonalHour": Gap("", r"begin at (?P<hour>\d+):00", named("SimpleCalendarAddOneEvent")),
    "PersonalLength": Gap("", r"take (?P<duration_mins>\d+) minutes", named("SimpleCalendarAddOneEvent")),
    "PersonalPrice": Gap("", r"\$(?P<row_amount>\d+\.\d\d)", named("ExpenseAddSingle")),
    "PersonalCategory": Gap("", r"goes under (?P<category_name>.+) with me", ASKED["AskCategory"].then),
    "PersonalTimer": Gap("", ASKED["AskTimer"].pattern, named("ClockTimerEntry")),
    "PersonalShopping": Gap("", r"shopping list is the note (?P<file_name>\S+);", _add_below),
    "PersonalIdea": Gap("", r"note called (?P<file_name>.+)\.$", named("MarkorCreateNote")),
    "PersonalFolder": Gap("", r"belongs in (?P<destination_folder>.+)\.$", named("FilesMoveFile")),
    "PersonalHome": Gap("", r"map: (?P<location>.+)", named("OsmAndFavorite")),
    "PersonalPlaylist": Gap("", r"always called (?P<playlist_name>.+)\.$", named("RetroCreatePlaylist")),
    "PersonalRecording": Gap(
        "", r"of the week (?P<file_name>.+)", named("AudioRecorderRecordAudioWithFileName")
    ),
    "PersonalBrightness": Gap("", ASKED["AskBrightness"].pattern, named("SystemBrightnessMax")),
    "PersonalNight": Gap("", r"want (?P<on>.+) on and (?P<off>.+) off", _switch),
}
note_remembered(REMEMBERED)
