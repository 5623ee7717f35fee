"""Which file is taken for the server, and when its owner is asked anew."""

import json
from pathlib import Path

import pytest

from device.error import ConfigError
from device.resident.consent import over_network
from device.resident.jar import read_jar
from tests.table import each_row


def test_only_a_version_whose_protocol_is_known_is_taken(tmp_path: Path) -> None:
    (tmp_path / "u2.jar").write_bytes(b"PK")
    (tmp_path / "version.json").write_text(json.dumps({"u2.jar": "0.4.1"}))
    assert read_jar(tmp_path).version == "0.4.1"
    (tmp_path / "version.json").write_text(json.dumps({"u2.jar": "1.0.0"}))
    with pytest.raises(ConfigError, match=r"version 1\.0\.0 .* and 0\.4\.x is known"):
        read_jar(tmp_path)
    (tmp_path / "version.json").unlink()
    with pytest.raises(ConfigError, match="does not hold the phone's server"):
        read_jar(tmp_path)


@each_row(
    ("serial", "network"),
    [
        ("R5CT1234ABC", False),
        ("emulator-5554", False),
        ("127.0.0.1:5600", False),
        ("[::1]:5600", False),
        ("R5CT1234ABC@lab:5037", False),
        ("192.168.1.20:37123", True),
        ("192.168.1.20:37123@lab:5037", True),
        ("adb-R5CT-abc._adb-tls-connect._tcp", True),
        ("phone.lan:5555", True),
    ],
)
def test_a_phone_reached_over_a_network_is_known_by_its_name(serial: str, network: bool) -> None:
    assert over_network(serial) is network
