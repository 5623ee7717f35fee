"""From names to models, and what the package costs to import."""

import subprocess
import sys

import pytest

from device.error import ConfigError
from models.build import build_model
from models.endpoint import OpenAIModel
from models.message import Image, Message, media_type, user
from models.price import Price
from models.reply import Usage


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"name": " "}, "no name"),
        ({"name": "gpt-4o"}, "OPENAI_API_KEY"),
        ({"name": "m", "base_url": "localhost:8000"}, "no address"),
        ({"name": "m", "base_url": "http://"}, "no address"),
        ({"name": "m", "base_url": "http://[::1"}, "no address"),
        ({"name": "m", "base_url": "http://a:b/v1"}, "no address"),
        ({"name": "m", "api_key": "se cret"}, "key"),
        ({"name": "m", "api_key": "schlüssel"}, "key"),
    ],
)
def test_what_cannot_work_is_said_before_anything_is_asked(options, words):
    with pytest.raises(ConfigError, match=words) as caught:
        build_model(**options)
    assert "cret" not in str(caught.value)


def test_a_local_endpoint_needs_no_key():
    model = build_model("qwen", base_url="http://user:pw@127.0.0.1:1/v1/?k=secret")
    assert isinstance(model, OpenAIModel)
    assert model.name == "qwen"
    assert repr(model) == "OpenAIModel('qwen', base_url='http://127.0.0.1:1/v1/')"
    model.close()


def test_importing_the_builder_imports_no_openai():
    code = "import sys, models.build, models.chat, models.error; sys.exit('openai' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_usage_adds_up_and_an_unknown_price_stays_unknown():
    a = Usage(10, 2, 4, 1, 0.5)
    assert Usage() + a == a
    assert a + a == Usage(20, 4, 8, 2, 1.0)
    assert (a + Usage(cost=None)).cost is None
    assert Price(1, 2).of(Usage(1_000_000, 500_000, 1_000_000)) == 2.0


def test_messages():
    assert user("a", "b").text == "a\nb"
    assert isinstance(user(), Message)
    assert media_type(b"RIFF....WEBPVP8 ") == "image/webp"
    with pytest.raises(ValueError, match="neither"):
        media_type(b"GIF89a")
    with pytest.raises(ValueError, match="either"):
        Image()
