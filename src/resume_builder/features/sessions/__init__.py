"""Sessions: who is asking, the handshake that proves it, and how long their work is kept."""
