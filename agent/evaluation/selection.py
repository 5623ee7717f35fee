"""The judge that settings name."""

from agent.brain.selection import OFFLINE, model_brain
from agent.evaluation.evaluator import Judge, ModelJudge, RecordJudge
from agent.settings import Settings


def build_judge(settings: Settings) -> Judge:
    """Who judges finished runs: the model of the role `evaluate`, or of the settings; without one, code.

    Raises ConfigError as `build_model` does.
    """
    own = settings.roles.get("evaluate")
    name = own.model if own else settings.model
    if name in ("", OFFLINE):
        return RecordJudge()
    return ModelJudge(model_brain(name, own, settings, logprobs=False))
