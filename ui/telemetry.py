"""Keeps libraries from reporting how they are used: nothing leaves this computer that nobody asked for."""

import os

_OFF = {
    "DO_NOT_TRACK": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "RAY_USAGE_STATS_ENABLED": "0",
}
"""What libraries read, most of them as they are imported."""
_OBSOLETE = ("LANGCHAIN_TRACING", "LANGCHAIN_HANDLER")
"""What LangChain takes for a tracer that is no more, and refuses to run with."""


def silence_libraries() -> None:
    """Set what this process and its children must have set before they import those libraries."""
    os.environ.update(_OFF)
    for name in _OBSOLETE:
        os.environ.pop(name, None)
