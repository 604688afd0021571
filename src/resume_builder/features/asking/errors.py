"""Why a model gave no answer, or not all of it.

None of them carries a key or a text of the person's. `said` are the vendor's own words with the key
blotted out, for showing quoted; "" when it said nothing.
"""

from resume_builder.domain.errors import DomainError


class ModelFault(DomainError):
    """A call that failed.

    params: vendor, host, model, status (0 when none came), said, seconds that the vendor asks to
    wait (0 where it does not).
    """


class WrongKey(ModelFault):
    """The vendor does not know the key."""

    code = "model.wrong_key"


class LimitedKey(ModelFault):
    """The key is known, and may not do this."""

    code = "model.limited_key"


class NoCredit(ModelFault):
    """No money is left, or the key's own limit is reached."""

    code = "model.no_credit"


class RateLimited(ModelFault):
    """Too many requests. params: seconds until the vendor takes the next one."""

    code = "model.rate_limited"


class RateLimitedUntold(RateLimited):
    """Too many requests, and the vendor does not say for how long: seconds is 0."""

    code = "model.rate_limited_untold"


class Overloaded(ModelFault):
    """Too much for the vendor just now."""

    code = "model.overloaded"


class NoModel(ModelFault):
    """The vendor has no such model."""

    code = "model.no_model"


class NotPulled(ModelFault):
    """Ollama has no such model on this machine."""

    code = "model.not_pulled"


class NotServed(ModelFault):
    """The vendor does not serve this country."""

    code = "model.region"


class TooLong(ModelFault):
    """The question is longer than the model takes."""

    code = "model.context"


class AgainstRules(ModelFault):
    """The vendor refuses the text by its rules."""

    code = "model.content_policy"


class NotUnderstood(ModelFault):
    """The vendor does not take the request as it was made."""

    code = "model.bad_request"


class NotRunning(ModelFault):
    """Ollama does not run, or not at this address."""

    code = "model.not_running"


class Unreachable(ModelFault):
    """Nobody answers there."""

    code = "model.unreachable"


class CutOff(ModelFault):
    """The connection broke off before the answer was whole."""

    code = "model.cut_off"


class Stalled(ModelFault):
    """The host was silent for too long."""

    code = "model.stalled"


class Unreadable(ModelFault):
    """What came is not what such a host sends."""

    code = "model.unreadable"


class VendorFailed(ModelFault):
    """An error within the vendor."""

    code = "model.failed"


class ModelsNotInstalled(DomainError):
    """What speaks to vendors is an extra that is not here."""

    code = "model.not_installed"


class NoKey(DomainError):
    """No key is in the environment. params: vendor, variable."""

    code = "model.no_key"


class AddressInvalid(DomainError):
    """A model's address is none that a résumé and a key may go to. params: variable."""

    code = "model.address"
