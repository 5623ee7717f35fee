"""A context that is too small: what is left out, what is remembered, what the person is told."""

import json
from pathlib import Path
from typing import Any

from agent.run.event import Noticed
from models.known import Known, read_lessons
from models.message import user
from tests.agent.run.provider import ACT, DONE, JUDGED, LISTED, Begin
from tests.models.server import Answer, Server, serving


class Small(Server):
    """A server whose model has so small a context."""

    def __init__(self, letters: int, *answers: Answer) -> None:
        super().__init__(*answers)
        self.letters = letters
        self.sizes: list[int] = []
        self.pictures: list[bool] = []

    def answer(self, request: dict[str, Any]) -> Answer:
        told = json.dumps(request["messages"])
        is_picture = "image_url" in told
        parts = [m["content"] for m in request["messages"]]
        texts = [p if isinstance(p, str) else "".join(x.get("text", "") for x in p) for p in parts]
        size = sum(map(len, texts)) + 4_200 * is_picture
        self.sizes.append(size)
        self.pictures.append(is_picture)
        if size > self.letters:
            words = f"This model's maximum context length is {self.letters} tokens. However, you asked more"
            return Answer(status=400, error={"message": words, "code": "context_length_exceeded"})
        return super().answer(request)


def test_a_small_context_gets_shorter_questions_and_is_remembered(begin: Begin, tmp_path: Path) -> None:
    with serving(server=Small(6_500, LISTED, ACT, DONE, JUDGED)) as server:
        assert isinstance(server, Small)
        _, end = begin(server)
    assert end.status == "complete"
    rejected = [size for size in server.sizes if size > 6_500]
    assert rejected
    assert not server.pictures[-1], server.sizes
    assert read_lessons(tmp_path / "models.json")["m u"].room
    with serving(server=Small(6_500, LISTED, ACT, DONE, JUDGED)) as again:
        assert isinstance(again, Small)
        assert begin(again)[1].status == "complete"
    anew = [size for size in again.sizes if size > 6_500]
    assert len(anew[1:]) <= 1 < len(rejected), "one is tried again, in case the context has grown"


def test_the_person_is_told_once_what_was_left_out(begin: Begin) -> None:
    with serving(server=Small(6_500, LISTED, ACT, ACT, DONE, JUDGED)) as server:
        events, _ = begin(server, pictures=True)
    told = [event.text for event in events if isinstance(event, Noticed) and "picture" in event.text]
    assert told == ["m's context is too small: asked without the picture"]


def test_a_server_restarted_with_a_larger_context_is_shown_pictures_again(
    begin: Begin, tmp_path: Path
) -> None:
    with serving(server=Small(6_500, LISTED, ACT, DONE, JUDGED)) as server:
        begin(server, pictures=True)
    assert read_lessons(tmp_path / "models.json")["m u"].room
    with serving(server=Small(500_000, LISTED, ACT, DONE, JUDGED)) as larger:
        assert isinstance(larger, Small)
        begin(larger, pictures=True)
    assert any(larger.pictures)
    assert read_lessons(tmp_path / "models.json")["m u"].room is None


def test_a_context_that_nothing_fits_ends_the_run_with_what_helps(begin: Begin) -> None:
    with serving(server=Small(100, ACT)) as server:
        _, end = begin(server)
    assert (end.status, end.cause) == ("error", "model")
    assert "larger context" in end.reason
    assert "agent models m --forget" in end.reason
    bodies = [json.dumps(request, sort_keys=True) for request in server.requests]
    assert len(bodies) == len(set(bodies)), "nothing was shortened, so nothing is asked again"


def test_the_maximum_that_a_server_states_is_kept() -> None:
    known = Known("m")
    known.too_long([user("word " * 30_000)], stated=8_192)
    assert known.fits([user("word " * 5_000)])
    assert not known.fits([user("word " * 6_000)]), "nobody has tried it"
    known.too_long([user("word " * 5_000)], stated=8_192)
    assert not known.fits([user("word " * 5_000)]), "what was too long is, whatever is stated"
    known.too_long([user("word " * 30_000)], stated=16_384)
    assert known.fits([user("word " * 6_000)]), "another maximum is another server"
