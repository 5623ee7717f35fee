"""Playlists as files (extended M3U)."""

from collections.abc import Iterable

from device.phone.apps.music.song import Song


def written(songs: Iterable[Song]) -> str:
    """Each song by length, artist, title and path."""
    lines = ["#EXTM3U"]
    for song in songs:
        lines += [f"#EXTINF:{song.duration_ms // 1000},{song.artist} - {song.title}", song.path]
    return "\n".join(lines) + "\n"


def paths_in(text: str) -> list[str]:
    """The paths that such a file names."""
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
