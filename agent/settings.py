"""Everything a run can be told, already read and checked; only ui/app.py knows where it came from."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, SecretStr

EMBEDDED = "embedded"
"""The `device` that means a phone of this process, even where another is attached."""


class Settings(BaseModel):
    """One command's settings, frozen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    device: str = ""
    """Serial of the phone; "" takes the one that is attached, else the embedded phone."""
    adb_port: int = Field(default=5037, gt=0, lt=65536)
    """Port of the adb server on this computer."""
    model: str = ""
    """A model's name at `base_url`, `offline`, or `scripted:FILE`; "" means offline."""
    base_url: str = ""
    """Address of an OpenAI-compatible endpoint; "" means OpenAI's own."""
    api_key: SecretStr = SecretStr("")
    grounder: str = ""
    """Who finds places that UI tree and OCR do not, by name (see grounding/chain.py); "" means nobody."""
    grounder_url: str = ""
    """Address of the endpoint of a `chat:` grounder; "" means that of the model."""
    preset: str = "default"
    max_steps: int = Field(default=60, gt=0)
    """Steps a run may take; one that is resumed may take as many again."""
    timeout: float = Field(default=1800.0, gt=0)
    """Seconds a run may take, the person's own time not counted."""
    allow: frozenset[str] = frozenset()
    """Classes of sensitive action that need no question in this run; `all` allows every one."""
    out: Path | None = None
    """The run's own folder; None makes one under `runs`."""
    runs: Path = Path("runs")
    seed: int = 0
    """Seed of the embedded phone."""
    live: bool = False
    """Whether the embedded phone's clock runs as the real one does."""
