import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.link.wire.packet import ProtocolError
from device.link.wire.shellframe import EXIT, MAX_BODY, STDOUT, WINDOW_SIZE, FrameReader, ShellFrame, encode

frames = st.builds(ShellFrame, st.integers(0, WINDOW_SIZE), st.binary(max_size=80))


@given(st.lists(frames, max_size=8), st.lists(st.integers(0, 700), max_size=10))
def test_any_cut_gives_the_same_frames(sent: list[ShellFrame], cuts: list[int]) -> None:
    data = b"".join(encode(*frame) for frame in sent)
    places = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    reader = FrameReader()
    found = [frame for start, end in itertools.pairwise(places) for frame in reader.feed(data[start:end])]
    assert found == sent


@pytest.mark.parametrize(
    "junk", [b"\x06\0\0\0\0", b"\xff\xff\xff\xff\xff", b"\x01" + (MAX_BODY + 1).to_bytes(4, "little")]
)
def test_garbage_is_an_error_after_the_good_frames(junk: bytes) -> None:
    reader = FrameReader()
    found = []
    with pytest.raises(ProtocolError):
        found.extend(reader.feed(encode(STDOUT, b"a") + encode(EXIT, b"\0") + junk))
    assert found == [ShellFrame(STDOUT, b"a"), ShellFrame(EXIT, b"\0")]
