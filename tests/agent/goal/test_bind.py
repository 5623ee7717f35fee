"""Readings become intentions wholly, or a question or a refusal that names the part."""

from dataclasses import replace

import pytest

from agent.goal.bind import BUILDERS, UNSUPPORTED, bind
from agent.goal.goalreader import goal_reader
from agent.goal.holds import holds
from agent.goal.nearest import example
from agent.goal.outcome import Asked, Obstacle, Outcome, Refused, Wanted
from agent.goal.refusal import answered, is_final
from agent.language.day import Day
from agent.language.errand import (
    ChangeNote,
    ChangeNumber,
    ClearNotices,
    CompleteTask,
    CopyText,
    Create,
    CreateEvent,
    Delete,
    DeleteAll,
    Handle,
    MoveEvent,
    PhoneCall,
    RenameNote,
    SendText,
    Shoot,
    Tell,
)
from agent.language.hand import choice_of
from agent.language.intention import (
    ControlClock,
    DeleteAlarm,
    DeleteTimer,
    Intention,
    LaunchApp,
    Press,
    ReadScreen,
    SetAlarm,
    SetLevel,
    SetSwitch,
    SetTimer,
    ShowClock,
    SwitchAlarm,
)
from agent.language.when import TimeOfDay
from agent.reader.intent import GoalClause, Intent, Mood, Polarity, Reading, Role, Span, Tag
from agent.run.status import Cause
from tests.agent.goal.annotated import reading
from tests.table import each_row

SEVEN = TimeOfDay(7, 30)
BLUETOOTH = SetSwitch("bluetooth", on=True)
WORKDAYS = (0, 1, 2, 3, 4)


def outcome(annotated: str) -> Outcome:
    return bind(reading(annotated))


def stop_of(annotated: str) -> tuple[Obstacle, str]:
    found = outcome(annotated)
    assert not isinstance(found, Wanted)
    stop = found.stop if isinstance(found, Refused) else found.otherwise.stop
    assert stop is not None
    return stop.obstacle, stop.part


