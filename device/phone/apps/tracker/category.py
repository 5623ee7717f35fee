"""The types of activities OpenTracks knows, each with its icon."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActivityType:
    """One type."""

    id: str
    """As it is kept; its English name as well."""
    icon: str
    paced: bool = False
    """Told in minutes a kilometre, not kilometres an hour."""


ACTIVITIES = (
    ActivityType("biking", "directions_bike"),
    ActivityType("boat", "sailing"),
    ActivityType("climbing", "landscape"),
    ActivityType("cross-country skiing", "downhill_skiing"),
    ActivityType("cycling", "directions_bike"),
    ActivityType("driving", "directions_car"),
    ActivityType("hiking", "hiking", paced=True),
    ActivityType("inline skating", "roller_skating"),
    ActivityType("kayaking", "kayaking"),
    ActivityType("mountain biking", "directions_bike"),
    ActivityType("motor bike", "motorcycle"),
    ActivityType("paddling", "kayaking"),
    ActivityType("road biking", "directions_bike"),
    ActivityType("rowing", "rowing"),
    ActivityType("running", "directions_run", paced=True),
    ActivityType("sailing", "sailing"),
    ActivityType("skateboarding", "skateboarding"),
    ActivityType("skiing", "downhill_skiing"),
    ActivityType("snowboarding", "snowboarding"),
    ActivityType("surfing", "surfing"),
    ActivityType("swimming", "pool", paced=True),
    ActivityType("trail hiking", "hiking", paced=True),
    ActivityType("trail running", "directions_run", paced=True),
    ActivityType("walking", "directions_walk", paced=True),
    ActivityType("workout", "fitness_center"),
    ActivityType("unknown", "route"),
)
_BY_NAME = {one.id.replace(" ", ""): one for one in ACTIVITIES}
UNKNOWN = ACTIVITIES[-1]


def activity_of(name: str) -> ActivityType:
    """The type of that id, however its words are joined; an unknown one for what is none."""
    bare = name.lower().replace(" ", "").replace("_", "")
    return _BY_NAME.get(bare, UNKNOWN)
