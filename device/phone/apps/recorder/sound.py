"""Sound files as the recorder writes them: real containers of the right length and size, silence in them.

This phone's microphone hears nothing, so every sample of a recording is its format's silence: an AAC frame
without any spectrum (ISO/IEC 14496-3), filled up to its bitrate as an encoder of a constant one does, a quiet
AMR frame (3GPP TS 26.101), zeros in a WAV.
"""

import struct
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from device.phone.file.container import Track, box, brand, descriptor, full, head, length_ms_of

Format = Literal["m4a", "wav", "3gp"]
FORMATS: tuple[Format, ...] = ("m4a", "wav", "3gp")
RATES = (8000, 16000, 22050, 32000, 44100, 48000)
"""Samples in a second that can be chosen."""
THREE_GP = (8000, 4750, 1)
"""Rate, bitrate and channels that 3GP always has."""
BITRATES = (48_000, 96_000, 128_000, 192_000, 256_000)
_AAC_RATES = (96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350)
_AAC_SAMPLES = 1024
_AMR_RATE, _AMR_SAMPLES = 8000, 160
_AMR_FRAME = bytes.fromhex("046a230c4003040b0a001348ea")
"""Of 4.75 kbit/s; what is decoded of it stays below one step of 16 bits (found by search)."""
_AAC, _AUDIO_STREAM = 0x40, 0x15
_WAV_HEAD, _MOST_HEAD = 44, 1024
_MOST_AAC = 768
"""Bytes of a frame for each channel: what a decoder has room for."""
_MOST_FILL, _SHORT_FILL = 269, 14
"""Bytes that one fill element carries at most, and without a second count."""
_FILLING = "0001" + "0000"
"""Begins what is in it: data that mean nothing (EXT_FILL_DATA), 4 bits of padding."""


@dataclass(frozen=True, slots=True)
class Quality:
    """How a recording is written."""

    format: Format = "m4a"
    rate: int = 44100
    """Samples in a second."""
    bitrate: int = 128_000
    """Bits in a second that M4A takes."""
    channels: int = 2


def recording(quality: Quality, length_ms: int, date_s: int) -> bytes:
    """A file of so many milliseconds of silence, made at that second since 1970."""
    if quality.format == "wav":
        return _wav(length_ms, quality.rate, quality.channels)
    if quality.format == "3gp":
        return _three_gp(length_ms, date_s)
    return _m4a(quality, length_ms, date_s)


def size_of(quality: Quality, length_ms: int) -> int:
    """About how many bytes such a file takes."""
    if quality.format == "wav":
        return _WAV_HEAD + length_ms * quality.rate // 1000 * quality.channels * 2
    if quality.format == "3gp":
        return _MOST_HEAD + length_ms
    return _MOST_HEAD + _aac_frames(quality, length_ms) * _aac_size(quality)


def seconds_of(data: bytes) -> float:
    """How long a sound of one of these formats lasts; 0 when the file does not say."""
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        return length_ms_of(data) / 1000
    at, speed = 12, 0
    while at + 8 <= len(data):
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if kind == b"fmt " and at + 20 <= len(data):
            speed = int.from_bytes(data[at + 16 : at + 20], "little")
        elif kind == b"data":
            return min(size, len(data) - at - 8) / speed if speed else 0.0
        at += 8 + size + size % 2
    return 0.0


# -- MPEG-4 ------------------------------------------------------------------------------------------------
def _m4a(quality: Quality, length_ms: int, date_s: int) -> bytes:
    rate, channels = quality.rate, quality.channels
    frame = _silent_frame(channels, _aac_size(quality))
    count = _aac_frames(quality, length_ms)
    first = brand(b"M4A ", b"M4A mp42isom")
    config = struct.pack(">H", 2 << 11 | _AAC_RATES.index(rate) << 7 | channels << 3)  # AAC LC
    decoder = descriptor(
        4,
        struct.pack(">BB3sII", _AAC, _AUDIO_STREAM, bytes(3), quality.bitrate, quality.bitrate),
        descriptor(5, config),
    )
    stream = full(b"esds", descriptor(3, struct.pack(">HB", 1, 0), decoder, descriptor(6, b"\x02")))
    entry = box(b"mp4a", _sound_entry(channels, rate), stream)
    track = Track(b"soun", entry, rate, [(count, _AAC_SAMPLES)], [len(frame)], count, [len(first) + 8])
    return first + box(b"mdat", frame * count) + head(track, length_ms, date_s)


def _aac_frames(quality: Quality, length_ms: int) -> int:
    return max(1, -(-length_ms * quality.rate // (1000 * _AAC_SAMPLES)))


def _aac_size(quality: Quality) -> int:
    """Bytes of each frame, so that all together take the bitrate."""
    return min(_MOST_AAC * quality.channels, quality.bitrate * _AAC_SAMPLES // (8 * quality.rate))


@lru_cache(maxsize=8)
def _silent_frame(channels: int, size: int) -> bytes:
    """A raw data block of so many bytes whose channels have no band with anything in it.

    A single channel: element (3 bits, 0), tag (4), gain (8), window (1 + 2 + 1), bands (6), prediction,
    pulse, noise shaping, gain control (1 each). A pair (element 1) says by one bit more that nothing is
    shared. Fill elements make it as long as wanted, an end (3 bits, 7) closes the block.
    """
    channel = "0" * 8 + "0" * 4 + "0" * 6 + "0" * 4
    bits = f"000{'0' * 4}{channel}" if channels == 1 else f"001{'0' * 4}0{channel}{channel}"
    while (room := size * 8 - len(bits) - 3) >= 7:
        bits += _fill(room)
    bits += "111"
    return int(bits.ljust(size * 8, "0"), 2).to_bytes(size, "big")


def _fill(room: int) -> str:
    """A fill element of at most so many bits: element (3, 6), count of bytes (4, from 15 on 8 more), data."""
    count = min(_MOST_FILL, (room - 15) // 8)
    if count <= _SHORT_FILL:
        count = min(_SHORT_FILL, (room - 7) // 8)
        head = f"110{count:04b}"
    else:
        head = f"1101111{count - _SHORT_FILL:08b}"
    return head + (_FILLING + "10100101" * (count - 1) if count else "")


def _three_gp(length_ms: int, date_s: int) -> bytes:
    count = max(1, -(-length_ms * _AMR_RATE // (1000 * _AMR_SAMPLES)))
    first = brand(b"3gp4", b"3gp4isom")
    modes = box(b"damr", b"twpt", struct.pack(">BHBB", 0, 1, 0, 1))
    entry = box(b"samr", _sound_entry(1, _AMR_RATE), modes)
    track = Track(
        b"soun", entry, _AMR_RATE, [(count, _AMR_SAMPLES)], [len(_AMR_FRAME)], count, [len(first) + 8]
    )
    return first + box(b"mdat", _AMR_FRAME * count) + head(track, length_ms, date_s)


def _sound_entry(channels: int, rate: int) -> bytes:
    """What every kind of sound says first: which data, channels, bits, samples in a second."""
    return struct.pack(">6xH8xHH4xI", 1, channels, 16, rate << 16)


# -- WAV ---------------------------------------------------------------------------------------------------
def _wav(length_ms: int, rate: int, channels: int) -> bytes:
    block = channels * 2
    size = length_ms * rate // 1000 * block
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, channels, rate, rate * block, block, 16)
    return (
        struct.pack("<4sI4s", b"RIFF", size + 36, b"WAVE")
        + form
        + struct.pack("<4sI", b"data", size)
        + bytes(size)
    )