@each_row(("annotated", "wants"), [
        ("[switch on]turn on [setting:Bluetooth]", [BLUETOOTH]),
        ("[switch off]apaga el [setting:modo avión]", [SetSwitch("airplane", on=False)]),
        ("[switch on]schalte [setting:WLAN][join: und ][setting:NFC] ein", [
            SetSwitch("wifi", on=True), SetSwitch("nfc", on=True)]),
        ("[switch toggle]切换一下[setting:勿扰模式]", [SetSwitch("dnd", on=None)]),
        ("[level]set [setting:brightness] to [level:half]", [SetLevel("brightness", 50)]),
        ("[level off]mute [setting:the music volume]", [SetLevel("media", 0)]),
        ("[level up]monte [setting:le son]", [SetLevel("media", "up")]),
        ("[setting_ask ask]is [setting:Bluetooth] on?", [ReadScreen("switch", "bluetooth")]),
        ("[device_ask ask]how much [field:battery] is left", [ReadScreen("reading", "battery")]),
        ("[alarm_set]weck mich [repeat:werktags] um [time:halb acht]", [SetAlarm(SEVEN, days=WORKDAYS)]),
        ("[alarm_set]wake me [date:tomorrow] at [time:7:30] for [label:Gym]", [
            SetAlarm(SEVEN, "Gym", day=Day(ahead=1))]),
        ("[alarm_set]set an alarm [date:tonight] at [time:1 at night]", [
            SetAlarm(TimeOfDay(1, 0), day=Day(ahead=0))]),
        ("[alarm_set]wake me [repeat:every morning] at [time:7:30]", [SetAlarm(SEVEN, days=tuple(range(7)))]),
        ("[alarm_switch off]turn [ordinal:all] alarms off", [SwitchAlarm(None, on=False)]),
        ("[alarm_delete]delete the [time:7:30] alarm", [DeleteAlarm(SEVEN)]),
        ("[alarm_ask ask]which alarms do I have", [ReadScreen("alarms")]),
        ("[timer_set]lance un minuteur d'[duration:une heure et demie]", [SetTimer(5400)]),
        ("[timer_control delete]delete the [ordinal:last] [duration:5 min] timer", [DeleteTimer(300, last=True)]),  # noqa: E501
        ("[stopwatch_control lap]lap", [ControlClock("stopwatch", "lap")]),
        ("[clock_show]muestra el [kind:cronómetro]", [ShowClock("stopwatch")]),
        ("[app_open]打开[app:相机]", [LaunchApp("相机")]),
        ("[go_home]go home", [Press("home")]),
        ("[contact_add]add [person:Ann van Lee], [number:+49 (170) 555-01]", [
            Create("contact", (("first", "Ann van"), ("last", "Lee"), ("phone", "+4917055501")))]),
        ("[contact_change]change [person:Bob]'s number to [number:555 0134]", [ChangeNumber("Bob", "5550134")]),  # noqa: E501
        ("[contact_delete]delete [person:Liu Wei]", [Delete("contact", "Liu Wei")]),
        ("[contact_ask ask]what is [person:Bob]'s [field:number]", [Tell("number", "Bob")]),
        ("[call]llama a [person:mamá]", [PhoneCall("call", "mamá")]),
        ("[call]my sister [person:Dolores] rang, call [person:her] back", [PhoneCall("call", "Dolores")]),
        ("[city_add]妹妹在[place:东京]，加一个[place:东京]时间", [Handle("city_add", "东京")]),
        ("[device_ask ask]my [field:own phone number]", [Handle("about", choice=choice_of("number"))]),
        ("[contact_delete][person:小刘]不来了，把[person:他]删了", [Delete("contact", "小刘")]),
        (
            "[event_move]move [title:Dentist] [source:on Wednesday] to [date:Friday] at [time:10:30]",
            [MoveEvent("Dentist", Day(weekday=2), Day(weekday=4), TimeOfDay(10, 30))],
        ),
        ("[call_ask ask]any [kind:missed calls]?", [Tell("missed")]),
        ("[message_send]tell [person:Bob][join: and ][person:Ann]: [text:running late, sorry]", [
            SendText("Bob", "running late, sorry"), SendText("Ann", "running late, sorry")]),
        ("[message_reply]answer [source:Bob]: [text:ok]", [SendText("Bob", "ok")]),
        ("[message_forward]forward [source:Bob]'s [ordinal:last] message to [person:Ann]", [
            SendText("Ann", "", "Bob")]),
        ("[message_ask ask]what did [source:Bob] write", [Tell("message", "Bob")]),
        ("[conversation_delete]delete the chat with [person:Bob]", [Delete("conversation", "Bob")]),
        ("[event_add]plan [title:Lunch] [date:tomorrow] from [time:1] to [end_time:2 pm] at [place:Café Luna]", [  # noqa: E501
            CreateEvent("Lunch", Day(ahead=1), TimeOfDay(13, 0), TimeOfDay(14, 0), "Café Luna")]),
        ("[event_add]neuer Termin [title:Yoga] [repeat:jeden Montag] um [time:18 Uhr], [duration:anderthalb Stunden]", [  # noqa: E501
            CreateEvent("Yoga", Day(weekday=0), TimeOfDay(18, 0), TimeOfDay(19, 30), repeat="weekly")]),
        ("[event_delete]cancel [title:Dentist] [date:tomorrow]", [Delete("event", "Dentist", Day(ahead=1))]),
        ("[event_ask ask][field:when] is [title:Dentist]", [Tell("when", "Dentist")]),
        ("[event_ask ask]what's on [date:the day after tomorrow]", [Tell("events", day=Day(ahead=2))]),
        ("[note_add]create a note [name:Täxes 2023] with [text:call mum. Twice]", [
            Create("note", (("name", "Täxes 2023"), ("text", "call mum. Twice")))]),
        ("[note_append]add to [name:Ideas] at [ordinal:the top]: [text:x]", [ChangeNote("Ideas", "x", "start")]),  # noqa: E501
        ("[note_rename]rename [name:a] to [new_name:B b]", [RenameNote("a", "B b")]),
        ("[expense_add]add [title:Lunch] for [amount:12,50 €], [category:food]", [
            Create("expense", (("name", "Lunch"), ("amount", "12.5")), choice="food")]),
        ("[expense_ask ask]how much was [title:Lunch]", [Tell("spent", "Lunch")]),
        ("[task_add]add a task [title:buy milk], due [date:tomorrow], [priority:high] priority", [
            Create("task", (("title", "buy milk"),), Day(ahead=1), "high")]),
        ("[task_complete]done: [title:buy milk]", [CompleteTask("buy milk")]),
        ("[recipe_add]add [title:Soup] with [ingredients:2 leeks, salt], [amount:4 servings]", [
            Create("recipe", (("title", "Soup"), ("servings", "4 servings"), ("ingredients", "2 leeks, salt")))]),  # noqa: E501
        ("[delete_all]delete all [kind:notes] [exception:but \"Ideas\"]", [DeleteAll("note", ("Ideas",))]),
        ("[photo_take]take a [kind:selfie]", [Shoot(None, front=True)]),
        ("[video_take]film [duration:10 s]", [Shoot(10)]),
        ("[copy_text]copy [text:hello World!]", [CopyText("hello World!")]),
        ("[notifications_clear]clear all notifications", [ClearNotices()]),
    ])  # fmt: skip
