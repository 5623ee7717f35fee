"""The types of activities OpenTracks knows, each with its icon."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Activity:
    """One type."""

    id: str
    """As it is kept; its English name as well."""
    icon: str
    paced: bool = False
    """Told in minutes a kilometre, not kilometres an hour."""


ACTIVITIES = (
    Activity("biking", "directions_bike"),
    Activity("boat", "sailing"),
    Activity("climbing", "landscape"),
    Activity("cross-country skiing", "downhill_skiing"),
    Activity("cycling", "directions_bike"),
    Activity("driving", "directions_car"),
    Activity("hiking", "hiking", paced=True),
    Activity("inline skating", "roller_skating"),
    Activity("kayaking", "kayaking"),
    Activity("mountain biking", "directions_bike"),
    Activity("motor bike", "motorcycle"),
    Activity("paddling", "kayaking"),
    Activity("road biking", "directions_bike"),
    Activity("rowing", "rowing"),
    Activity("running", "directions_run", paced=True),
    Activity("sailing", "sailing"),
    Activity("skateboarding", "skateboarding"),
    Activity("skiing", "downhill_skiing"),
    Activity("snowboarding", "snowboarding"),
    Activity("surfing", "surfing"),
    Activity("swimming", "pool", paced=True),
    Activity("trail hiking", "hiking", paced=True),
    Activity("trail running", "directions_run", paced=True),
    Activity("walking", "directions_walk", paced=True),
    Activity("workout", "fitness_center"),
    Activity("unknown", "route"),
)
_BY_NAME = {one.id.replace(" ", ""): one for one in ACTIVITIES}
UNKNOWN = ACTIVITIES[-1]


def activity_of(name: str) -> Activity:
    """The type of that id, however its words are joined; an unknown one for what is none."""
    bare = name.lower().replace(" ", "").replace("_", "")
    return _BY_NAME.get(bare, UNKNOWN)
