"""One run per phone, across processes."""

import subprocess
import sys
from pathlib import Path

import pytest

from device.error import ConfigError, DeviceBusy
from device.link.lease import Lease, lock_path
from tests.device.fulldisk import largest_file

HOLD = """
import sys
from pathlib import Path
from device.link.lease import Lease
Lease.acquire(sys.argv[1], Path(sys.argv[2]), "another test")
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_lease_names_the_holder(tmp_path: Path) -> None:
    with Lease.acquire("S1", tmp_path, "the first run"):
        with pytest.raises(DeviceBusy, match=r"S1 is in use by the first run \(process \d+\)"):
            Lease.acquire("S1", tmp_path)
        Lease.acquire("S2", tmp_path).release()
    Lease.acquire("S1", tmp_path).release()


def test_release_twice(tmp_path: Path) -> None:
    lease = Lease.acquire("S1", tmp_path)
    lease.release()
    lease.release()


def test_another_process_holds_it_and_its_death_frees_it(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, "127.0.0.1:5601", str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(DeviceBusy, match=f"another test .process {holder.pid}"):
            Lease.acquire("127.0.0.1:5601", tmp_path)
        holder.kill()
        holder.wait()
    Lease.acquire("127.0.0.1:5601", tmp_path).release()


def test_a_lock_file_with_nonsense_is_still_a_lock(tmp_path: Path) -> None:
    lock = lock_path("S1", tmp_path)
    lock.write_text("{nonsense")
    lease = Lease.acquire("S1", tmp_path)
    lock.with_name("S1.lock.holder").write_text("{nonsense")
    with pytest.raises(DeviceBusy, match="another run"):
        Lease.acquire("S1", tmp_path)
    lease.release()


def test_a_serial_cannot_leave_the_folder(tmp_path: Path) -> None:
    assert lock_path("../../etc/x", tmp_path).parent == tmp_path


def test_a_full_disk_is_told_with_what_to_do_and_nothing_stays_held(tmp_path: Path) -> None:
    with largest_file(0), pytest.raises(ConfigError, match=r"S1\.lock: .*Make room.*TAPWRIGHT_STATE"):
        Lease.acquire("S1", tmp_path)
    Lease.acquire("S1", tmp_path).release()