def test_what_a_clause_comes_to(annotated: str, wants: list[Intention]) -> None:
    assert outcome(annotated) == Wanted(tuple(wants))
    assert holds(wants, reading(annotated))


def test_politeness_and_reasons_change_nothing() -> None:
    assert outcome(
        "[filler:hey, ][switch on]turn on [setting:Bluetooth][reason: because I drive][][filler:, thanks]"
    ) == (Wanted((BLUETOOTH,)))


@pytest.mark.parametrize(
    ("annotated", "obstacle", "part"),
    [
        ("[switch on]turn on [setting:Bluetooth] [condition:when I get home]", Obstacle.CONDITION, "when I get home"),  # noqa: E501
        ("[condition:jeden Abend][switch on] Bluetooth an: [setting:WLAN]", Obstacle.CONDITION, "jeden Abend"),  # noqa: E501
        ("[switch off]turn off [setting:Wi-Fi] [exception:but not at night]", Obstacle.EXCEPTION, "but not at night"),  # noqa: E501
        ("[task_add]add [title:buy milk] [left:to the shelf]", Obstacle.LEFT, "to the shelf"),
        ("[task_add]add [title:buy milk] to [list:Home]", Obstacle.UNUSED, "Home"),
        ("[switch on]turn on [setting:Wi-Fi][][join:and ][none][left:tell a joke]", Obstacle.OTHER, "tell a joke"),  # noqa: E501
        ("[switch on]turn on [setting:Wi-Fi][][join:and ][ringer_set]phone on [level:vibrate]", Obstacle.UNABLE, "phone on vibrate"),  # noqa: E501
        ("[message_send]tell [person:Bob] [text:hi] on [app:WhatsApp]", Obstacle.UNUSED, "WhatsApp"),
        ("[switch on ask]how do I turn on [setting:NFC]", Obstacle.HOW, "how do I turn on NFC"),
        ("[level up]turn [setting:the volume] up by [amount:20%]", Obstacle.UNUSED, "20%"),
        ("[event_add]add [title:Fair] [date:tomorrow]", Obstacle.UNTIMED, "add Fair tomorrow"),
    ],
)  # fmt: skip
def test_a_part_that_cannot_be_honoured_asks_before_anything_is_done(
    annotated: str, obstacle: Obstacle, part: str
) -> None:
    found = outcome(annotated)
    assert isinstance(found, Asked)
    assert stop_of(annotated) == (obstacle, part)
    assert part in found.question or obstacle is Obstacle.HOW
    assert part in found.otherwise.reason
    assert found.choices[0].then
    assert isinstance(answered(found, "yes, please"), Wanted)
    refused = answered(found, "no")
    assert isinstance(refused, Refused)
    assert refused.cause is Cause.REFUSED_BY_PERSON
    assert answered(found, "what?") == found.otherwise


