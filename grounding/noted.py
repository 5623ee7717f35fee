"""What a checkpoint's config.json says of how it was trained here: the method, and how its regions rank."""

from collections.abc import Mapping
from typing import Any

from models.localvlm import LocalVLM

_KEY = "tapwright"


def note(vlm: LocalVLM, said: Mapping[str, str]) -> None:
    """Have it written when the model is saved."""
    setattr(vlm.model.config, _KEY, dict(said))


def noted(vlm: LocalVLM) -> Mapping[str, str]:
    """What is written there; nothing for a checkpoint of others."""
    said: Any = getattr(vlm.model.config, _KEY, None)
    return said if isinstance(said, dict) else {}
