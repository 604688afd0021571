"""What a role may still do today: counting, and saying when it is used up."""