@pytest.mark.parametrize(
    ("annotated", "obstacle", "part", "cause"),
    [
        ("[switch on]turn on [setting:torch]", Obstacle.UNKNOWN, "torch", Cause.NOT_FOUND),
        ("[none][left:sing to me]", Obstacle.OTHER, "sing to me", Cause.NOT_UNDERSTOOD),
        ("[ringer_set]phone on [level:vibrate]", Obstacle.UNABLE, "phone on vibrate", Cause.IMPOSSIBLE),
        ("[alarm_set]wake me at [time:25:00]", Obstacle.UNREAD, "25:00", Cause.NOT_UNDERSTOOD),
        ("[call]call somebody", Obstacle.MISSING, "call somebody", Cause.NOT_UNDERSTOOD),
        ("[contact_delete]delete [person:her]", Obstacle.UNREAD, "her", Cause.NOT_UNDERSTOOD),
        ("[alarm_delete]delete [ordinal:all] alarms [exception:except 7:30]", Obstacle.EXCEPTION, "except 7:30",  # noqa: E501
         Cause.IMPOSSIBLE),
        ("[switch on dont][negation:don't] turn on [setting:NFC]", Obstacle.NEGATION, "don't turn on NFC",
         Cause.NOT_UNDERSTOOD),
        ("[level up]que no gire sola la [setting:brillo]", Obstacle.NEGATION, "que no gire sola la",
         Cause.NOT_UNDERSTOOD),
        ("[timer_set]start a timer of [duration:200 hours]", Obstacle.UNUSED, "200 hours", Cause.IMPOSSIBLE),
    ],
)  # fmt: skip
def test_what_no_yes_can_settle_is_refused(
    annotated: str, obstacle: Obstacle, part: str, cause: Cause
) -> None:
    found = outcome(annotated)
    assert isinstance(found, Refused)
    assert stop_of(annotated) == (obstacle, part)
    assert found.cause is cause
    assert part in found.reason
    assert found.nearest
    assert found.nearest in found.reason


def test_what_there_are_no_hands_for_is_told_as_a_guess_where_the_reader_is_not_sure() -> None:
    found = bind(reading("[file_move]move [name:a.txt] to Documents"), sure=False)
    assert isinstance(found, Refused)
    assert found.cause is Cause.NOT_UNDERSTOOD
    assert 'I am not sure whether "move a.txt to Documents" asks me to move files' in found.reason
    chinese = bind(reading("[file_move]把[name:a.txt]移到文档"), sure=False)
    assert isinstance(chinese, Refused)
    assert "我不确定“把a.txt移到文档”是不是要我移动文件" in chinese.reason
    both = "[switch on]turn on [setting:Wi-Fi][][join:and ][file_move]move [name:a.txt]"
    asked = bind(reading(both), sure=False)
    assert isinstance(asked, Asked)
    assert 'I am not sure what "move a.txt" means' in asked.question


def test_a_plan_that_is_mostly_wrong_is_not_put_to_the_person() -> None:
    likely = replace(reading("[event_delete]clear the calendar, [title:yoga] too"), confidence=0.4)
    assert isinstance(bind(likely, sure=False), Asked)
    found = bind(replace(likely, confidence=0.15), sure=False)
    assert isinstance(found, Refused)
    assert found.cause is Cause.NOT_UNDERSTOOD


def test_what_is_to_be_left_alone_is_honoured_where_nothing_touches_it() -> None:
    spared = (
        "[switch on]turn on [setting:Wi-Fi][][join:, ][switch on dont][negation:don't] turn on [setting:NFC]"
    )
    assert outcome(spared) == Wanted((SetSwitch("wifi", on=True),))
    taken = "[switch on]turn on [setting:airplane mode][][join:, ][switch off dont][negation:but not] [setting:Wi-Fi] off"  # noqa: E501
    assert stop_of(taken)[0] is Obstacle.CONFLICT


def test_a_ban_holds_for_a_name_behind_it_without_a_verb() -> None:
    named = "[switch on dont][negation:don't] turn on [setting:Wi-Fi][][join: and ][switch on][setting:NFC]"
    assert stop_of(named)[0] is Obstacle.NEGATION


def test_two_meanings_are_asked_about_and_chosen() -> None:
    found = outcome("[event_add]add [title:Dentist] [date:next Friday] at [time:10 am]")
    assert isinstance(found, Asked)
    assert [choice.words for choice in found.choices] == ["Friday", "Friday of next week"]
    chosen = answered(found, "Friday of next week")
    assert chosen == Wanted((CreateEvent("Dentist", Day(weekday=4, weeks=1), TimeOfDay(10, 0)),))
    assert answered(found, "2") == chosen
    assert answered(found, "yes") == found.otherwise


