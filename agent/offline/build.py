"""Puts the brain together that needs no model."""

from pathlib import Path

from agent.brain.brain import Brain, CoreBrain
from agent.offline.conversation import meant
from agent.offline.correctedbrain import CorrectedBrain
from agent.offline.learned.bundle import Bundle, find_bundle
from agent.offline.learned.policy import LearnedPolicy
from agent.offline.learnedbrain import CombinedBrain
from agent.offline.policy import OfflinePolicy


def build_offline(weights: Path | None = None) -> Brain:
    """The bundled policy, with the weights of a folder or those that ship.

    Raises ConfigError where a folder holds none.
    """
    bundle = Bundle() if weights is None else find_bundle(weights)
    combined = CombinedBrain(OfflinePolicy(), LearnedPolicy(bundle))
    return CoreBrain(CorrectedBrain(combined, combined.knows), meant)
