"""Routes of Express and what is called the same way."""

import pytest
from support.stated import stated

_EXPRESS = "import express, { Router } from 'express';\nimport orders from './routes/orders';\n"


def _routes(text: str) -> list[tuple[str, str, str]]:
    return [(one.framework, one.method, one.path) for one in stated(text).routes]


@pytest.mark.parametrize(
    ("code", "routes"),
    [
        ("const app = express(); app.get('/orders/:id', show)", [("express", "GET", "/orders/{id}")]),
        ("const r = Router(); r.search('/x', h)", [("express", "SEARCH", "/x")]),
        ("const r = Router(); r.all('/x', h)", [("express", "ANY", "/x")]),
        ("const r = express.Router(); r.post(['/a', '/b'], h)", [("express", "POST", "/a"), ("express", "POST", "/b")]),
        ("const r = Router(); r.route('/a').get(h).put(h)", [("express", "GET", "/a"), ("express", "PUT", "/a")]),
        ("const r = Router(); r.get('/a', h).post('/b', h)", [("express", "GET", "/a"), ("express", "POST", "/b")]),
        ("const r = Router(); r.get('/:id(\\\\d+)?', h)", [("express", "GET", "/{id}")]),
        ("const r = Router(); r.get('/a{/:b}', h)", [("express", "GET", "/a/{b}")]),
        ("const r = Router(); r.get(PATHS.orders, h)", [("express", "GET", "/…")]),
        ("const r = Router(); r.get(`${base}/orders`, h)", [("express", "GET", "/…/orders")]),
        ("const BASE = '/v1'; const r = Router(); r.get(`${BASE}/orders`, h)", [("express", "GET", "/v1/orders")]),
        ("const r = (0, express.Router)(); r.get('/a', h)", [("express", "GET", "/a")]),
        ("export default (app) => { app.get('/a', (req, res) => {}) }", [("express", "GET", "/a")]),
        ("const app = express(); app.get('trust proxy')", []),
        ("const app = express(); app.get(/^x/, h)", []),
        ("axios.get('/a', h); cache.get('/a', h); app.get('key', h); app.get('/a', { x })", []),
        ("it('x', () => app.get(h, '/a'))", []),
    ],
)
def test_a_route_is_read_where_the_code_says_its_path(code: str, routes: list[tuple[str, str, str]]) -> None:
    assert _routes(_EXPRESS + code) == routes


@pytest.mark.parametrize(
    ("code", "route"),
    [
        ("import fastify from 'fastify'; const s = fastify(); s.get('/a', { schema }, h)", ("fastify", "GET", "/a")),
        ("export default async (fastify) => { fastify.post('/a', h) }", ("fastify", "POST", "/a")),
        (
            "import Fastify from 'fastify'; const s = Fastify(); s.route({ method: 'PUT', url: '/a/:b', handler: h })",
            ("fastify", "PUT", "/a/{b}"),
        ),
        ("import Router from '@koa/router'; const r = new Router(); r.get('name', '/a', h)", ("koa", "GET", "/a")),
        (
            "import Router from 'koa-router'; const r = new Router({ prefix: '/v1' }); r.get('/a', h)",
            ("koa", "GET", "/v1/a"),
        ),
        (
            "import Router from 'koa-router'; const r = new Router(); r.prefix('/v1'); r.get('/a', h)",
            ("koa", "GET", "/v1/a"),
        ),
        ("import { Hono } from 'hono'; const app = new Hono(); app.get('/a', h)", ("hono", "GET", "/a")),
        ("const s = require('restify').createServer(); server.get('/a', h)", ("restify", "GET", "/a")),
    ],
)
def test_other_frameworks_are_read_the_same_way(code: str, route: tuple[str, str, str]) -> None:
    assert _routes(code) == [route]


