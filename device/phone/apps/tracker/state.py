"""Where the screens of OpenTracks are, and what they all need."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from device.phone.apps.activity import AppActivity
from device.phone.apps.tracker.schema import PACKAGE
from device.phone.apps.tracker.store import TrackerTrack
from device.phone.apps.tracker.unit import Unit, unit_of
from device.phone.system.timetext import clock_text, date_text, day_text, local_now

LIST = f"{PACKAGE}.TrackListActivity"
RECORDED = f"{PACKAGE}.TrackRecordedActivity"
EDIT = f"{PACKAGE}.TrackEditActivity"
STOPPED = f"{PACKAGE}.TrackStoppedActivity"
MARKERS = f"{PACKAGE}.ui.markers.MarkerListActivity"
MARKER = f"{PACKAGE}.ui.markers.MarkerEditActivity"
STATISTICS = f"{PACKAGE}.ui.aggregatedStatistics.AggregatedStatisticsActivity"
SETTINGS = f"{PACKAGE}.settings.SettingsActivity"
SEARCH, NAME, CATEGORY, DESCRIPTION = "search", "name", "category", "description"
"""Keys of the text fields."""


@dataclass(frozen=True, slots=True)
class TrackerListState:
    """The list of tracks."""

    searching: bool = False
    selected: tuple[int, ...] = ()
    dialog: str = ""
    exported: tuple[int, ...] = ()
    """Tracks waiting for a place to be written to."""


@dataclass(frozen=True, slots=True)
class TrackState:
    """A track that is there, or (id 0) the one that is being recorded."""

    id: int = 0
    tab: int = 0
    dialog: str = ""
    axis: Literal["distance", "time"] = "distance"
    """Of the charts."""


@dataclass(frozen=True, slots=True)
class TrackerEditState:
    """Name, category and description of a track; its texts are in the fields."""

    id: int
    activity: str = ""
    """Id of the activity type."""
    dialog: str = ""
    stopped: bool = False
    """It was just recorded."""


@dataclass(frozen=True, slots=True)
class MarkersState:
    """The markers of a track, or (track 0) all."""

    track: int = 0
    selected: tuple[int, ...] = ()
    dialog: str = ""


@dataclass(frozen=True, slots=True)
class MarkerState:
    """One marker; 0 = a new one where the phone is."""

    id: int = 0
    dialog: str = ""


@dataclass(frozen=True, slots=True)
class StatisticsState:
    """What several tracks come to; () = all."""

    tracks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TrackerSettingsState:
    """The settings."""

    dialog: str = ""


S = TypeVar(
    "S",
    TrackerListState,
    TrackState,
    TrackerEditState,
    MarkersState,
    MarkerState,
    StatisticsState,
    TrackerSettingsState,
)


class TrackerActivity(AppActivity[S]):
    """An activity of OpenTracks, with its state at hand."""

    __slots__ = ()

    @property
    def unit(self) -> Unit:
        """What lengths are written in."""
        return unit_of(self.context)

    def day(self, found: TrackerTrack, today: date | None = None) -> str:
        """The day a track began, as "Today", "Thu, Oct 12", "Oct 12, 2022"; `today` spares asking for it."""
        day = found.began.date()
        today = today or local_now(self.context).date()
        ago = (today - day).days
        if ago in (0, 1):
            return self.tr("Yesterday" if ago else "Today")
        return day_text(self.tr, day) if day.year == today.year else date_text(self.tr, day, short=True)

    def clock(self, found: TrackerTrack) -> str:
        """The time of day it began."""
        return clock_text(self.context, found.began.hour, found.began.minute)
