"""VLC: films and sounds on the phone's storage, in playlists and in a player."""

from device.phone.apps.vlc.vlc import Vlc

APPS = (Vlc,)
