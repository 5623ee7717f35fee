"""The page of `agent chat`: the phone live, beside it the talk with who works on it.

`serve.py` is the way in. Gradio lays the page out and carries the settings; what must be quick and never
stale, the picture and the talk, goes over one WebSocket for each tab (`line.py`).
"""
