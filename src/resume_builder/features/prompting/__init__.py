"""What a person wants every model to be told, kept with their work."""
