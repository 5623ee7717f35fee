"""The presets: published agents and our own, as data for the one loop.

Where a paper and its code differ, the paper is followed; docs/presets.md says where that is.
"""

from agent.preset.composition import Calls, Part, Preset
from device.error import ConfigError

SINGLE = Preset(
    name="single",
    summary="One decision a step and nothing else: the baseline.",
    parts=(Part(role="decide", when=("lap",)),),
    actions=5,
)

MOBILE_AGENT_V2 = Preset(
    name="mobile-agent-v2",
    summary="Decides, keeps what matters of each screen, judges every action, goes back from a wrong page.",
    source="Mobile-Agent-v2 (Wang et al. 2024, arXiv 2406.01014)",
    parts=(
        Part(role="perceive", when=("look",)),
        Part(role="reflect", when=("act",), needed=("unproven",)),
        Part(role="progress", when=("success",), needed=("deed",)),
        Part(role="decide", when=("lap",)),
        Part(role="remember", when=("decision",), needed=("leaving",)),
    ),
    tells_failures=False,
    wrong_page="back",
    max_strikes=4,
)

MOBILE_AGENT_V3 = Preset(
    name="mobile-agent-v3",
    summary="A manager keeps the plan and hears of two failures in a row; an executor acts; notes are taken.",
    source="Mobile-Agent-v3 (Ye et al. 2025, arXiv 2508.15144)",
    parts=(
        Part(role="reflect", when=("act",), needed=("unproven",)),
        Part(role="take_notes", when=("success",), needed=("news",)),
        Part(
            role="manage",
            when=("start", "lap", "failures", "stuck"),
            needed=("start", "turn", "failures", "stuck"),
        ),
        Part(role="execute", when=("lap",)),
    ),
    escalates_after=2,
    max_strikes=4,
    history=5,
)

COLORAGENT = Preset(
    name="coloragent",
    summary="Splits work over several apps, looks things up, reflects on action, course and goal, asks you.",
    source="ColorAgent (Li et al. 2025, arXiv 2510.19386)",
    parts=(
        Part(role="classify", when=("start",)),
        Part(role="orchestrate", when=("start",)),
        Part(role="recall", when=("app",)),
        Part(role="operate", when=("lap",)),
        Part(role="reflect", when=("demand",)),
        Part(role="review", when=("interval", "stuck"), needed=("slips", "stuck")),
        Part(role="confirm", when=("claim",)),
        Part(role="answer", when=("claim",)),
        Part(role="extract", when=("switch",)),
        Part(role="rewrite", when=("switch",)),
    ),
    frames=True,
    asks=True,
    looks_back=3,
    max_strikes=4,
)

DEFAULT = Preset(
    name="default",
    summary="Plans with its first decision, fills forms in one go, checks cheaply, asks again only in doubt.",
    parts=(
        Part(role="effects", when=("start",)),
        Part(role="recall", when=("app",)),
        Part(role="plan", when=("stuck",)),
        Part(role="decide", when=("lap",)),
        Part(role="reflect", when=("doubt",)),
        Part(role="review", when=("stuck",)),
        Part(role="confirm", when=("claim",)),
        Part(role="recheck", when=("claim",)),
        Part(role="learn", when=("end",)),
    ),
    actions=8,
    plans_along=True,
    wrong_page="back",
    asks=True,
    max_strikes=4,
)

PRESETS = {preset.name: preset for preset in (DEFAULT, SINGLE, MOBILE_AGENT_V2, MOBILE_AGENT_V3, COLORAGENT)}


def find_preset(name: str, calls: Calls = "all") -> Preset:
    """The preset of that name, with the calls to be made. Raises ConfigError naming those there are."""
    if name not in PRESETS:
        raise ConfigError(f"no preset is called {name!r}", f"There are: {', '.join(PRESETS)}")
    return PRESETS[name].needed_only if calls == "needed" else PRESETS[name]
