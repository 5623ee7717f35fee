"""PNG files that any decoder reads back pixel for pixel."""

import io
import os
import sys
import zlib

import numpy as np
import pytest
from PIL import Image

from device.phone.toolkit import png


def noise(width: int, height: int, mode: str) -> Image.Image:
    samples = len(mode)
    pixels = np.random.default_rng(width * height).integers(0, 256, (height, width, samples), np.uint8)
    return Image.fromarray(pixels.squeeze(axis=2) if samples == 1 else pixels)


def read(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA"])
@pytest.mark.parametrize("size", [(1, 1), (3, 2), (17, 32), (64, 33), (120, 97)])
def test_round_trip(mode: str, size: tuple[int, int]) -> None:
    image = noise(*size, mode)
    back = read(png.encode(image))
    assert back.mode == mode
    assert back.size == size
    assert back.tobytes() == image.tobytes()


def test_other_modes_become_rgba() -> None:
    image = noise(9, 9, "L").convert("P")
    back = read(png.encode(image))
    assert back.mode == "RGBA"
    assert back.tobytes() == image.convert("RGBA").tobytes()


def test_a_flat_screen_is_small() -> None:
    assert len(png.encode(Image.new("RGB", (1080, 2400), (249, 249, 255)))) < 60_000


def test_the_standard_library_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "isal.isal_zlib", None)
    assert png.quickest_deflate() is zlib
    monkeypatch.setattr(png, "_DEFLATE", zlib)
    image = noise(40, 70, "RGB")
    assert read(png.encode(image)).tobytes() == image.tobytes()


def test_equal_pictures_are_equal_bytes_whatever_lay_in_memory_before() -> None:
    rows = np.random.default_rng(1).integers(0, 256, (240, 3), np.uint8)
    image = Image.fromarray(np.repeat(np.repeat(rows[:, None, :], 300, axis=1), 5, axis=0))
    first = png.encode(image)
    littered: list[bytearray] = []
    for size in range(40):
        littered = [bytearray(os.urandom(4000 * (size + 1))) for _ in range(4)]
        assert png.encode(image) == first
    assert littered
