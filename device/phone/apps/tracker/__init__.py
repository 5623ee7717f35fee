"""OpenTracks: tracks of sports, recorded or kept."""

from device.phone.apps.tracker.opentracks import OpenTracks

APPS = (OpenTracks,)
