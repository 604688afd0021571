"""The embedded stores: two Valkey servers that live and die with the launcher.

`supervisor` is the way in; `server` is one process, `folder` its place on disk, `binary` the
program, `probe` asks a server how it is.
"""
