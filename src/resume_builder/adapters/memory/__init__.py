"""The stores in this process's memory: for tests and for trying things out. Nothing outlives it.

`database` holds everything by owner; the other files are the ports over it.
"""
