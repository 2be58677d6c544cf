"""The official GraphQL schema, built once a process: 0.7 s that a test without GraphQL does not pay."""

from functools import cache
from pathlib import Path
from threading import Lock

from graphql import DocumentNode, GraphQLError, GraphQLSchema, build_ast_schema, parse, validate

SDL = Path(__file__).parents[2] / "node_modules" / "@octokit" / "graphql-schema" / "schema.graphql"


_ONE_AT_A_TIME = Lock()


def schema() -> GraphQLSchema:
    """Give the schema; raises FileNotFoundError where npm's packages are not installed."""
    with _ONE_AT_A_TIME:
        return _built()


@cache
def _built() -> GraphQLSchema:
    document = parse(SDL.read_text(encoding="utf-8"), no_location=True)
    return build_ast_schema(document, assume_valid=True, assume_valid_sdl=True)


@cache
def checked(text: str) -> tuple[DocumentNode | None, tuple[GraphQLError, ...]]:
    """Parse a query and hold it against the schema; queries are few, so what was found is kept."""
    try:
        document = parse(text)
    except GraphQLError as error:
        return None, (error,)
    return document, tuple(validate(schema(), document))
