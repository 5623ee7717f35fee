"""The brains that settings name: who answers for the roles, who finds places."""

from pathlib import Path

from agent.brain.brain import Brain, Crew
from agent.brain.deferred import DeferredBrain
from agent.brain.modelbrain import ModelBrain
from agent.brain.own import Decider, DeciderBrain
from agent.brain.relay import RelayBrain
from agent.preset.composition import ROLES, Preset
from agent.settings import RoleModel, Settings
from device.error import ConfigError
from models.build import SCRIPT_PREFIX, build_model, chained, shown_url
from models.chat import ChatModel
from models.known import FILE_NAME, Known
from models.profile import OPENAI_URL, profile_of

OFFLINE = "offline"
"""The model that is the bundled policy."""
_STANDBY_PATIENCE = 20.0
"""Seconds that a model is waited for while another stands behind it."""


def build_brain(
    settings: Settings,
    preset: Preset,
    *,
    model: ChatModel | None = None,
    own: Decider | Brain | None = None,
) -> Brain:
    """Who answers for the preset's roles: one brain for all, but for those that have a model of their own.

    `model` is an own one in the place of that of the settings; `own` is a whole brain in the place of both,
    or a decider for the role that picks actions.

    Raises ConfigError where a role of the preset would have nobody.
    """
    unknown = sorted(set(settings.roles) - set(ROLES))
    if unknown:
        raise ConfigError(f"no role is called {', '.join(unknown)}", f"There are: {', '.join(ROLES)}")
    made: dict[tuple[str, str], Brain] = {}
    wants_odds = preset.due("reflect", "demand")

    def made_for(name: str, role: RoleModel | None = None) -> Brain:
        """One brain for each model, so that roles which share a script take turns in it."""
        where = name, role.base_url if role else ""
        if where not in made:
            quick = settings.model_copy(update={"patience": min(settings.patience, _STANDBY_PATIENCE)})
            *standby, last = chained(name)
            links = [_link(each, role, quick, wants_odds) for each in standby]
            links.append(_link(last, role, settings, wants_odds))
            made[where] = RelayBrain(links) if standby else links[0]
        return made[where]

    if own is not None and not isinstance(own, Decider):
        brain: Brain = own
    else:
        brain = ModelBrain(model) if model is not None else made_for(settings.model)
    others = {role: made_for(each.model, each) for role, each in settings.roles.items()}
    if isinstance(own, Decider):
        others[preset.decider] = DeciderBrain(own)
    crew = Crew(brain, others) if others else brain
    silent = [role for role in preset.spoken_roles if not crew.speaker(role)]
    if silent:
        raise ConfigError(
            f"the preset {preset.name} needs a model for {', '.join(silent)}; {brain.name} has no such role",
            "Give one with --model",
        )
    return crew


def _link(name: str, role: RoleModel | None, settings: Settings, wants_odds: bool) -> Brain:
    """One brain by its name."""
    if name in ("", OFFLINE):
        return _offline(settings.policy_weights)
    return model_brain(name, role, settings, logprobs=wants_odds)


def endpoints_of(settings: Settings) -> tuple[str, ...]:
    """The addresses at which the models of settings are asked, without whatever secret they carry."""
    asked: list[tuple[str, RoleModel | None]] = [(name, None) for name in chained(settings.model)]
    asked += [(name, own) for own in settings.roles.values() for name in chained(own.model)]
    urls = (
        settings.endpoint_of(name, role)[0] or OPENAI_URL
        for name, role in asked
        if name not in ("", OFFLINE) and not name.startswith(SCRIPT_PREFIX)
    )
    return tuple(dict.fromkeys(map(shown_url, urls)))


def grounding_model(name: str, settings: Settings) -> ChatModel:
    """The model of a `chat:` grounder. Raises ConfigError as `build_model` does."""
    url = settings.grounder_url or settings.base_url
    return build_model(
        name,
        base_url=url,
        api_key=settings.api_key.get_secret_value(),
        timeout=settings.reply_timeout,
        patience=settings.patience,
    )


def model_brain(name: str, role: RoleModel | None, settings: Settings, *, logprobs: bool) -> Brain:
    """A model, asked where `role` or the settings say. Raises ConfigError as `build_model` does."""
    base_url, key = settings.endpoint_of(name, role)
    place = settings.models.get(name)
    kept = settings.memory.with_name(FILE_NAME) if settings.memory and settings.use_memory else None
    known = Known(name, shown_url(base_url or OPENAI_URL), kept)
    model = build_model(
        name,
        base_url=base_url,
        api_key=key,
        timeout=settings.reply_timeout,
        patience=settings.patience,
        logprobs=logprobs,
        price=place.price if place else None,
        known=known,
        channel=settings.channel,
    )
    channel = settings.channel or profile_of(name).channel
    return ModelBrain(model, known=known, has_computer=channel == "computer")


def _offline(weights: Path | None) -> Brain:
    """The bundled policy. Raises ConfigError where a folder holds no weights of it."""

    def load() -> Brain:
        from agent.offline.build import build_offline  # noqa: PLC0415 - a model's run does without it

        return build_offline(weights)

    return load() if weights else DeferredBrain(OFFLINE, load)
