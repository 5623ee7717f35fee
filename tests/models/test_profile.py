"""What a model's name tells: the family it is of, how its server is asked, what it costs."""

import pytest

from models.price import Price
from models.profile import profile_of
from models.reply import Usage


@pytest.mark.parametrize(
    ("model", "family"),
    [
        ("gpt-4o", "GPT-4"),
        ("gpt-5-mini-2025-08-07", "GPT-5"),
        ("openai/gpt-4.1", "GPT-4"),
        ("anthropic/claude-sonnet-4.6", "Claude"),
        ("us.anthropic.claude-opus-4-5-v1:0", "Claude"),
        ("google/gemini-3-flash-preview", "Gemini"),
        ("Qwen/Qwen2.5-VL-72B-Instruct", "Qwen2.5-VL"),
        ("qwen2.5vl:7b", "Qwen2.5-VL"),
        ("Qwen3-VL-30B-A3B-Instruct", "Qwen3-VL"),
        ("mPLUG/GUI-Owl-1.5-8B-Instruct", "GUI-Owl 1.5"),
        ("mPLUG/GUI-Owl-32B", "GUI-Owl"),
        ("ByteDance-Seed/UI-TARS-1.5-7B", "UI-TARS 1.5"),
        ("ui-tars-72b-dpo", "UI-TARS"),
        ("zai-org/AutoGLM-Phone-9B-Multilingual", "AutoGLM-Phone"),
        ("Tongyi-MAI/MAI-UI-2B", "MAI-UI"),
        ("llama3.2-vision:11b", "any"),
        ("", "any"),
        ("scripted:../runs/gpt-5.jsonl", "script"),
    ],
)
def test_a_name_tells_the_family(model: str, family: str) -> None:
    assert profile_of(model).name == family


@pytest.mark.parametrize(
    ("model", "price"),
    [
        ("gpt-4o-mini", Price(0.15, 0.6, 0.075)),
        ("gpt-4o-2024-11-20", Price(2.5, 10.0, 1.25)),
        ("gpt-5", Price(1.25, 10.0, 0.125)),
        ("claude-haiku-4-5-20251001", Price(1.0, 5.0, 0.1)),
        ("claude-opus-4-1", Price(15.0, 75.0, 1.5)),
        ("gemini-2.5-flash-lite", Price(0.1, 0.4, 0.01)),
        ("gpt-5.9-unheard-of", None),
        ("Qwen3-VL-8B", None),
    ],
)
def test_a_name_tells_the_price_where_it_is_listed(model: str, price: Price | None) -> None:
    assert profile_of(model).price_of(model) == price


def test_cached_tokens_cost_less() -> None:
    price = profile_of("claude-sonnet-4-6").price_of("claude-sonnet-4-6")
    assert price is not None
    assert price.of(Usage(prompt_tokens=1_000_000, cached_tokens=900_000)) == pytest.approx(0.3 + 0.27)
