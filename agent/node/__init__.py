"""The nodes of the loop: plain functions of (state, runtime), one file each."""
