"""The code that a phone scans: another program reads it back."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from device.link.qr import LONGEST, drawn, matrix

cv2 = pytest.importorskip("cv2", reason="needs OpenCV, which comes with [ocr]")


def read(modules: np.ndarray) -> str:
    """Return what OpenCV reads; it misses the corners of some codes at one size and not at another."""
    picture = np.where(np.pad(modules, 4), 0, 255).astype(np.uint8)
    for scale in (8, 5, 12, 3):
        text, _, _ = cv2.QRCodeDetector().detectAndDecode(np.kron(picture, np.ones((scale, scale), np.uint8)))
        if text:
            return str(text)
    return ""


@settings(max_examples=25)
@given(st.text(alphabet="0123456789abcdefABCDEF", min_size=4, max_size=20))
def test_it_reads_back(password: str) -> None:
    text = f"WIFI:T:ADB;S:tapwright-1;P:{password};;"
    assert read(np.array(matrix(text))) == text


def test_the_drawing_has_the_same_modules() -> None:
    text = "WIFI:T:ADB;S:tapwright-1;P:12345;;"
    lines = [line.removeprefix("\x1b[30;107m").removesuffix("\x1b[0m") for line in drawn(text).splitlines()]
    rows = []
    for line in lines:
        rows += [[sign in "▀█" for sign in line], [sign in "▄█" for sign in line]]
    seen = np.array(rows)[4:-4, 4:-4][:29]
    assert (seen == np.array(matrix(text))).all()


def test_too_long() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        matrix("x" * (LONGEST + 1))
