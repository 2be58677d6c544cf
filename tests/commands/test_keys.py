"""Test when there is anything to ask a model with."""

from collections.abc import Mapping

import pytest

from reviewbot.commands.keys import has_key

FEDERATED = {"ANTHROPIC_FEDERATION_RULE_ID": "rule", "ANTHROPIC_ORGANIZATION_ID": "us"}


@pytest.mark.parametrize(
    ("environment", "is_there"),
    [
        ({"ANTHROPIC_API_KEY": "key"}, True),
        ({"ANTHROPIC_AUTH_TOKEN": "token"}, True),
        ({"ANTHROPIC_API_KEY": ""}, False),
        ({"ANTHROPIC_API_KEY": " \n"}, False),
        ({}, False),
        ({"ANTHROPIC_IDENTITY_TOKEN_FILE": "/token", **FEDERATED}, True),
        ({"ANTHROPIC_IDENTITY_TOKEN_FILE": "/token"}, False),
        (FEDERATED, False),
        ({"AWS_PROFILE": "us"}, False),
    ],
    ids=["key", "token", "empty", "blank", "nothing", "identity", "no rule", "no identity", "amazon's"],
)
def test_a_key_or_an_identity_is_needed(environment: Mapping[str, str], is_there: bool) -> None:
    assert has_key(environment, is_bedrock=False) is is_there


@pytest.mark.parametrize(
    ("environment", "is_there"),
    [({"AWS_PROFILE": "us"}, True), ({"AWS_PROFILE": " "}, False), ({"ANTHROPIC_API_KEY": "key"}, False)],
    ids=["profile", "blank", "anthropic's"],
)
def test_amazon_has_credentials_of_its_own(environment: Mapping[str, str], is_there: bool) -> None:
    assert has_key(environment, is_bedrock=True) is is_there