def test_an_afternoon_is_chosen_by_saying_so() -> None:
    found = outcome("[event_add]añade [title:Médico] [date:mañana] a [time:las tres]")
    assert isinstance(found, Asked)
    assert answered(found, "3 de la tarde") == Wanted(
        (CreateEvent("Médico", Day(ahead=1), TimeOfDay(15, 0)),)
    )


def test_a_pronoun_is_whoever_the_goal_named_before() -> None:
    found = outcome(
        "[contact_add]add [person:Ann Lee], [number:555 0134][][join: and ][call]call [person:her]"
    )
    assert isinstance(found, Wanted)
    assert found.intentions[-1] == PhoneCall("call", "Ann Lee")


def test_below_the_threshold_the_plan_is_put_to_the_person() -> None:
    found = bind(reading("[switch on]turn on [setting:Bluetooth]"), sure=False)
    assert isinstance(found, Asked)
    assert "turn on Bluetooth" in found.question
    assert found.choices[0].then == (BLUETOOTH,)


@each_row("tag", [Tag.CONDITION, Tag.EXCEPTION, Tag.NEGATION, Tag.LEFT, *Role])
def test_no_word_of_any_tag_is_swallowed(tag: Role | Tag) -> None:
    """Whatever the words behind a whole request are read as, they do something or stop it."""
    text = "turn on Bluetooth zzz qqq"
    spans = (Span(Tag.CUE, 0, 7), Span(Role.SETTING, 8, 17), Span(tag, 18, 25))
    clause = GoalClause(0, 25, Intent.SWITCH, Polarity.ON, Mood.DO, spans)
    assert not isinstance(bind(Reading(text, (clause,))), Wanted)


@pytest.mark.parametrize("cut", [0, 1, 2])
def test_words_that_no_tag_covers_stop_the_act(cut: int) -> None:
    spans = [Span(Tag.CUE, 0, 7), Span(Role.SETTING, 8, 17), Span(Tag.CUE, 18, 25)]
    del spans[cut]
    clause = GoalClause(0, 25, Intent.SWITCH, Polarity.ON, Mood.DO, tuple(spans))
    assert not isinstance(bind(Reading("turn on Bluetooth for fun", (clause,))), Wanted)
    bare = Reading(
        "turn on Bluetooth for fun", (GoalClause(0, 17, Intent.SWITCH, Polarity.ON, Mood.DO, clause.spans),)
    )
    assert not isinstance(bind(bare), Wanted)


def test_holds_wants_each_slot_unchanged_and_nothing_more() -> None:
    read = reading("[note_add]note [name:Ideas] with [text:buy Milk]")
    assert holds([Create("note", (("name", "Ideas"), ("text", "buy Milk")))], read)
    assert not holds([Create("note", (("name", "Ideas"), ("text", "buy milk")))], read)
    assert not holds([Create("note", (("name", "Ideas"),))], read)
    assert not holds([Create("note", (("name", "note Ideas"), ("text", "buy Milk")))], read)


def test_every_intent_has_hands_or_is_known_to_have_none() -> None:
    assert set(BUILDERS) | set(UNSUPPORTED) | {Intent.NONE} == set(Intent)
    assert not set(BUILDERS) & set(UNSUPPORTED)


@each_row("intent", [*Intent])
def test_what_is_offered_of_any_intent_works_when_pasted(intent: Intent) -> None:
    for goal in ("do something", "做点什么"):
        offered = example(intent, goal, goal_reader().outcome)
        found = goal_reader().outcome(offered)
        assert isinstance(found, Wanted)
        assert not any(map(is_final, found.intentions)), offered


@each_row("goal", ["Text Ann that I am late, and turn on Bluetooth", "delete the note Ideas when Bob agrees"])
def test_no_part_of_a_refused_goal_is_offered_that_sends_or_deletes(goal: str) -> None:
    found = goal_reader().outcome(goal)
    refused = found.otherwise if isinstance(found, Asked) else found
    assert isinstance(refused, Refused)
    offered = goal_reader().outcome(refused.nearest)
    assert isinstance(offered, Wanted)
    assert not any(map(is_final, offered.intentions)), refused.nearest


def test_the_next_step_is_told_in_the_own_words_of_any_language() -> None:
    plain = "[switch on]enciende [setting:el Bluetooth]"
    known = {reading(plain).text: reading(plain)}

    def reread(goal: str) -> Outcome:
        return bind(known.get(goal, Reading(goal, ())))

    found = bind(
        reading("[switch on]enciende [setting:el Bluetooth] [condition:cuando llegue a casa]"), reread=reread
    )
    assert isinstance(found, Asked)
    assert found.otherwise.nearest == "enciende el Bluetooth"


