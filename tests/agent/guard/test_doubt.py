"""What a model says that a touch does, by itself or asked: it raises holds, and settles what is in doubt."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from agent.action.action import Click, Status
from agent.brain.brain import Brain, CoreBrain, Decision, View
from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.preset.preset import PRESETS
from agent.run.event import Noticed, Question, StepDone
from agent.settings import Settings
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.apps.browser.state import PACKAGE as BROWSER
from grounding.target import Target
from grounding.tree import TreeGrounder
from models.reply import Reply, Usage
from models.scripted import Item
from tests.agent.safety.control import Page, go
from tests.agent.safety.puppet import Puppet
from tests.agent.script import Recorder, click, decide, says, speakers, told
from tests.boot import fresh_phone
from tests.device.phone.apps.errand import errand

PAGE = "am start -a android.settings.APPLICATION_DETAILS_SETTINGS -d package:net.gsantner.markor"
"""A page with "Open", "Uninstall" and "Force stop", which is known neither as an order nor as harmless."""
GIVES_UP = decide({"action_type": "status", "goal_status": "infeasible", "reason": "no"})


@pytest.fixture
def device() -> Iterator[Device]:
    with Device(InProcessTransport(fresh_phone())) as device:
        device.shell("monkey -p net.gsantner.markor -c android.intent.category.LAUNCHER 1")
        device.shell(PAGE)
        device.settle()
        yield device


def run_of(
    device: Device, folder: Path, items: list[Item], preset: str = "single", questions: int = 5
) -> tuple[Recorder, list[Question], list[StepDone]]:
    model = Recorder([*items, GIVES_UP, GIVES_UP])
    settings = Settings(out=folder / "run", preset=preset, max_steps=6, touch_questions=questions)
    run = Agent(device, ModelBrain(model), TreeGrounder(), PRESETS[preset], settings).run("Look at Markor")
    events = told(run)
    return (
        model,
        [event for event in events if isinstance(event, Question) and event.kind == "confirm"],
        [event for event in events if isinstance(event, StepDone)],
    )


def test_what_a_model_takes_for_sensitive_is_asked_about_and_is_on_the_record(
    device: Device, tmp_path: Path
) -> None:
    taken = says("touch", does="delete", words="Force stop")
    model, questions, steps = run_of(device, tmp_path, [decide(click("Force stop")), taken])
    assert ["delete" in question.classes for question in questions] == [True]
    with Image.open(questions[0].picture) as part:  # the button is framed, and the page around it shows
        width, height = device.observe().size
        assert part.width == width
        assert 200 < part.height < height / 2
        assert (255, 0, 0) in {colour for _, colour in part.getcolors(maxcolors=10**6) or []}
    assert "Force stop" in model.asked_of("touch")[0]
    assert "Look at Markor" not in model.asked_of("touch")[0]
    assert model.pictures[model.roles.index("touch")] == 1
    assert "touch" in speakers(steps[0].step)
    assert not steps[0].step.performed


def test_where_it_sees_nothing_in_it_the_touch_is_made_and_it_is_asked_once(
    device: Device, tmp_path: Path
) -> None:
    nothing = says("touch", does="nothing", words="Force stop")
    taps = [decide(click("Force stop")), nothing, decide(click("Cancel")), decide(click("Force stop"))]
    model, questions, steps = run_of(device, tmp_path, taps)
    assert not questions
    assert steps[0].step.performed
    assert len(model.asked_of("touch")) == 1


def test_what_the_guard_knows_is_held_whatever_a_model_would_say(device: Device, tmp_path: Path) -> None:
    nothing = says("touch", does="nothing", words="Uninstall")
    model, questions, _ = run_of(device, tmp_path, [decide(click("Uninstall")), nothing])
    assert questions
    assert not model.asked_of("touch")


def test_what_the_decider_says_that_its_tap_does_is_asked_about_and_lifts_nothing(
    device: Device, tmp_path: Path
) -> None:
    for label, said in (("Force stop", "delete"), ("Uninstall", None)):
        tap = {**click(label), "commits": said}
        model, questions, steps = run_of(device, tmp_path / label, [decide(tap)])
        assert ["delete" in question.classes for question in questions] == [True]
        assert not model.asked_of("touch")
        assert not steps[0].step.performed


@pytest.mark.parametrize("item", [says("touch", does="fly"), Item("", role="touch", error="bad reply")])
def test_a_reply_that_cannot_be_used_raises_nothing(device: Device, tmp_path: Path, item: Item) -> None:
    _, questions, steps = run_of(device, tmp_path, [decide(click("Force stop")), item, item, item])
    assert not questions
    assert steps[0].step.performed


def test_nobody_is_asked_where_the_owner_allows_no_question(device: Device, tmp_path: Path) -> None:
    taken = says("touch", does="delete", words="Force stop")
    model, questions, _ = run_of(device, tmp_path, [decide(click("Force stop")), taken], questions=0)
    assert not questions
    assert not model.asked_of("touch")


@pytest.mark.parametrize(("locale", "is_told"), [("cy-GB", True), ("de-DE", False)])
def test_a_run_says_at_its_start_that_the_phones_language_is_not_known(
    device: Device, tmp_path: Path, locale: str, is_told: bool
) -> None:
    device.shell(f"settings put system system_locales {locale}")
    settings = Settings(out=tmp_path / "run", preset="single", max_steps=2)
    run = Agent(device, ModelBrain(Recorder([GIVES_UP])), TreeGrounder(), PRESETS["single"], settings).run(
        "Go"
    )
    first = next(iter(run))
    run.close()
    assert (isinstance(first, Noticed) and "(cy) is not known" in first.text) is is_told


FOREIGN = "<h1>Ol</h1><p>Summ 12,50 €</p><button>Ynuvo</button><p></p><button>Abbrechen</button>"
"""A page whose main button is in no language that the guard knows, beside a sum that is due."""


class NoModel(Puppet):
    """Rules that tap the button, as the bundled policy would."""

    def __init__(self, label: str = "Ynuvo") -> None:
        super().__init__(lambda hand: None)
        self._label = label

    def decide(self, view: View) -> Reply[Decision]:
        """The tap, then nothing more."""
        done = Status(goal_status="infeasible", reason="no")
        tap = Click(target=Target(description=self._label))
        return Reply(Decision(thought="", actions=(done if view.steps else tap,)), Usage(), "", 0.0)


def scripted(*items: Item, label: str = "Ynuvo", commits: str | None = None, pictures: bool = True) -> Brain:
    tap = decide({**click(label), "commits": commits})
    return ModelBrain(Recorder([tap, *items, GIVES_UP]), pictures=pictures)


def asked_on(page: str, brain: Brain, folder: Path) -> list[tuple[str, ...]]:
    """The classes of each question on a web page, once the brain is through."""
    with errand(BROWSER, "en-US") as hand:
        go(hand, Page("fresh", BROWSER, (), (), (), (), page, ""))
        settings = Settings(out=folder / "run", preset="single", max_steps=3)
        run = Agent(hand.device, brain, TreeGrounder(), PRESETS["single"], settings).run("Look at the page")
        return [event.classes for event in told(run) if isinstance(event, Question)]


@pytest.mark.parametrize(
    ("brain", "is_asked"),
    [
        pytest.param(lambda: CoreBrain(NoModel()), True, id="no model"),
        pytest.param(lambda: scripted(pictures=False), False, id="decided without pictures"),
        pytest.param(lambda: scripted(commits="payment"), True, id="the decider's word"),
        pytest.param(lambda: scripted(says("touch", does="payment")), True, id="asked: payment"),
        pytest.param(lambda: scripted(says("touch", does="nothing")), False, id="asked: nothing"),
    ],
)
def test_what_a_page_suggests_is_asked_about_unless_a_model_says_that_it_is_nothing(
    brain: Callable[[], Brain], is_asked: bool, tmp_path: Path
) -> None:
    asked = asked_on(FOREIGN, brain(), tmp_path)
    assert ["payment" in classes for classes in asked] == [True] * is_asked


GAME = "<h1>Island</h1><p>Your turn</p><button>Buy road</button><p></p><button>End turn</button>"
"""A page that shows nothing that could be bought: no sum, no field."""
SHOP = GAME.replace("Your turn", "Total 4,99 €")


@pytest.mark.parametrize(
    ("page", "brain", "is_asked"),
    [
        pytest.param(GAME, lambda: CoreBrain(NoModel("Buy road")), True, id="no model"),
        pytest.param(GAME, lambda: scripted(label="Buy road", pictures=False), True, id="nobody sees it"),
        pytest.param(
            GAME, lambda: scripted(*[says("touch", does="fly")] * 3, label="Buy road"), True, id="no reply"
        ),
        pytest.param(
            GAME, lambda: scripted(says("touch", does="purchase"), label="Buy road"), True, id="a purchase"
        ),
        pytest.param(
            GAME, lambda: scripted(says("touch", does="nothing"), label="Buy road"), False, id="a move"
        ),
        pytest.param(
            SHOP, lambda: scripted(says("touch", does="nothing"), label="Buy road"), True, id="a sum is due"
        ),
    ],
)
def test_an_order_on_a_page_that_shows_nothing_to_order_is_held_unless_a_model_sees_that_it_is_none(
    page: str, brain: Callable[[], Brain], is_asked: bool, tmp_path: Path
) -> None:
    asked = asked_on(page, brain(), tmp_path)
    assert ["purchase" in classes for classes in asked] == [True] * is_asked
