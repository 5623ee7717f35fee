from collections.abc import Callable, Iterator
from typing import Any

import pytest

from models.endpoint import OpenAIModel
from models.retry import Retries


class Patience:
    """Stands in for sleeping: remembers how long was waited."""

    def __init__(self) -> None:
        self.waits: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.waits.append(seconds)


@pytest.fixture
def patience() -> Patience:
    return Patience()


@pytest.fixture(params=["/chat/completions", "/responses"])
def path(request: pytest.FixtureRequest) -> str:
    """What every API that is spoken promises alike."""
    return str(request.param)


@pytest.fixture
def connect(patience: Patience, path: str) -> Iterator[Callable[..., OpenAIModel]]:
    made: list[OpenAIModel] = []

    def make(url: str, **options: Any) -> OpenAIModel:
        options.setdefault("api_key", "sk-very-secret-123456")
        options.setdefault("retries", Retries(sleep=patience, jitter=lambda: 0.0))
        options.setdefault("timeout", 5.0)
        model = OpenAIModel(options.pop("model", "m"), base_url=url + path, **options)
        made.append(model)
        return model

    yield make
    for model in made:
        model.close()
