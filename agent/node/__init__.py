"""The nodes of the ring: plain functions of (state, runtime), one file each."""
