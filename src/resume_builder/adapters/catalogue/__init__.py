"""Where models and their prices come from.

`prices.py` the library genai-prices, packaged and as its feed · `openrouter.py` OpenRouter's public
list. Both are read by schemas of our own, which pass over what they do not know.
"""
