"""Language models, called from this machine: the one who runs it pays, or it is their Ollama.

`vendors.py` hosted ones and compatible servers, through pydantic-ai (the extra `models`) ·
`ollama.py` Ollama by its own API · `patience.py` waits and retries · `faults.py` what went wrong ·
`place.py` where a model is
"""
