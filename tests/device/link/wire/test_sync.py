from hypothesis import given
from hypothesis import strategies as st

from device.link.wire import sync
from device.link.wire.sync import SyncEntry, SyncStat

small, large = st.integers(0, 0xFFFF_FFFF), st.integers(0, 2**63 - 1)
stats = st.builds(SyncStat, mode=small, size=small, mtime=small)
rich = st.builds(SyncStat, small, st.integers(0, 2**64 - 1), large, small, st.integers(0, 2**64 - 1), small)
names = st.binary(min_size=1, max_size=255).map(sync.path_text)


@given(stats)
def test_stat_v1(stat: SyncStat) -> None:
    assert sync.unpack_stat_v1(sync.pack_stat_v1(stat)) == stat


def test_stat_v1_cuts_what_is_too_large_to_32_bits() -> None:
    assert sync.unpack_stat_v1(sync.pack_stat_v1(SyncStat(1, 2**32 + 5))).size == 5


@given(rich)
def test_stat_v2(stat: SyncStat) -> None:
    packed = sync.pack_stat_v2(stat, b"LST2")
    assert packed[:4] == b"LST2"
    assert sync.unpack_stat_v2(packed) == stat


@given(names, rich)
def test_entries(name: str, stat: SyncStat) -> None:
    packed = sync.pack_entry(SyncEntry(name, stat), version=2)
    found, length = sync.unpack_entry(packed[: sync.DENT_V2.size], version=2)
    assert (found, sync.path_text(packed[-length:])) == (stat, name)
    poor = SyncStat(stat.mode, stat.size & 0xFFFF_FFFF, stat.mtime & 0xFFFF_FFFF)
    packed = sync.pack_entry(SyncEntry(name, poor), version=1)
    assert sync.unpack_entry(packed[: sync.DENT_V1.size], version=1)[0] == poor


def test_the_end_of_a_list_is_as_long_as_an_entry() -> None:
    assert len(sync.end_of_list(version=1)) == sync.DENT_V1.size == 20
    assert len(sync.end_of_list(version=2)) == sync.DENT_V2.size == 76


@given(st.binary(max_size=100))
def test_any_path_survives(raw: bytes) -> None:
    assert sync.path_bytes(sync.path_text(raw)) == raw