def test_what_is_said_of_a_chinese_goal_is_chinese() -> None:
    found = outcome("[switch on][condition:我到家的时候]打开[setting:蓝牙]")
    assert isinstance(found, Asked)
    assert found.question == "我现在就能打开蓝牙，但等不了“我到家的时候”：现在就做吗？"
    assert found.otherwise.reason == "我等不了“我到家的时候”，所以什么也没做。我能做的是：打开蓝牙"


def test_two_halves_of_a_condition_are_asked_about_as_one():
    found = outcome(
        "[switch on][condition:if Bob rang,] turn on [setting:Bluetooth][condition:, otherwise leave it]"
    )
    assert isinstance(found, Asked)
    assert '"if Bob rang … otherwise leave it": shall I do it now?' in found.question
    assert found.choices[0].then == (BLUETOOTH,)


def test_two_parts_that_belong_to_nothing_are_named_together_and_stay_undone():
    found = outcome("[switch on][left:up the ladder] turn on [setting:Bluetooth] [left:in red]")
    assert isinstance(found, Asked)
    assert found.left == "up the ladder … in red"


@pytest.mark.parametrize(
    "annotated",
    [
        "[switch on]turn on [setting:Bluetooth] [condition:at six] [left:in red]",
        "[switch on][left:a] turn [left:b] on [setting:Bluetooth] [left:c]",
        "[delete_all]delete all [kind:notes] [exception:but one] [exception:and another]",
    ],
)
def test_parts_of_several_kinds_or_many_parts_are_refused(annotated: str):
    assert isinstance(outcome(annotated), Refused)


def test_a_pronoun_behind_a_name_is_that_person():
    goal = "[contact_add]here is [person:Rico], his number is [number:555 0134], save [person:him]"
    found = outcome(goal)
    assert isinstance(found, Wanted)
    assert [str(want) for want in found.intentions] == ['add the contact "Rico" (phone 5550134)']


def test_what_a_clause_says_to_leave_is_left_of_all_that_go() -> None:
    kept = "[recipe_delete dont][negation:keep] [title:the dish and the card]"
    found = outcome(f"[delete_all]empty my [kind:to-do list], {kept}")
    assert isinstance(found, Asked)  # read by its words, so that a yes is wanted
    assert found.choices[0].then == (DeleteAll("task", ("dish", "card")),)


def test_how_somebody_is_called_is_the_name_of_the_contact() -> None:
    found = outcome(
        "[contact_add]save the [person:tuner]'s number. Her name is [person:Agnes Moll], [number:555 0134]"
    )
    assert isinstance(found, Asked)
    assert "Agnes" in found.question
    assert "tuner" in found.question


def test_a_note_that_has_no_name_is_looked_for_by_what_is_asked() -> None:
    found = outcome("[note_ask ask][left:what was the gate code]? it's in my notes")
    assert isinstance(found, Asked)
    assert found.choices[0].then == (Tell("note", "what was the gate code"),)
    assert found.left == "what was the gate code"


def test_a_pronoun_that_is_listed_with_a_name_is_somebody_else():
    found = outcome("[contact_add]add [person:Rico][join: and ][person:him], [number:555 0134]")
    assert isinstance(found, Refused)


def test_a_question_is_no_reason_and_stays_open():
    found = outcome("[mail_ask none ask][reason:how much do they want?] look at the [ordinal:last] mail")
    assert isinstance(found, Asked)
    assert found.left == "how much do they want?"
    told = outcome("[mail_ask none ask]read the [ordinal:last] mail[reason:? I keep forgetting it]")
    assert isinstance(told, Wanted)


@pytest.mark.parametrize("said", ["[person:Bob]'s number again", "how do i reach [person:Bob]"])
def test_a_contact_is_asked_for_a_number_in_words_without_a_slot(said: str):
    assert isinstance(outcome(f"[contact_ask none ask]{said}"), Wanted)


def test_a_number_that_no_contact_holds_is_not_answered_with_another():
    assert isinstance(outcome("[contact_ask none ask]what's [person:Bob]'s key safe number"), Refused)