@pytest.mark.parametrize(
    ("code", "handler"),
    [
        ("list", "list"),
        ("orders.list", "orders.list"),
        ("asyncHandler(orders.list)", "orders.list"),
        ("orders.list.bind(orders)", "orders.list"),
        ("[auth, list]", "list"),
        ("wrap()", "wrap"),
        ("(req, res) => {}", ""),
        ("function list(req, res) {}", "list"),
    ],
)
def test_the_handler_is_what_answers(code: str, handler: str) -> None:
    (route,) = stated(f"const r = express.Router(); r.get('/a', {code})").routes
    assert route.handler == handler


@pytest.mark.parametrize(
    ("code", "guards"),
    [
        ("r.get('/a', authenticate, allow('admin'), list)", ("authenticate", "allow")),
        ("r.get('/a', [authenticate, [limit]], list)", ("authenticate", "limit")),
        ("r.use(authenticate); r.get('/a', list)", ("authenticate",)),
        ("r.get('/a', list);\nr.use(authenticate)", ()),
        ("r.use('/a', requireAdmin); r.get('/a/b', list)", ("requireAdmin",)),
        ("r.use('/b', requireAdmin); r.get('/a/b', list)", ()),
        ("r.use(helmet(), cors(), express.json(), requestLogger, bodyParser.json()); r.get('/a', list)", ()),
        ("r.use(require('./auth')); r.get('/a', list)", ("./auth",)),
        ("r.get('/a', authenticate, authenticate, list)", ("authenticate",)),
    ],
)
def test_guards_are_what_stands_before_a_route(code: str, guards: tuple[str, ...]) -> None:
    (route,) = stated(f"import express from 'express';\nconst r = express.Router();\n{code}").routes
    assert route.guards == guards


def test_the_hooks_of_fastify_are_guards() -> None:
    (route,) = stated("fastify.get('/a', { preHandler: [auth], onRequest: limit }, list)").routes
    assert route.guards == ("limit", "auth")


def test_the_parameters_of_a_path_are_named() -> None:
    (route,) = stated("router.get('/a/:b/c/:d', list)").routes
    assert [(one.name, one.where) for one in route.parameters] == [("b", "path"), ("d", "path")]


@pytest.mark.parametrize(
    ("code", "mounts"),
    [
        ("app.use('/orders', orders)", [("/orders", "./routes/orders", ())]),
        ("app.use('/orders', auth, orders)", [("/orders", "./routes/orders", ("auth",))]),
        ("app.use(auth); app.use('/orders', orders)", [("/orders", "./routes/orders", ("auth",))]),
        ("app.use(orders)", [("", "./routes/orders", ())]),
        ("app.use(['/a', '/b'], orders)", [("/a", "./routes/orders", ()), ("/b", "./routes/orders", ())]),
        ("app.use('/orders', require('./routes/orders'))", [("/orders", "./routes/orders", ())]),
        ("app.use('/orders', require('./routes/orders')(db))", [("/orders", "./routes/orders", ())]),
        ("app.use('/orders', createRouter(db))", [("/orders", "createRouter", ())]),
        ("app.use(prefix, orders)", [("/…", "./routes/orders", ())]),
        ("app.use('/a', (req, res) => {})", []),
        ("app.use('/static', express.static('x'))", []),
        ("app.use(auth)", []),
        ("app.use()", []),
    ],
)
def test_a_mount_names_the_module_of_its_router(code: str, mounts: list[tuple[str, str, tuple[str, ...]]]) -> None:
    found = stated(f"{_EXPRESS}const app = express();\n{code}").mounts
    assert [(one.prefix, one.target, one.guards) for one in found] == mounts
    assert all(one.router == "app" for one in found)


@pytest.mark.parametrize(
    ("code", "mount"),
    [
        ("fastify.register(ordersRoutes, { prefix: '/orders' })", ("/orders", "ordersRoutes")),
        ("fastify.register(import('./routes'))", None),
        ("import { Hono } from 'hono'; const app = new Hono(); app.route('/orders', orders)", ("/orders", "orders")),
        ("import Koa from 'koa'; const app = new Koa(); app.use(router.routes())", ("", "router")),
    ],
)
def test_other_frameworks_mount_in_their_own_way(code: str, mount: tuple[str, str] | None) -> None:
    assert [(one.prefix, one.target) for one in stated(code).mounts] == ([mount] if mount else [])
