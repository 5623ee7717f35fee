"""Files: an in-memory tree, the databases that show in it, and the media formats that apps read.

`FileSystem` (filesystem.py) is what everybody else uses: it reads, writes, mounts and keeps count. tree.py
is the tree behind it, and database.py an app's SQLite database, which is a file of the phone as well.
Nothing touches a file of the host. Of the other rooms it imports only the clock, the events, the hardware
and the owners of files from system. Start reading with filesystem.py.
"""
