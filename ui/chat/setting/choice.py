"""What a person chose on the page, kept between two starts; keys are kept elsewhere (`key.py`)."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from agent.settings import RoleModel, Settings
from device.atomicfile import write_whole
from device.error import ConfigError

_FIELDS = (
    "model", "base_url", "preset", "grounder", "allow", "guard", "apps", "max_steps", "timeout", "max_tokens",
    "max_cost", "use_memory", "device", "locale", "sample", "live",
)  # fmt: skip

_LIMITS = ("max_tokens", "max_cost")
"""Of these, 0 means none."""


class Choice(BaseModel):
    """The settings that the page changes; None where the person left it as it was."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    model: str | None = None
    base_url: str | None = None
    roles: dict[str, str] | None = None
    """Model by role."""
    preset: str | None = None
    grounder: str | None = None
    allow: frozenset[str] | None = None
    guard: str | None = None
    apps: frozenset[str] | None = None
    max_steps: int | None = None
    timeout: float | None = None
    max_tokens: int | None = None
    max_cost: float | None = None
    use_memory: bool | None = None
    device: str | None = None
    locale: str | None = None
    sample: bool | None = None
    live: bool | None = None

    def over(self, settings: Settings) -> Settings:
        """Settings with this put over them. Raises ConfigError for values that are none."""
        given: dict[str, object] = {name: getattr(self, name) for name in _FIELDS}
        changes = {name: value for name, value in given.items() if value is not None}
        changes |= {name: None for name in _LIMITS if given[name] == 0}
        if self.roles is not None:
            known = settings.roles
            changes["roles"] = {
                role: known[role] if role in known and known[role].model == model else RoleModel(model=model)
                for role, model in self.roles.items()
            }
        try:
            return Settings.model_validate(settings.model_copy(update=changes).model_dump())
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            raise ConfigError(f"{first['loc'][0]}: {first['msg']}") from None


def read_choice(path: Path) -> Choice | None:
    """What was kept; None where nothing was, or it can't be read any more."""
    try:
        return Choice.model_validate_json(path.read_text("utf-8"))
    except (OSError, ValidationError, ValueError):
        return None


def keep_choice(choice: Choice, path: Path) -> None:
    """Write it down, for its owner alone. Raises ConfigError where that can't be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, choice.model_dump_json(exclude_none=True, indent=1).encode(), mode=0o600)
    except OSError as error:
        raise ConfigError(f"cannot keep the settings in {path}: {error.strerror}") from error
