"""What is said to a Qwen vision model, in the form its chat template gives it (ChatML)."""

import re

IMAGE = "<|vision_start|><|image_pad|><|vision_end|>"
"""One picture; the processor repeats the middle token once per visual token."""

_TOKEN_LIKE = re.compile(r"<\|(?=[\w-]{1,40}\|>)")


def harmless(text: str) -> str:
    """The text with nothing in it that the tokenizer takes for one of its special tokens.

    Words on a screen are not to end a turn, or to stand for a picture that is not there.
    """
    return _TOKEN_LIKE.sub("< |", text)


def one_picture(system: str, words: str) -> str:
    """Standing orders, one picture and words about it, as two finished turns."""
    return f"<|im_start|>system\n{system}<|im_end|>\n<|im_start|>user\n{IMAGE}{harmless(words)}<|im_end|>\n"


def asked(system: str, words: str) -> str:
    """The same with the turn of the assistant opened, for it to answer."""
    return one_picture(system, words) + "<|im_start|>assistant\n"
