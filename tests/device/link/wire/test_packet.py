import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.link.wire.greeting import device_greeting, host_greeting, read_greeting
from device.link.wire.packet import (
    CNXN,
    COMMANDS,
    HEADER,
    MAX_PAYLOAD,
    VERSION,
    WRTE,
    Packet,
    PacketReader,
    ProtocolError,
    encode,
)

words = st.integers(0, 0xFFFF_FFFF)
packets = st.builds(Packet, st.sampled_from(sorted(COMMANDS)), words, words, st.binary(max_size=300))


def pieces(data: bytes, cuts: list[int]) -> list[bytes]:
    places = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    return [data[start:end] for start, end in itertools.pairwise(places)]


def read(reader: PacketReader, parts: list[bytes]) -> tuple[list[Packet], bool]:
    """What came out, and whether it ended in an error."""
    found: list[Packet] = []
    try:
        for part in parts:
            for packet in reader.feed(part):
                found.append(packet)
    except ProtocolError:
        return found, True
    return found, False


@given(st.lists(packets, max_size=6), st.lists(st.integers(0, 5000), max_size=12), st.booleans())
def test_any_cut_gives_the_same_messages(sent: list[Packet], cuts: list[int], summed: bool) -> None:
    data = b"".join(encode(packet, summed=summed) for packet in sent)
    reader = PacketReader()
    reader.summed = summed
    assert read(reader, pieces(data, cuts)) == (sent, False)
    assert reader.missing == 0


@given(
    st.lists(packets, max_size=3),
    st.binary(min_size=24, max_size=200),
    st.lists(st.integers(0, 2000), max_size=8),
)
def test_garbage_is_an_error_after_the_good_messages(
    sent: list[Packet], junk: bytes, cuts: list[int]
) -> None:
    if HEADER.unpack_from(junk)[0] in COMMANDS:
        return
    data = b"".join(map(encode, sent)) + junk
    assert read(PacketReader(), pieces(data, cuts)) == (sent, True)


@given(st.binary(max_size=400), st.lists(st.integers(0, 500), max_size=8))
def test_any_bytes_end_in_messages_or_an_error(junk: bytes, cuts: list[int]) -> None:
    whole = read(PacketReader(), [junk])
    assert read(PacketReader(), pieces(junk, cuts)) == whole


def test_what_is_no_adb_is_known_after_four_bytes() -> None:
    with pytest.raises(ProtocolError):
        list(PacketReader().feed(b"GET "))


def test_a_wrong_magic_a_huge_length_and_a_wrong_sum_are_errors() -> None:
    good = encode(Packet(WRTE, 1, 2, b"hello"), summed=True)
    for place, value in ((20, b"\0\0\0\0"), (12, (MAX_PAYLOAD + 1).to_bytes(4, "little")), (16, b"\1\0\0\0")):
        reader = PacketReader()
        reader.summed = True
        with pytest.raises(ProtocolError):
            list(reader.feed(good[:place] + value + good[place + 4 :]))


def test_sums_are_not_looked_at_for_new_peers() -> None:
    bad = bytearray(encode(Packet(WRTE, 1, 2, b"hello")))
    bad[16] = 77
    assert list(PacketReader().feed(bytes(bad))) == [Packet(WRTE, 1, 2, b"hello")]


def test_missing_says_how_much_of_the_message_begun_is_to_come() -> None:
    reader = PacketReader()
    data = encode(Packet(WRTE, 1, 2, bytes(1000)))
    list(reader.feed(data[:20]))
    assert reader.missing == 0
    list(reader.feed(data[20:100]))
    assert reader.missing == 924


def test_greetings_survive_the_wire() -> None:
    greeting = read_greeting(device_greeting({"ro.product.model": "Pixel 6"}))
    assert greeting.system == "device"
    assert greeting.properties == {"ro.product.model": "Pixel 6"}
    assert {"shell_v2", "stat_v2", "fixed_push_mkdir"} <= greeting.features
    assert not greeting.summed
    assert read_greeting(host_greeting()).system == "host"


@given(st.binary(max_size=200), words, words)
def test_any_banner_is_understood_somehow(banner: bytes, version: int, size: int) -> None:
    greeting = read_greeting(Packet(CNXN, version, size, banner))
    assert 4096 <= greeting.max_payload <= MAX_PAYLOAD
    assert greeting.summed == (version < VERSION)
