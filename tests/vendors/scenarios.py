"""What can go wrong, by name: a test asks for one by its key or by its model.

The key "sk-no-credit" or the model "no-credit" (or "anthropic/no-credit") makes every vendor answer
as it does to someone without credit. What a vendor has no words for, it answers as usual.
"""

import re

# Refused before anything is said.
REFUSALS = {
    "wrong-key": "the key is not known",
    "limited-key": "the key may ask models, but not list them",
    "limited-generation": "the key may list models, but not ask them",
    "no-credit": "no money is left",
    "spend-limit": "the limit that its owner set on the key is reached",
    "rate-limit": "too many requests, for good, with the waiting time",
    "rate-limit-then-ok": "too many requests once, with the waiting time",
    "rate-limit-silent-then-ok": "too many requests once, without a waiting time",
    "overloaded": "too much for the vendor, for good",
    "overloaded-then-ok": "too much for the vendor once",
    "no-model": "there is no such model",
    "region": "the country is not served",
    "context": "the request is longer than the model takes",
    "content-policy": "the request is against the vendor's rules",
    "browser-forbidden": "the organisation allows no browsers (Anthropic)",
    "schema-unsupported": "the model takes no schema",
    "bad-request": "a field that does not hold",
    "server": "an error within the vendor",
}
# Said, but not as it should be.
STREAMS = {
    "cut": "ends at the limit of its length",
    "refuse": "the model will not",
    "error-midstream": "an error after status 200",
    "drop-midstream": "the connection breaks off",
    "stall": "the connection stays, and nothing comes",
    "malformed": "half of it is no JSON",
    "think": "the model thinks aloud before it answers",
    "prose": "the answer stands in a fence, with words around it",
}
SCENARIOS = {**REFUSALS, **STREAMS}
FAULTS = {
    "error-midstream": "error",
    "drop-midstream": "drop",
    "stall": "stall",
    "malformed": "junk",
}
_PREFIX = re.compile(r"^(sk-ant-|sk-or-v1-|sk-or-|sk-|AIza-|key-)")


def named(key: str, model: str) -> str:
    """The scenario that a key or a model asks for; "" for none. The key's comes first."""
    of_key = _PREFIX.sub("", key)
    of_model = re.split(r"[/:]", model)
    return next((name for name in (of_key, *reversed(of_model)) if name in SCENARIOS), "")
