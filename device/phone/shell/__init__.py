"""The embedded phone's own shell: never a process of the host."""
