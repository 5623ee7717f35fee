"""A person talks with a session: small talk, questions changed in place, a word for a whole task."""

from pathlib import Path

from agent.run.event import Ended, Question
from agent.run.trajectory import read_trajectory
from tests.ui.service.test_conversation import Talk, done
from tests.ui.service.test_conversation import talk as talk
from ui.deed import sentence
from ui.past.past import past_runs, rename
from ui.service.told import Replied, TaskBegun

TEXT = 'Send "On my way" to +15550104477'


def asked(talk: Talk, goal: str) -> Question:
    talk.session.send(goal)
    return next_question(talk)


def next_question(talk: Talk, after: int = 0) -> Question:
    while (standing := talk.session.standing()).question is None or standing.asked <= after:
        assert talk.session.join(0.01) is None
    return standing.question


def test_what_asks_nothing_of_the_phone_is_answered_without_a_run(talk: Talk, tmp_path: Path) -> None:
    for said, reply in (("hi", "Hello. Say what"), ("谢谢", "You are welcome")):
        talk.session.send(said)
        last = talk.session.told()[-1].word
        assert isinstance(last, Replied)
        assert last.text.startswith(reply)
    assert past_runs(tmp_path / "runs") == ()
    assert talk.session.earlier() == ()


def test_a_question_tells_its_deed_and_is_changed_in_place(talk: Talk) -> None:
    question = asked(talk, TEXT)
    assert (question.to, question.content) == ("+15550104477", "On my way")
    assert question.app
    assert question.box is not None
    number = talk.session.standing().asked
    talk.session.change(number, content="hello")
    again = next_question(talk, number)
    assert (again.to, again.content) == ("+15550104477", "hello")
    talk.session.answer("yes")
    ended = talk.session.join()
    assert ended is not None
    done(ended)


def test_a_yes_for_the_task_is_asked_for_once_and_ends_with_it(talk: Talk) -> None:
    asked(talk, 'Send "One" to +15550104477 and send "Two" to +15550104478')
    talk.session.answer("yes", for_task=True)
    ended = talk.session.join()
    assert ended is not None
    done(ended)
    assert asked(talk, TEXT).content == "On my way"
    talk.session.stop()


def test_a_new_chat_refers_to_nothing_before_it(talk: Talk) -> None:
    done(talk.say("Turn on Bluetooth"))
    talk.session.renew()
    assert talk.session.told() == ()
    assert talk.session.earlier() == ()
    assert talk.session.standing().task == 0


def test_a_run_is_called_by_its_goal_in_full_until_it_is_named(talk: Talk, tmp_path: Path) -> None:
    done(talk.say("Set an alarm for 6:35"))
    ended = talk.say("no, 8:45")
    assert isinstance(ended, Ended)
    begun = [told.word for told in talk.session.told() if isinstance(told.word, TaskBegun)]
    titles = {run.goal: run.title for run in past_runs(tmp_path / "runs")}
    assert titles["no, 8:45"] == "Set an alarm for 8:45"
    rename(begun[-1].folder, "Work days")
    (found,) = past_runs(tmp_path / "runs", "work days")
    assert found.title == "Work days"


def test_the_steps_of_a_sub_goal_are_one_sentence(talk: Talk) -> None:
    done(talk.say("Turn on Bluetooth"))
    (begun,) = [told.word for told in talk.session.told() if isinstance(told.word, TaskBegun)]
    steps = read_trajectory(begun.folder).steps
    told = sentence(steps, str)
    assert told.startswith("Opened Settings › ")
    assert told.endswith('switched "Use Bluetooth" on')
