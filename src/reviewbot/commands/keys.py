"""See whether there is anything to ask a model with, without importing what would ask."""

from collections.abc import Mapping

_KEYS = ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN")
_IDENTITY = ("ANTHROPIC_IDENTITY_TOKEN_FILE", "ANTHROPIC_IDENTITY_TOKEN")
_FEDERATED = ("ANTHROPIC_FEDERATION_RULE_ID", "ANTHROPIC_ORGANIZATION_ID")
_AMAZON = (
    "AWS_BEARER_TOKEN_BEDROCK", "AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI",
)  # fmt: skip
SECRETS = (*_KEYS, "ANTHROPIC_IDENTITY_TOKEN", "AWS_BEARER_TOKEN_BEDROCK", "AWS_SECRET_ACCESS_KEY",
           "GITHUB_TOKEN", "GH_TOKEN")  # fmt: skip
"""Variables whose values must never leave, whoever wrote them into a file."""


def has_key(environment: Mapping[str, str], *, is_bedrock: bool) -> bool:
    """Tell whether there is a key, or an identity that is exchanged for one."""
    if is_bedrock:
        return any(_is_set(environment, name) for name in _AMAZON)
    if any(_is_set(environment, name) for name in _KEYS):
        return True
    is_someone = any(_is_set(environment, name) for name in _IDENTITY)
    return is_someone and all(_is_set(environment, name) for name in _FEDERATED)


def _is_set(environment: Mapping[str, str], name: str) -> bool:
    # A secret that a workflow does not have comes as nothing, or as white space.
    return bool(environment.get(name, "").strip())
