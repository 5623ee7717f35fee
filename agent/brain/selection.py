"""The brains that settings name: who answers for the roles, who judges runs, who finds places."""

from pathlib import Path

from agent.brain.brain import Brain, CoreBrain, Crew
from agent.brain.modelbrain import ModelBrain
from agent.evaluation.evaluator import Judge, ModelJudge, RecordJudge
from agent.preset.composition import ROLES, Preset
from agent.settings import Settings
from device.error import ConfigError
from models.build import build_model
from models.chat import ChatModel

OFFLINE = "offline"
"""The model that is the bundled policy."""


def build_brain(settings: Settings, preset: Preset) -> Brain:
    """Who answers for the preset's roles: one brain for all, but for those that have a model of their own.

    Raises ConfigError where a role of the preset would have nobody.
    """
    unknown = sorted(set(settings.roles) - set(ROLES))
    if unknown:
        raise ConfigError(f"no role is called {', '.join(unknown)}", f"There are: {', '.join(ROLES)}")
    made: dict[tuple[str, str], Brain] = {}
    wants_odds = preset.due("reflect", "demand")

    def made_for(name: str, base_url: str, key: str) -> Brain:
        """One brain for each model, so that roles which share a script take turns in it."""
        if (name, base_url) not in made:
            if name in ("", OFFLINE):
                made[name, base_url] = _offline(settings.policy_weights)
            else:
                made[name, base_url] = _model(name, base_url, key, settings, logprobs=wants_odds)
        return made[name, base_url]

    key = settings.api_key.get_secret_value()
    brain = made_for(settings.model, settings.base_url, key)
    others = {
        role: made_for(own.model, own.base_url or settings.base_url, own.api_key.get_secret_value() or key)
        for role, own in settings.roles.items()
    }
    crew = Crew(brain, others) if others else brain
    silent = [role for role in preset.spoken_roles if not crew.speaker(role)]
    if silent:
        raise ConfigError(
            f"the preset {preset.name} needs a model for {', '.join(silent)}; {brain.name} has no such role",
            "Give one with --model",
        )
    return crew


def build_judge(settings: Settings) -> Judge:
    """Who judges finished runs: the model of the role `evaluate`, or of the settings; without one, code.

    Raises ConfigError as `build_model` does.
    """
    own = settings.roles.get("evaluate")
    name = own.model if own else settings.model
    if name in ("", OFFLINE):
        return RecordJudge()
    key = (own.api_key.get_secret_value() if own else "") or settings.api_key.get_secret_value()
    url = (own.base_url if own else "") or settings.base_url
    return ModelJudge(_model(name, url, key, settings, logprobs=False))


def grounding_model(name: str, settings: Settings) -> ChatModel:
    """The model of a `chat:` grounder. Raises ConfigError as `build_model` does."""
    url = settings.grounder_url or settings.base_url
    return build_model(
        name, base_url=url, api_key=settings.api_key.get_secret_value(), timeout=settings.reply_timeout
    )


def _model(name: str, base_url: str, key: str, settings: Settings, *, logprobs: bool) -> Brain:
    """A model in every role."""
    timeout = settings.reply_timeout
    return ModelBrain(build_model(name, base_url=base_url, api_key=key, timeout=timeout, logprobs=logprobs))


def _offline(weights: Path | None) -> Brain:
    """The bundled policy. Raises ConfigError where a folder holds no weights of it."""
    from agent.offline.correctedbrain import CorrectedBrain  # noqa: PLC0415 - a model's run does without it
    from agent.offline.learned.bundle import Bundle, find_bundle  # noqa: PLC0415
    from agent.offline.learned.policy import LearnedPolicy  # noqa: PLC0415
    from agent.offline.learnedbrain import CombinedBrain  # noqa: PLC0415
    from agent.offline.policy import OfflinePolicy  # noqa: PLC0415

    bundle = Bundle() if weights is None else find_bundle(weights)
    combined = CombinedBrain(OfflinePolicy(), LearnedPolicy(bundle))
    return CoreBrain(CorrectedBrain(combined, combined.knows))
