"""A browser of a site that runs in processes of its own: keeps the cookie, makes handshakes."""

import http.client
import json
import time
from dataclasses import dataclass, field
from typing import Any

from resume_builder.domain.accounts import PRIVACY, TERMS
from tests.people import PASSWORD

API = "/api/v1"
PATIENCE_SECONDS = 30


@dataclass
class LiveVisitor:
    """One browser; each request is a connection of its own, so that any worker may get it."""

    port: int
    cookie: str = ""
    client_uuid: str = ""
    last: Any = field(default=None, repr=False)

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> int:
        """Send a request; return its status, keep its JSON in `last`."""
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            sent = {"Host": f"localhost:{self.port}", "Cookie": self.cookie, **headers}
            data = None if body is None else json.dumps(body)
            if data is not None:
                sent["Content-Type"] = "application/json"
            asked.request(method, f"{API}{path}", data, sent)
            answer = asked.getresponse()
            raw = answer.read()
            given = answer.headers.get("Set-Cookie", "")
        finally:
            asked.close()
        if given:
            self.cookie = given.partition(";")[0]
        self.last = json.loads(raw) if raw else None
        return answer.status

    def send(self, method: str, path: str, operation: str, body: object, **headers: str) -> int:
        """Submit, with a fresh token."""
        assert self.ask("GET", f"/session?operation={operation}") == 200, self.last
        self.client_uuid = self.last["client_uuid"]
        shaken = {"X-Client-UUID": self.client_uuid, "X-CSRF-Token": self.last["csrf_token"]}
        return self.ask(method, path, body, **shaken, **headers)

    def register(self, email: str) -> None:
        """Make an account, and be signed in."""
        body = {"email": email, "password": PASSWORD, "terms": TERMS, "privacy": PRIVACY}
        code = self._mailed(email, "/auth/registration", "register", body)
        self.step("/auth/registration/code", "confirm_registration", {"code": code})
        assert self.last["next"] == "signed_in", self.last

    def sign_in(self, email: str, password: str = PASSWORD) -> None:
        """Come in by a mailed code."""
        body = {"email": email, "password": password}
        code = self._mailed(email, "/auth/sign-in", "sign_in", body)
        self.step("/auth/sign-in/code", "sign_in_with_code", {"code": code})
        assert self.last["next"] == "signed_in", self.last

    def step(self, path: str, operation: str, body: object) -> None:
        """Take a step of signing in or registering."""
        assert self.send("POST", path, operation, body) == 200, self.last

    def _mailed(self, email: str, path: str, operation: str, body: object) -> str:
        """Take a step, and wait for the code that is mailed for it: to the site's own outbox."""
        before = set(self._codes(email))
        self.step(path, operation, body)
        for _ in range(PATIENCE_SECONDS * 20):
            fresh = [code for mail, code in self._codes(email).items() if mail not in before]
            if fresh:
                return fresh[0]
            time.sleep(0.05)
        raise AssertionError("no code was mailed")

    def _codes(self, email: str) -> dict[str, str]:
        assert self.ask("GET", "/outbox") == 200, self.last
        return {m["id"]: m["code"] for m in self.last["mails"] if m["to"] == email and m["code"]}
