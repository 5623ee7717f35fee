"""Services that answer when a real phone would have its answer ready, and as fast as its cable carries."""

from device.phone.server.daemon.stream import Service, Stream
from device.phone.weather.timing import Timing


def paced(service: Service, name: str, timing: Timing | None) -> Service:
    """A service at a real phone's pace; as it is where there is none."""
    if timing is None:
        return service

    async def serve(stream: Stream) -> None:
        stream.rate = timing.rate
        await stream.pause(timing.seconds(name))
        await service(stream)

    return serve
