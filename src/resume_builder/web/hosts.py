"""Which names the site answers to, and which client stands behind our own proxies."""

from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

from resume_builder.web.api import PREFIX
from resume_builder.web.errors import UnknownHost
from resume_builder.web.site import Site

# Probes come by address, whatever the site is called.
_PROBES = frozenset({"/livez", "/readyz"})
_NUMBERS = frozenset({"127.0.0.1", "::1"})


def register(app: Flask, on: Site) -> None:
    """Refuse requests for other hosts; on this machine, lead pages to `localhost`.

    A page elsewhere that makes its name point here (DNS rebinding) is refused so. Cookies belong
    to a name: one name for all means that no work is ever in another drawer.
    """

    def check() -> Response | None:
        if request.path in _PROBES:
            return None
        name = host_name(request.host)
        if name not in on.hosts:
            raise UnknownHost(host=name[:100])
        is_page = request.method in ("GET", "HEAD") and not request.path.startswith(f"{PREFIX}/")
        if on.is_local and name in _NUMBERS and is_page:
            port = request.host.rpartition("]")[2].rpartition(":")[2]
            place = f"localhost:{port}" if port.isdigit() else "localhost"
            return _to(f"{request.scheme}://{place}{request.full_path.removesuffix('?')}")
        return None

    app.before_request(check)
    if on.trusted_proxies:
        count = on.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count)


def host_name(host: str) -> str:
    """Return the name in a Host header, without port and brackets, in lower case."""
    bare = host.partition("]")[0].removeprefix("[") if host.startswith("[") else None
    return (bare if bare is not None else host.partition(":")[0]).lower().rstrip(".")


def _to(address: str) -> Response:
    return Response(status=307, headers={"Location": address, "Cache-Control": "no-store"})
