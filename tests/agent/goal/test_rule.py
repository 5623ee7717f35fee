"""Rules of the binding for several intents: the app named, times listed, files, words that refer."""

import pytest

from agent.goal.bind import bind
from agent.goal.outcome import Asked, Obstacle, Outcome, Refused, Wanted
from agent.goal.refusal import answered
from agent.language.day import Day
from agent.language.errand import (
    CopyText,
    Create,
    CreateEvent,
    Delete,
    DeleteAll,
    Handle,
    RenameNote,
    Shoot,
    Tell,
)
from agent.language.intention import ControlClock, DeleteAlarm, Intention, SetAlarm
from agent.language.when import TimeOfDay
from tests.agent.goal.annotated import reading


def outcome(annotated: str) -> Outcome:
    return bind(reading(annotated))


def stop_of(annotated: str) -> tuple[Obstacle, str]:
    found = outcome(annotated)
    assert not isinstance(found, Wanted)
    stop = found.stop if isinstance(found, Refused) else found.otherwise.stop
    assert stop is not None
    return stop.obstacle, stop.part


def alarms(*times: tuple[int, int]) -> Wanted:
    return Wanted(tuple(SetAlarm(TimeOfDay(*each)) for each in times))


@pytest.mark.parametrize(
    ("annotated", "want"),
    [
        ("[note_delete]delete the note [name:wifi_guest] in [app:Markor]", Delete("note", "wifi_guest")),
        ("[delete_all]lösche alle [kind:Notizen] in [app:Markor]", DeleteAll("note")),
        ("[delete_all]delete all [kind:alarms] in [app:the clock]", DeleteAlarm(None)),
        ("[expense_delete]in [app:Pro Expense], remove [title:Rent]", Delete("expense", "Rent")),
        ("[expense_ask ask]how much was [title:Rent] in [app:Pro Expense]", Tell("spent", "Rent")),
        ("[recipe_delete]delete [title:Soup] from [app:Broccoli]", Delete("recipe", "Soup")),
        ("[contact_delete]borra a [person:Ana] de [app:mis contactos]", Delete("contact", "Ana")),
        ("[stopwatch_control on]in [app:the clock] start the stopwatch", ControlClock("stopwatch", "start")),
        ("[photo_take]take a photo with [app:the camera]", Shoot(None)),
        ("[copy_text]copy [text:x] with [app:Clipper]", CopyText("x")),
    ],
)  # fmt: skip
def test_an_app_that_is_named_is_the_one_that_does_it_anyway_changes_nothing(
    annotated: str, want: Intention
) -> None:
    assert outcome(annotated) == Wanted((want,))


@pytest.mark.parametrize(
    ("annotated", "app"),
    [
        ("[note_delete]delete the note [name:a] in [app:Joplin]", "Joplin"),
        ("[delete_all]delete all [kind:notes][join: and ][kind:recipes] in [app:Markor]", "Markor"),
        ("[alarm_delete]delete [ordinal:all] alarms in [app:Markor]", "Markor"),
    ],
)
def test_another_app_stops_the_act_and_is_named(annotated: str, app: str) -> None:
    assert stop_of(annotated) == (Obstacle.UNUSED, app)


def test_a_half_of_the_day_said_first_holds_for_later_times() -> None:
    assert outcome("[alarm_set]set alarms for [time:7 pm][join: and ][time:8]") == alarms((19, 0), (20, 0))
    assert outcome("[alarm_set]设[time:晚上七点][join:和][time:八点]的闹钟") == alarms((19, 0), (20, 0))
    assert outcome("[alarm_set]alarms at [time:7:30][join: and ][time:8 am]") == alarms((7, 30), (8, 0))
    assert outcome("[alarm_set]alarms at [time:7:30][join: and ][time:20:00]") == alarms((7, 30), (20, 0))


@pytest.mark.parametrize("second", ["8 pm", "8:00 pm"])
def test_a_half_of_the_day_said_last_may_be_meant_for_both_and_is_asked(second: str) -> None:
    found = outcome(f"[alarm_set]set alarms for [time:7:30][join: and ][time:{second}]")
    assert isinstance(found, Asked)
    assert [choice.words for choice in found.choices] == ["07:30", "19:30"]
    assert answered(found, "19:30") == alarms((19, 30), (20, 0))
    assert answered(found, "yes") == found.otherwise


