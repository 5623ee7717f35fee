"""What the browser is given besides Gradio's own: served from here, never from elsewhere."""

from pathlib import Path

FOLDER = Path(__file__).parent
