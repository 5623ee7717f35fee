"""Training learns, goes on where it stopped, and what is exported decides as what was trained."""

from pathlib import Path
from random import Random

import numpy as np
import pytest
import torch

from agent.offline.learned.move import Deed
from agent.offline.learned.router import OTHER, Route, app_scores
from agent.offline.learned.scene import Moment, NetworkScreen
from agent.offline.learned.session import OUTPUTS, Session
from agent.offline.learned.thing import Thing
from agent.offline.training.dataset import Batch, Example, batch_of, content_of, examples
from agent.offline.training.export import export
from agent.offline.training.loop import Trainer
from agent.offline.training.network import Shape
from agent.offline.training.routing import train_router
from agent.offline.training.sample import Deal, Demonstration
from device.screen import Bounds

SHAPE = Shape(width=32, table=16, apps=2)
NAMES = ("Ann", "Bob", "Carla", "Dora", "Emil", "Fay")


def scene(*labels: str) -> NetworkScreen:
    things = tuple(
        Thing(at, label, label, "row", "TextView", Bounds(0, 100 * at, 900, 100 * at + 90), is_clickable=True)
        for at, label in enumerate(labels)
    )
    field = Thing(9, "", "", "field", "EditText", Bounds(0, 2000, 900, 2090), is_editable=True)
    return NetworkScreen("p", "a", "", keyboard_shown=False, size=(1080, 2400), things=(*things, field))


def demo(seed: int) -> Demonstration:
    """Open the app, touch the person who is named, type what is to be said, and be done."""
    random = Random(seed)
    three = random.sample(NAMES, 3)
    who, text = random.choice(three), f"{random.choice(('see', 'hear'))} you at {random.randrange(12)}"
    goal = f"Tell {who}: {text}"
    shown = scene(*three)
    typed = Deed("type_span", "", "field", text)
    deals = (
        Deal(scene("Home"), "open_app", app="Sms", deed=Deed("open_app", text="Sms")),
        Deal(shown, "click", three.index(who), deed=Deed("click", who, "row")),
        Deal(shown, "type_span", 3, text=text, deed=typed),
        Deal(shown, "complete", deed=Deed("complete")),
    )
    return Demonstration("Tell", seed, "", goal, (who, text), (goal,), deals)


def made(count: int) -> list[Example]:
    return [
        one for seed in range(count) for one in examples(demo(seed), demo(seed).goal, ["Sms"], Random(seed))
    ]


@pytest.fixture(scope="module")
def trained() -> Trainer:
    torch.set_num_threads(1)
    everything = made(30)
    trainer = Trainer(SHAPE, seed=1, steps=50, rate=5e-3, dropout=0.0)
    trainer.train(lambda random: random.sample(everything, 24))
    return trainer


def right_of(scores: tuple[torch.Tensor, ...], batch: Batch) -> torch.Tensor:
    """Which examples the scores have wholly right, each part taken where it scores highest."""
    kind, thing, source, start, end, end_thing, app = scores
    rows = torch.arange(len(batch.kind))
    pointed = batch.thing.clamp_min(0)
    ends = end[rows, batch.start.clamp_min(0)] + end_thing[rows, pointed]
    right = kind.argmax(-1) == batch.kind
    pairs = (
        (thing[rows, batch.kind], batch.thing), (source, batch.source), (start[rows, pointed], batch.start),
        (ends, batch.end), (app, batch.app),
    )  # fmt: skip
    for values, label in pairs:
        right &= (values.argmax(-1) == label) | (label == -100)
    return right


def test_it_learns_to_point_and_to_copy_what_it_never_met(trained: Trainer) -> None:
    fresh = [
        one for seed in range(900, 920) for one in examples(demo(seed), demo(seed).goal, ["Sms"], Random(0))
    ]
    batch = batch_of(fresh)
    with torch.no_grad():
        right = right_of(trained.network(*batch.inputs), batch)
    assert right.float().mean() > 0.8


