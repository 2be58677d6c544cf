"""A GraphQL request from the door to its answer, with errors in GitHub's form."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

from graphql import (
    DocumentNode,
    ExecutionResult,
    FieldNode,
    GraphQLAbstractType,
    GraphQLError,
    GraphQLResolveInfo,
    OperationDefinitionNode,
    OperationType,
    execute_sync,
)

from simulator.access import sees
from simulator.api import Api, credential
from simulator.graph.code import CODE
from simulator.graph.conversation import CONVERSATION
from simulator.graph.cost import MOST_NODES, nodes
from simulator.graph.look import Connection, FieldError, Look, page_field
from simulator.graph.mutation import MUTATIONS
from simulator.graph.pull import PULL
from simulator.graph.schema import checked, schema
from simulator.graph.seen import kind
from simulator.state import Repository, Token
from simulator.web import Answer, Fields, RefusedError, Request


def _repository(_: object, look: Look) -> Repository:
    name = f"{look.arguments.text('owner')}/{look.arguments.text('name')}"
    found = look.api.store.repositories.get(name.casefold())
    if found is None or not sees(look.token, found):
        raise FieldError("NOT_FOUND", f"Could not resolve to a Repository with the name '{name}'.")
    return found


def _rate_limit(_: object, look: Look) -> dict[str, object]:
    meter = look.api.meters[look.token.text, "graphql"]
    left = look.api.limits.primary - meter.used
    return {"limit": look.api.limits.primary, "remaining": left, "used": meter.used, "cost": 1, "nodeCount": 0}


Context = tuple[Api, Token, Request]


FIELDS: Mapping[str, Mapping[str, Callable[..., object]]] = {
    **CONVERSATION,
    **CODE,
    **PULL,
    "Mutation": MUTATIONS,
    "Query": {
        "viewer": lambda _, look: look.token.user,
        "repository": _repository,
        "rateLimit": _rate_limit,
        "node": lambda _, look: look.find(look.arguments.text("id") or ""),
    },
}


def asked(body: bytes) -> tuple[str, bool]:
    """Tell the first field of a request and whether it writes, without carrying it out."""
    try:
        document, _ = checked(json.loads(body)["query"])
    except (ValueError, KeyError, TypeError):
        return "", False
    operation = _operation(document)
    if operation is None:
        return "", False
    fields = (one.name.value for one in operation.selection_set.selections if isinstance(one, FieldNode))
    return next(fields, ""), operation.operation is OperationType.MUTATION


def _operation(document: DocumentNode | None) -> OperationDefinitionNode | None:
    found = document.definitions if document else ()
    return next((one for one in found if isinstance(one, OperationDefinitionNode)), None)


def posted(api: Api, request: Request) -> Answer:
    """Answer a GraphQL request: what a field may not show is an error beside the rest, with status 200."""
    _, is_write = asked(request.body)
    try:
        token = credential(api.store, request.headers)
    except RefusedError as refusal:
        return refusal.answer()
    if token is None:
        return RefusedError(401, "This endpoint requires you to be authenticated.").answer()
    meter = api.meter(replace(request, token=token), "graphql")
    answer = _limited(api, request, token, is_write)
    return replace(answer, headers={**meter.headers(api.limits, "graphql"), **answer.headers})


def _limited(api: Api, request: Request, token: Token, is_write: bool) -> Answer:
    meter = api.meter(replace(request, token=token), "graphql")
    meter.renew(api.limits)
    if meter.used >= api.limits.primary:
        return Answer(
            200, {"errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded for installation."}]}
        )
    try:
        meter.demand(api.limits, "graphql", 5 if is_write else 1, is_write)
        meter.used += 1
        return _carried_out(api, request, token)
    except RefusedError as refusal:
        return refusal.answer()


def _carried_out(api: Api, request: Request, token: Token) -> Answer:
    try:
        body = json.loads(request.body)
    except ValueError:
        raise RefusedError(400, "Problems parsing JSON") from None
    if not isinstance(body, dict) or not isinstance(body.get("query"), str):
        raise RefusedError(400, "A query attribute must be specified and must be a string.")
    document, faults = checked(body["query"])
    if document is None or faults:
        api.violated("caller", request, *(fault.message for fault in faults))
        return Answer(200, {"errors": [_invalid(fault) for fault in faults]})
    variables = body.get("variables") or {}
    count = nodes(document, variables)
    if count > MOST_NODES:
        message = f"This query requests up to {count:,} possible nodes which exceeds the maximum limit of 500,000."
        return Answer(200, {"errors": [{"type": "MAX_NODE_LIMIT_EXCEEDED", "message": message}]})
    result = execute_sync(
        schema(),
        document,
        context_value=(api, token, request),
        variable_values=variables,
        operation_name=body.get("operationName"),
        field_resolver=_resolved,
        type_resolver=_type_of,
    )
    return _result(api, request, result)


def _resolved(source: object, info: GraphQLResolveInfo[Context], **arguments: object) -> object:
    if isinstance(source, Connection):
        return page_field(source, info.field_name)
    known = FIELDS.get(info.parent_type.name, {}).get(info.field_name)
    api, token, _ = info.context
    if known is not None:
        return known(source, Look(api, token, Fields(arguments), info.field_name))
    if isinstance(source, Mapping) and info.field_name in source:
        return source[info.field_name]
    raise NotImplementedError(f"the simulator does not know {info.parent_type.name}.{info.field_name}")


def _type_of(value: object, info: GraphQLResolveInfo[Context], abstract: GraphQLAbstractType) -> str | None:
    return kind(value)


def _result(api: Api, request: Request, result: ExecutionResult) -> Answer:
    errors = [_failed(api, request, error) for error in result.errors or ()]
    return Answer(200, {"data": result.data} | ({"errors": errors} if errors else {}))


def _failed(api: Api, request: Request, error: GraphQLError) -> dict[str, object]:
    cause = error.original_error
    shown: dict[str, object] = {"message": error.message, "locations": _locations(error)}
    if error.path is not None:
        shown["path"] = error.path
    if isinstance(cause, FieldError):
        return {"type": cause.kind, **shown}
    if cause is not None:
        api.violated("simulator", request, error.message)
    return shown


def _invalid(error: GraphQLError) -> dict[str, object]:
    return {"message": error.message, "locations": _locations(error), "path": ["query"]}


def _locations(error: GraphQLError) -> list[dict[str, int]]:
    return [{"line": one.line, "column": one.column} for one in error.locations or ()]
