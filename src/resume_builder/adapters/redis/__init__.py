"""The stores on Redis or Valkey.

`keys` is the one table of key names, `store` the connection with our errors; the other files are
the ports over them. Each change of several keys is one script on keys of one hash tag.
"""
