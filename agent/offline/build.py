"""Puts the brain together that needs no model."""

from pathlib import Path

from agent.brain.brain import Brain, Conversation, CoreBrain
from agent.offline.conversation import meant
from agent.offline.correctedbrain import CorrectedBrain
from agent.offline.learned.bundle import find_bundle
from agent.offline.learned.policy import LearnedPolicy
from agent.offline.learnedbrain import CombinedBrain
from agent.offline.policy import OfflinePolicy
from agent.run.step import Earlier


def build_offline(weights: Path | None = None) -> Brain:
    """The policy; behind it the network of a folder, where one is named.

    Without a folder no network begins a goal: the one that ships takes goals by their topic, and turned on
    what was to be turned off (`python -m benchmarks.pairs`). Raises ConfigError where a folder holds none.
    """
    learned = None if weights is None else LearnedPolicy(find_bundle(weights))
    combined = CombinedBrain(OfflinePolicy(), learned)

    def in_full(goal: str, earlier: tuple[Earlier, ...]) -> Conversation:
        full, before = meant(goal, earlier, combined)
        return full.text, before

    return CoreBrain(CorrectedBrain(combined), in_full)
