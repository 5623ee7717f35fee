"""A small network of our own in use: an ONNX file, run by onnxruntime on one core."""

from pathlib import Path
from typing import Any

from device.error import ConfigError


def open_network(source: Path | bytes) -> Any:
    """The session of a network, to be given what goes in by name.

    Raises ValueError where it is no network, ConfigError where onnxruntime does not load.
    """
    try:
        import onnxruntime  # noqa: PLC0415  (heavy)
        from onnxruntime.capi import onnxruntime_pybind11_state as fault  # noqa: PLC0415
    except ImportError as absent:
        raise ConfigError(
            f"a network that ships needs onnxruntime, which does not load here: {absent}",
            "pip install --force-reinstall onnxruntime",
        ) from absent

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    data = source if isinstance(source, bytes) else str(source)
    try:
        return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    except (fault.InvalidArgument, fault.InvalidGraph, fault.InvalidProtobuf, fault.Fail) as error:
        raise ValueError(str(error).splitlines()[0][:200]) from error
