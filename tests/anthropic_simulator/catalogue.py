"""Answer for the models: `GET /v1/models` and `GET /v1/models/{id}`."""

from collections.abc import Mapping, Sequence

from anthropic_simulator.models import Model, description, find
from anthropic_simulator.refusal import invalid, not_found

Json = Mapping[str, object]
Query = Mapping[str, Sequence[str]]
_STAGES = ("active", "deprecated", "retired")


def one_model(models: tuple[Model, ...], name: str) -> Json:
    """Describe one model, a retired one too."""
    model = find(models, name)
    if model is None:
        raise not_found(f"model: {name}")
    return description(model)


def listed_models(models: tuple[Model, ...], query: Query) -> Json:
    """List a page of models, the newest first; retired ones only where they are asked for."""
    stages = [*query.get("lifecycle[]", ()), *query.get("lifecycle", ())] or _STAGES[:2]
    if not set(stages) <= set(_STAGES):
        raise invalid("lifecycle: Input should be 'active', 'deprecated' or 'retired'")
    wanted = [one for one in models if one.lifecycle in stages]
    wanted.sort(key=lambda model: model.created_at, reverse=True)
    page, has_more = _page(wanted, query, _limit(query))
    return {
        "data": [description(one) for one in page],
        "has_more": has_more,
        "first_id": page[0].id if page else None,
        "last_id": page[-1].id if page else None,
    }


def _limit(query: Query) -> int:
    text = query.get("limit", ("20",))[0]
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 1_000):
        raise invalid("limit: Input should be between 1 and 1000")
    return int(text)


def _page(models: Sequence[Model], query: Query, limit: int) -> tuple[Sequence[Model], bool]:
    ids = [one.id for one in models]
    for name in ("after_id", "before_id"):
        if (cursor := query.get(name, ("",))[0]) and cursor not in ids:
            raise invalid(f"{name}: unknown model")
    if before := query.get("before_id"):
        rest = models[: ids.index(before[0])]
        return rest[-limit:], len(rest) > limit
    after = query.get("after_id")
    rest = models[ids.index(after[0]) + 1 :] if after else models
    return rest[:limit], len(rest) > limit
