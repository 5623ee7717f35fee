"""How sure intervals and tests are, and the library that works them out."""

from typing import Any

import numpy as np
import numpy.typing as npt

from device.error import ConfigError

LEVEL = 0.95
INSTALL = "pip install 'tapwright[bench]'"
Floats = npt.NDArray[np.float64]
Between = tuple[float, float]
"""The lower end and the upper one."""


def scipy_stats() -> Any:
    """scipy.stats. Raises ConfigError saying how to install it."""
    try:
        from scipy import stats  # noqa: PLC0415 - 140 MB that only benchmarks need
    except ImportError as error:
        raise ConfigError("intervals and tests need scipy", f"Install it: {INSTALL}") from error
    return stats
