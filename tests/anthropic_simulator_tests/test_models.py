"""The list of models, page by page."""

import pytest
from anthropic import Anthropic, BadRequestError, NotFoundError
from anthropic_simulator_tests.conftest import MODEL, Loose, differences


def test_models_are_listed_newest_first_over_all_pages(client: Anthropic) -> None:
    models = list(client.models.list(limit=2))
    assert [one.id for one in models] == [
        "claude-fable-5-2",
        "claude-haiku-5-5",
        "claude-sonnet-5-5",
        "claude-opus-5-5",
        "claude-sonnet-4-5-20250929",
    ]
    assert [one for model in models for one in differences(model)] == []


def test_retired_models_are_listed_where_they_are_asked_for(client: Anthropic) -> None:
    assert [one.id for one in client.models.list(lifecycle=["retired"])] == ["claude-opus-4-20250514"]


def test_a_page_may_end_before_a_model(client: Anthropic) -> None:
    page = client.models.list(before_id="claude-opus-5-5", limit=1)
    assert ([one.id for one in page.data], page.has_more) == ([MODEL], True)
    assert [one.id for one in page] == [MODEL, "claude-haiku-5-5", "claude-fable-5-2"]


def test_a_model_tells_its_limits_and_its_end(client: Anthropic) -> None:
    current, old = client.models.retrieve(MODEL), client.models.retrieve("claude-sonnet-4-5")
    assert (current.lifecycle, current.retires_at) == ("active", None)
    assert (current.max_input_tokens, current.max_tokens) == (1_000_000, 128_000)
    assert (old.id, old.lifecycle) == ("claude-sonnet-4-5-20250929", "deprecated")
    assert old.retires_at is not None
    assert old.retires_at.date().isoformat() == "2026-11-30"
    assert client.models.retrieve("claude-opus-4").lifecycle == "retired"


@pytest.mark.parametrize(
    "query",
    [{"limit": 0}, {"limit": 1_001}, {"after_id": "claude-x"}, {"lifecycle": ["young"]}],
    ids=["none", "too many", "cursor", "lifecycle"],
)
def test_a_wrong_question_is_refused(client: Anthropic, query: Loose) -> None:
    with pytest.raises(BadRequestError):
        client.models.list(**query)


def test_an_unknown_model_is_not_found(client: Anthropic) -> None:
    with pytest.raises(NotFoundError, match="model: claude-x"):
        client.models.retrieve("claude-x")
