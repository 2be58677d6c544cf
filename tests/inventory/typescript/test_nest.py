"""Routes of Nest's controllers."""

import pytest
from support.stated import stated

from reviewbot.domain.inventory import Parameter, Route

_ORDERS = """
@Controller({{ path: 'orders', version: '1' }})
@UseGuards(AuthGuard('jwt'), RolesGuard)
export class OrdersController {{
  @Post(':id/lines')
  {decorators}
  async add({arguments}){answer} {{}}
}}
"""


def _route(decorators: str = "", arguments: str = "", answer: str = "") -> Route:
    (route,) = stated(_ORDERS.format(decorators=decorators, arguments=arguments, answer=answer)).routes
    return route


def test_a_route_has_the_controllers_path_and_guards() -> None:
    route = _route()
    assert (route.framework, route.method, route.path) == ("nest", "POST", "/v1/orders/{id}/lines")
    assert (route.handler, route.router, route.status) == ("OrdersController.add", "OrdersController", 201)
    assert route.guards == ("AuthGuard(jwt)", "RolesGuard")


@pytest.mark.parametrize(
    ("decorator", "guard"),
    [("@Roles('admin')", "@Roles"), ("@Public()", "@Public"), ("@UseGuards(OwnerGuard)", "OwnerGuard")],
)
def test_the_guards_of_a_method_stand_behind_those_of_its_class(decorator: str, guard: str) -> None:
    assert _route(decorator).guards[2:] == (guard,)


def test_what_only_documents_a_guard_is_none() -> None:
    assert _route("@ApiUnauthorizedResponse() @ApiBearerAuth()").guards == ("AuthGuard(jwt)", "RolesGuard")


@pytest.mark.parametrize(
    ("argument", "parameter"),
    [
        ("@Param('id', ParseIntPipe) id: number", Parameter("id", "path", "number", is_required=True)),
        ("@Query('page') page?: number", Parameter("page", "query", "number")),
        ("@Query('page') page = 1", Parameter("page", "query")),
        ("@Query() query: PageDto", Parameter("query", "query", "PageDto", is_required=True)),
        ("@Headers('x-tenant') tenant: string", Parameter("x-tenant", "header", "string", is_required=True)),
        ("@Body('name') name: string", Parameter("name", "body", "string", is_required=True)),
    ],
)
def test_a_parameter_is_read_with_its_type(argument: str, parameter: Parameter) -> None:
    assert parameter in _route(arguments=argument).parameters


def test_a_parameter_of_the_path_is_there_though_no_argument_takes_it() -> None:
    assert _route(arguments="@Req() request: Request").parameters == (Parameter("id", "path", is_required=True),)


@pytest.mark.parametrize(
    ("written", "model"),
    [
        (": Promise<Order[]>", "Order"),
        (": Observable<Page<Order>>", "Page"),
        (": Order", "Order"),
        (": Promise<void>", ""),
        (": Promise<Response>", ""),
        (": string", ""),
        ("", ""),
    ],
)
def test_the_answer_is_the_class_that_a_method_gives_back(written: str, model: str) -> None:
    assert _route(answer=written).answer == model


@pytest.mark.parametrize(
    ("decorators", "model"),
    [
        ("@ApiOkResponse({ type: OrderDto })", "OrderDto"),
        ("@ApiResponse({ status: 201, type: [OrderDto] })", "OrderDto"),
        ("@ApiResponse({ status: HttpStatus.CREATED, type: OrderDto })", "OrderDto"),
        ("@ApiResponse({ status: 404, type: ErrorDto })", "Order"),
        ("@ApiNotFoundResponse({ type: ErrorDto })", "Order"),
        ("@ApiOkResponse()", "Order"),
        ("@ApiOkResponse({ description: 'x' })", "Order"),
    ],
)
def test_a_documented_answer_goes_before_the_annotation(decorators: str, model: str) -> None:
    assert _route(decorators, answer=": Promise<Order>").answer == model


def test_the_request_is_the_class_of_the_body() -> None:
    assert _route(arguments="@Body() dto: CreateLineDto").request == "CreateLineDto"


def test_the_prefix_of_the_application_stands_before_everything_below_its_folder() -> None:
    (mount,) = stated(
        "const app = await NestFactory.create(AppModule); app.setGlobalPrefix('api');", "src/main.ts"
    ).mounts
    assert (mount.framework, mount.prefix, mount.target) == ("nest", "/api", "*")


def test_a_prefix_that_is_computed_is_none() -> None:
    assert stated("app.setGlobalPrefix(config.prefix);").mounts == ()


def test_a_controller_is_no_matter_of_javascript() -> None:
    assert stated("/* @Controller */ class A { get() {} }", "a.js", "javascript").routes == ()
