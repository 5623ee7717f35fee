"""Frames of an H.264 stream, by PyAV."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from device.mirror.packet import NoVideo, VideoPacket

if TYPE_CHECKING:
    from av.video.codeccontext import VideoCodecContext
    from av.video.frame import VideoFrame


def decoded(packets: Iterator[VideoPacket]) -> "Iterator[tuple[bool, VideoFrame]]":
    """Each frame, and whether a stream begins with it; a new configuration goes before its first frame."""
    from av import CodecContext, FFmpegError, Packet  # noqa: PLC0415  (heavy)

    codec: VideoCodecContext = CodecContext.create("h264", "r")
    config = b""
    for packet in packets:
        if packet.is_config:
            config = packet.payload
            continue
        data, config = config + packet.payload, b""
        try:
            frames = codec.decode(Packet(data))
        except FFmpegError as error:
            raise NoVideo(f"it can't be decoded ({error})") from error
        for frame in frames:
            yield packet.is_key, frame
