"""What can be wrong with a request before any service is asked."""

from resume_builder.domain.errors import DomainError


class RequestRefused(DomainError):
    """Base of what HTTP itself refuses."""


class MalformedJson(RequestRefused):
    """The body is no JSON. params: reason."""

    code = "request.malformed_json"


class MalformedForm(RequestRefused):
    """The multipart body has no part called `file`, or more than one."""

    code = "request.malformed_form"


class WrongType(RequestRefused):
    """The body is of another media type. params: expected."""

    code = "request.wrong_type"


class Invalid(RequestRefused):
    """A value is not what the operation takes. params: where, reason."""

    code = "request.invalid"


class UnknownKey(RequestRefused):
    """A key that the operation does not know. params: where."""

    code = "request.unknown_key"


class RequestTooLarge(RequestRefused):
    """The body is larger than any operation takes. params: limit (bytes)."""

    code = "request.too_large"


class BadRequest(RequestRefused):
    """The request breaks HTTP."""

    code = "request.bad"


class UnknownHost(RequestRefused):
    """The request names a host that this site is not. params: host."""

    code = "request.host"


class ModelHostInvalid(RequestRefused):
    """What shall be called is no https origin."""

    code = "model_host.invalid"


class ModelHostIsOurs(RequestRefused):
    """What shall be called as a host of models is this site itself."""

    code = "model_host.ours"


class NoSuchPage(RequestRefused):
    """No route has this address."""

    code = "request.not_found"


class MethodNotAllowed(RequestRefused):
    """The address takes other methods. params: allowed."""

    code = "request.method_not_allowed"


class TooManyRequests(RequestRefused):
    """More requests than allowed. params: seconds (until the next one may come)."""

    code = "request.too_many"


class VersionMissing(RequestRefused):
    """A change does not say which version it is made to (If-Match)."""

    code = "work.version_missing"


class ServerFailed(RequestRefused):
    """Something we did not expect."""

    code = "server.failed"
