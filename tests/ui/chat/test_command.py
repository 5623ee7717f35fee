"""`agent chat` says what is wrong with how it was called, instead of opening a page."""

import pytest
from click.testing import CliRunner

from ui.cli import main


@pytest.mark.parametrize(
    ("flag", "value", "told", "code"),
    [
        ("--port", "99999", "--port: 99999 is no port. Ports are 1 to 65535; 0 takes a free one", 2),
        ("--port", "-1", "--port: -1 is no port. Ports are 1 to 65535; 0 takes a free one", 2),
        ("--locale", "xx", "the phone inside does not speak 'xx'. There are: en-US", 2),
        ("--device", "nosuch", "no adb server answers", 3),
        ("--device", "127.0.0.1:1", "127.0.0.1:1", 3),
    ],
)
def test_a_flag_that_cannot_be_is_told_before_any_page(flag: str, value: str, told: str, code: int) -> None:
    done = CliRunner().invoke(main, ["chat", "--no-browser", flag, value])
    assert done.exit_code == code
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not done.stdout
