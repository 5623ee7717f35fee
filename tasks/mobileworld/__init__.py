"""MobileWorld: our agent in its own run loop, and its tasks in our bench.

`bypicture.py` and `bytree.py` are what its `mw eval --agent_type FILE` loads. `suite.py` reaches the server
of one of its containers. Its package is no dependency of ours: only those two files import it unasked.
"""
