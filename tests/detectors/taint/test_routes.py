"""Which parameters of a function strangers fill, and what a view returns to them."""

import pytest
from support.stranger import hits

_FASTAPI = "from fastapi import APIRouter, Depends, Request\n\nrouter = APIRouter()\n\n\n"

FILLED = {
    "a part of Flask's path": "@app.route('/<name>')\ndef f(name):\n    sink(name)\n",
    "a path within Flask's path": "@app.route('/<path:name>')\ndef f(name):\n    sink(name)\n",
    "a part of a path in braces": "@app.get('/{name}')\ndef f(name):\n    sink(name)\n",
    "a query of FastAPI": _FASTAPI + "@router.get('/')\ndef f(q: str):\n    sink(q)\n",
    "a query without a type": _FASTAPI + "@router.get('')\ndef f(q):\n    sink(q)\n",
    "an optional query": _FASTAPI + "@router.get('/')\ndef f(q: str | None = None):\n    sink(q)\n",
    "a model's member": _FASTAPI + "@router.post('/')\ndef f(body: Order):\n    sink(body.text)\n",
    "a request of another name": _FASTAPI + "@router.get('')\ndef f(a: Request):\n    sink(a.query_params['x'])\n",
    "a method of a view": "class A(APIView):\n    def get(self, request, name):\n        sink(name)\n",
    "what a view keeps": "class A(View):\n    def get(self, request):\n        sink(self.kwargs['name'])\n",
    "a function that is a view": "@login_required\ndef f(request, name):\n    sink(name)\n",
    "a view within a function": "def made():\n    @app.route('/<name>')\n    def f(name):\n        sink(name)\n",
    "several sockets": _FASTAPI + "@router.websocket('/{name}')\nasync def f(name: str):\n    sink(name)\n",
}  # fmt: skip

OTHERS = {
    "a number of Flask's path": "@app.route('/<int:n>')\ndef f(n):\n    sink(n)\n",
    "a number of FastAPI's": _FASTAPI + "@router.get('/')\ndef f(n: int | None = None):\n    sink(n)\n",
    "a model's key": _FASTAPI + "@router.post('/')\ndef f(body: Order):\n    sink(body.id)\n",
    "an enumeration": _FASTAPI + "@router.get('/')\ndef f(kind: OrderKind):\n    sink(kind)\n",
    "what is injected": _FASTAPI + "@router.get('/')\ndef f(db: Session = Depends(made)):\n    sink(db.name)\n",
    "a key of a view": "class A(APIView):\n    def get(self, request, pk):\n        sink(pk)\n",
    "another method": "class A(APIView):\n    def find(self, request, name):\n        sink(name)\n",
    "another class": "class A(Store):\n    def get(self, request, name):\n        sink(name)\n",
    "a task": "@app.task\ndef f(name):\n    sink(name)\n",
    "a command": "@cli.command('get')\ndef f(name):\n    sink(name)\n",
    "a path that is computed": "@app.route(PATH)\ndef f(name):\n    sink(name)\n",
    "a route without a path": "@app.route()\ndef f(name):\n    sink(name)\n",
    "a route for those who run the service": "@app.route('/<name>')\n@admin_required\ndef f(name):\n    sink(name)\n",
    "one that asks for an admin": _FASTAPI + "@router.get('/')\ndef f(q: str, user=Depends(get_admin)):\n    sink(q)\n",
}  # fmt: skip

RETURNED = {
    "a text": "return name",
    "a page": "return f'<b>{name}</b>'",
    "a page with its status": "return '<b>' + name, 404",
}

NOT_RETURNED = {
    "a mapping": "return {'name': name}",
    "a list": "return [name]",
    "a mapping that was kept": "made = {'name': name}\nreturn made",
    "a mapping and a status": "return {'name': name}, 404",
    "a response of a mapping": "made = {'name': name}\nreturn make_response(made, 404)",
    "another type": "return name, 200, {'Content-Type': 'text/plain'}",
    "an unknown function's answer": "return render(name)",
    "nothing": "return",
    "a response of another type": "made = made_of(name)\nmade.mimetype = 'text/plain'\nreturn made",
}


@pytest.mark.parametrize("text", FILLED.values(), ids=FILLED)
def test_strangers_fill_a_views_parameters(text: str) -> None:
    assert hits(text)


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_strangers_do_not_fill_other_parameters(text: str) -> None:
    assert hits(text) == []


def shown(body: str, head: str = "@app.route('/<name>')\n") -> list[int]:
    lines = "".join(f"    {line}\n" for line in body.split("\n"))
    return hits(f"{head}def f(name):\n{lines}")


@pytest.mark.parametrize("body", RETURNED.values(), ids=RETURNED)
def test_a_text_that_a_view_returns_is_a_page(body: str) -> None:
    assert shown(body) == [3]


@pytest.mark.parametrize("body", NOT_RETURNED.values(), ids=NOT_RETURNED)
def test_what_is_no_page_is_left_alone(body: str) -> None:
    assert shown(body) == []


def test_a_function_that_gives_a_mapping_gives_no_page() -> None:
    text = (
        "@app.route('/<name>')\ndef f(name):\n    return made(name)\n\n\ndef made(name):\n    return {'name': name}\n"
    )
    assert hits(text) == []
    assert hits(text.replace("{'name': name}", "name")) == [3]


def test_another_decorator_may_make_something_else_of_it() -> None:
    assert shown("return name", "@app.route('/<name>')\n@as_json\n") == []


def test_a_framework_that_answers_in_json_returns_no_page() -> None:
    assert hits(_FASTAPI + "@router.get('/{name}')\ndef f(name: str):\n    return name\n") == []
