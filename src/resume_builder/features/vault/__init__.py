"""The keys of owners: `ports.py` their store · `rotation.py` new master keys."""
