"""Know who asks: an API key, or an access token that was given for a GitHub OIDC token."""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from anthropic_simulator.clock import Clock
from anthropic_simulator.refusal import Failure, RefusedError, invalid
from anthropic_simulator.tokens import compact

Json = Mapping[str, object]
KEY = "sk-ant-api03-simulated"
VERSIONS = ("2023-06-01", "2026-10-21")
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_API_BETA = "oauth-2025-04-20"
_EXCHANGE_BETA = "oidc-federation-2026-04-01"
_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Federation:
    """Whose identity tokens are taken: the rule's id, the organisation, and the subjects it matches."""

    rule: str = "fdrl_simulated"
    organization: str = "11111111-2222-4333-8444-555555555555"
    issuer: str = "https://token.actions.githubusercontent.com"
    audience: str = "https://api.anthropic.com"
    subject: str = "repo:acme/shop:*"


class OauthError(Exception):
    """The token endpoint's no, in OAuth's own form: RFC 6749, section 5.2."""

    def __init__(self, status: int, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.body: Json = {"error": code, "error_description": sentence}


@dataclass(slots=True)
class Access:
    """The doors of one server; its secret signs identity tokens in GitHub's place."""

    clock: Clock
    federation: Federation
    keys: set[str] = field(default_factory=lambda: {KEY})
    _tokens: dict[str, float] = field(default_factory=dict)
    _secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def demand(self, headers: Mapping[str, str]) -> None:
        """Refuse whoever shows neither a key nor a token that is good, or no version of the API."""
        version = headers.get("anthropic-version")
        if version is None:
            raise invalid("anthropic-version: header is required")
        if version not in VERSIONS:
            raise invalid(f'anthropic-version: "{version}" is not a valid version')
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        key = headers.get("x-api-key", "")
        if not (bearer or key):
            raise RefusedError(Failure(401, "x-api-key header is required"))
        if {bearer, key} & self.keys:
            return
        if self._tokens.get(bearer, 0.0) <= self.clock.now():
            raise RefusedError(Failure(401, "Invalid bearer token" if bearer else "invalid x-api-key"))
        if _API_BETA not in headers.get("anthropic-beta", ""):
            raise RefusedError(Failure(401, "OAuth authentication is currently not supported."))

    def identity_token(self, subject: str = "repo:acme/shop:pull_request", seconds: float = 300.0) -> str:
        """Make the token that GitHub gives a job with `id-token: write`."""
        now = int(self.clock.now())
        claims = {
            "iss": self.federation.issuer,
            "aud": self.federation.audience,
            "sub": subject,
            "iat": now,
            "exp": now + int(seconds),
        }
        unsigned = f"{_coded(compact({'alg': 'HS256', 'typ': 'JWT'}).encode())}.{_coded(compact(claims).encode())}"
        return f"{unsigned}.{self._signature(unsigned)}"

    def exchange(self, headers: Mapping[str, str], body: object) -> Json:
        """Give an access token for an identity token, as `POST /v1/oauth/token` does."""
        asked = body if isinstance(body, Mapping) else {}
        if asked.get("grant_type") != GRANT:
            raise OauthError(400, "unsupported_grant_type", "grant_type is not supported")
        if _EXCHANGE_BETA not in headers.get("anthropic-beta", ""):
            raise OauthError(400, "invalid_request", f"anthropic-beta must name {_EXCHANGE_BETA}")
        rule = (self.federation.rule, self.federation.organization)
        if (asked.get("federation_rule_id"), asked.get("organization_id")) != rule:
            raise OauthError(401, "invalid_client", "no such federation rule")
        self._check_assertion(str(asked.get("assertion")))
        token = f"sk-ant-oat01-{secrets.token_hex(16)}"
        self._tokens[token] = self.clock.now() + _SECONDS
        return {"access_token": token, "token_type": "Bearer", "expires_in": _SECONDS}

    def expire_tokens(self) -> None:
        """End all access tokens before their time."""
        self._tokens.clear()

    def _check_assertion(self, assertion: str) -> None:
        unsigned, _, signature = assertion.rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._signature(unsigned).encode()):
            raise OauthError(401, "invalid_grant", "the assertion's signature is not valid")
        middle = unsigned.partition(".")[2]
        claims = json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))
        if claims["exp"] <= self.clock.now():
            raise OauthError(401, "invalid_grant", "the assertion has expired")
        if not fnmatchcase(claims["sub"], self.federation.subject):
            raise OauthError(401, "invalid_grant", "the assertion does not match the federation rule")

    def _signature(self, unsigned: str) -> str:
        return _coded(hmac.new(self._secret, unsigned.encode(), hashlib.sha256).digest())


def _coded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
