"""The server of the chat without a browser: Playwright's event loop in this thread would be in its way."""

from importlib.util import find_spec

import pytest

if not find_spec("gradio"):
    pytest.skip("needs tapwright[chat]", allow_module_level=True)