def test_a_time_that_is_not_later_in_the_same_half_is_of_the_morning_or_asked() -> None:
    night = outcome("[alarm_set]set alarms for [time:11 pm][join: and ][time:1]")
    assert night == alarms((23, 0), (1, 0))
    noon = "[alarm_set]set alarms for [time:11 am][join: and ][time:1]"
    assert stop_of(noon) == (Obstacle.AMBIGUOUS, "1")


def test_a_text_file_of_which_no_place_is_told_is_a_note() -> None:
    assert outcome("[file_delete]delete [name:a.md][join: and ][name:b.txt]") == Wanted(
        (Delete("note", "a.md"), Delete("note", "b.txt"))
    )
    renamed = outcome("[file_rename]把[name:想法.md]改名为[new_name:计划.md]")
    assert renamed == Wanted((RenameNote("想法.md", "计划.md"),))


@pytest.mark.parametrize(
    ("annotated", "obstacle"),
    [
        ("[file_delete]delete [name:a.md] from [place:Pictures]", Obstacle.UNABLE),
        ("[file_delete]delete [kind:all PDFs]", Obstacle.MISSING),
        ("[file_make]make a file [name:a.md]", Obstacle.UNABLE),
        ("[file_move]move [name:photo.jpg] to [place:Pictures]", Obstacle.UNABLE),
        ("[mail_send]send a mail: [text:hi]", Obstacle.MISSING),
        ("[mail_ask]read the [ordinal:second] mail", Obstacle.UNREAD),
        ("[playlist_make]make a playlist [list:Sunday] in [app:VLC]", Obstacle.UNUSED),
    ],
)
def test_what_hands_do_not_reach_stops_the_act(annotated: str, obstacle: Obstacle) -> None:
    assert stop_of(annotated)[0] is obstacle


@pytest.mark.parametrize("app", ["Mail", "Fernmail", "邮箱"])
def test_an_app_that_people_call_so_is_the_one_that_walks(app: str) -> None:
    found = outcome(f"[mail_archive]archive the mail from [source:Ann] in [app:{app}]")
    assert found == Wanted((Handle("mail_archive", who="Ann"),))


@pytest.mark.parametrize(
    ("annotated", "part"),
    [
        ("[message_send]text [person:Bob] [left:the content of ideas.md]", "the content of ideas.md"),
        ("[message_send]发给[person:王芳][left:剪贴板里的内容]", "剪贴板里的内容"),
        ("[note_append]add [left:today's date] to the note [name:ideas]", "today's date"),
        ("[copy_text]copy [left:Ann's number] to the clipboard", "Ann's number"),
        ("[call]call [left:the first contact]", "the first contact"),
    ],
)
def test_words_that_refer_to_a_content_are_named_in_the_refusal(annotated: str, part: str) -> None:
    found = outcome(annotated)
    assert isinstance(found, Refused)
    assert stop_of(annotated) == (Obstacle.LEFT, part)
    assert part in found.reason


def test_a_note_without_the_text_that_was_referred_to_is_asked_about() -> None:
    found = outcome("[note_add]make a note [name:x] [left:with what is on the clipboard]")
    assert isinstance(found, Asked)
    assert found.choices[0].then == (Create("note", (("name", "x"),)),)


def test_what_is_left_out_by_its_place_in_a_list_is_not_taken_for_a_name() -> None:
    kept = "[delete_all]delete all [kind:recipes] [exception:but the latest]"
    assert stop_of(kept) == (Obstacle.EXCEPTION, "but the latest")


@pytest.mark.parametrize("said", ["all-day", "ganztägigen", "todo el día", "toute la journée", "全天"])
def test_an_event_of_all_day_needs_no_time(said: str) -> None:
    found = outcome(f"[event_add]add [duration:{said}] [title:Fair] [date:2026-05-04]")
    assert found == Wanted((CreateEvent("Fair", Day(year=2026, month=5, day=4), None, None),))


def test_a_length_of_all_day_goes_with_no_time() -> None:
    read = "[event_add]add [duration:all-day] [title:Fair] [date:tomorrow] at [time:10 am]"
    assert stop_of(read) == (Obstacle.UNREAD, "all-day")


@pytest.mark.parametrize(
    "said", ["every week on Tuesday", "jede Woche am Dienstag", "cada semana los martes", "每周星期二"]
)
def test_an_event_of_each_week_may_say_its_day_with_it(said: str) -> None:
    found = outcome(f"[event_add]add [title:Piano] [repeat:{said}] at [time:5 pm]")
    piano = CreateEvent("Piano", Day(weekday=1), TimeOfDay(17, 0), repeat="weekly")
    assert found == Wanted((piano,))
