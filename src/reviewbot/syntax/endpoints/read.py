"""Read what a file offers over HTTP, by the framework that its words give away."""

from collections.abc import Iterator

from reviewbot.syntax.endpoints import django, models, nest, python, typescript
from reviewbot.syntax.endpoints.endpoint import Endpoints, Model, Route, counted
from reviewbot.syntax.languages import family
from reviewbot.syntax.tree import Tree


def endpoints(tree: Tree) -> Endpoints:
    """Give a file's routes and models; none for a language whose frameworks are not known here."""
    found = tuple(_routes(tree))
    return Endpoints(
        tuple(one for one in found if isinstance(one, Route)),
        tuple(_models(tree)),
        counted(one for one in found if isinstance(one, str)),
    )


def _routes(tree: Tree) -> Iterator[Route | str]:
    match family(tree.grammar):
        case "python":
            yield from python.routes(tree)
            yield from django.routes(tree)
        case "typescript":
            yield from typescript.routes(tree)
            if tree.grammar != "javascript":
                yield from nest.routes(tree)
        case _:
            pass


def _models(tree: Tree) -> Iterator[Model]:
    match family(tree.grammar):
        case "python":
            yield from models.models(tree)
        case "typescript" if tree.grammar != "javascript":
            yield from nest.models(tree)
        case _:
            pass