def test_the_exported_network_scores_as_the_trained_one(trained: Trainer, tmp_path: Path) -> None:
    example = made(1)[2]
    export(trained.network, example, tmp_path / "n.onnx")
    session = Session(tmp_path / "n.onnx", ["Sms"])
    with torch.no_grad():
        scores = trained.network(*batch_of([example]).inputs)
    found = session.scores(example.features)
    for name, score in zip(OUTPUTS, scores, strict=True):
        assert np.allclose(found[name], score[0].numpy(), atol=1e-3), name
    deal = demo(0).deals[1]
    choice = session.choose(Moment(demo(0).goal, deal.scene, (demo(0).deals[0].deed,)))
    assert choice.move.kind == "click"
    assert choice.move.thing == deal.thing
    nothing = NetworkScreen("p", "a", "", keyboard_shown=False, size=(1080, 2400), things=())
    assert session.choose(Moment("", nothing)).move.thing is None


def test_a_training_that_was_cut_off_comes_to_the_same_as_one_that_was_not(tmp_path: Path) -> None:
    everything = made(6)

    def trainer(steps: int) -> Trainer:
        return Trainer(SHAPE, seed=2, steps=steps, dropout=0.2)

    whole, first, second = trainer(6), trainer(6), trainer(6)
    whole.train(lambda random: random.sample(everything, 8))
    cut = iter(range(3))

    def pick(random: Random) -> list[Example]:
        if next(cut, None) is None:
            raise KeyboardInterrupt
        return random.sample(everything, 8)

    with pytest.raises(KeyboardInterrupt):
        first.train(pick)
    first.save(tmp_path / "half.pt")
    second.load(tmp_path / "half.pt")
    assert second.done == 3
    second.train(lambda random: random.sample(everything, 8))
    for mine, theirs in zip(whole.network.parameters(), second.network.parameters(), strict=True):
        assert torch.allclose(mine, theirs, atol=1e-5)


def test_words_of_values_are_hidden_and_those_of_the_wording_are_not() -> None:
    one = demo(3)
    hidden = list(examples(one, one.goal, ["Sms"], Random(0), alias_rate=1.0))
    plain = list(examples(one, one.goal, ["Sms"], Random(0), alias_rate=0.0))
    same = (hidden[0].features.word_ids == plain[0].features.word_ids).all(1)
    assert same[0]  # Tell
    assert not same[1]  # who
    assert [(one.kind, one.thing, one.start, one.end) for one in hidden] == [
        (one.kind, one.thing, one.start, one.end) for one in plain
    ]


def test_what_only_some_screens_of_a_template_say_is_hidden_and_the_apps_own_words_are_not() -> None:
    some = [
        Demonstration("T", n, "", "Go", (), ("Go",), (Deal(scene("Send", f"Fees{n}"), "complete"),))
        for n in range(5)
    ]
    assert content_of(some) == {f"fees{n}" for n in range(5)}
    (hidden,) = examples(some[0], "Send it", [], Random(0), alias_rate=1.0, content=content_of(some))
    (plain,) = examples(some[0], "Send it", [], Random(0), alias_rate=0.0)
    changed = (hidden.features.thing_ids != plain.features.thing_ids).any(1)
    assert changed.tolist() == [False, True, False]
    assert np.array_equal(hidden.features.thing_flags, plain.features.thing_flags)


def test_an_app_that_the_goal_names_is_begun_in() -> None:
    route = Route({"sms": 1.0}, {"Sms": 0.6, "Camera": 0.4})
    apps = ("Camera", "Sms")
    assert app_scores("Open the camera app", route, apps).argmax() == 0
    assert app_scores("Send it", route, apps).argmax() == 1


def test_the_router_knows_kinds_by_their_wording_in_both_languages() -> None:
    taught = [
        (text.format(name), label)
        for name in NAMES
        for text, label in (
            ("Send a message to {}", ("sms", "Sms")), ("给{}发短信", ("sms", "Sms")),
            ("Take a photo of {}", ("shoot", "Camera")), ("给{}拍张照片", ("shoot", "Camera")),
            ("How tall is {}?", (OTHER, "")), ("{}多高？", (OTHER, "")),
        )
    ]  # fmt: skip
    router = train_router(taught, seed=0)
    assert router.route("Send Gustav a message").kind == "sms"
    assert router.route("给Gustav拍张照片吧").kind == "shoot"
    assert router.route("How tall is Gustav?").confidence == 0.0
    assert max(router.route("Send Gustav a message").apps.items(), key=lambda item: item[1])[0] == "Sms"
