"""What an invented shop is made of: facts as the extractors would find them."""

from reviewbot.domain.inventory import (
    Call,
    CallKind,
    Column,
    Entity,
    Inventory,
    Many,
    Mount,
    Parameter,
    Pattern,
    PatternKind,
    Queue,
    QueueRole,
    Relation,
    Route,
    Scheduled,
    Site,
    Variable,
)

_PAGE = Parameter("page", "query", "int")
_ID = Parameter("id", "path", "int", is_required=True)
_LOGIN = ("login_required",)

_ROUTES = (
    Route(
        Site("orders/api.py", 12), "fastapi", "GET", "/v1/orders", "orders.api.orders", (_PAGE,), _LOGIN, "", "Order"
    ),
    Route(
        Site("orders/api.py", 30),
        "fastapi",
        "POST",
        "/v1/orders",
        "orders.api.place",
        (),
        _LOGIN,
        "Order",
        "Order",
        201,
    ),
    Route(
        Site("orders/api.py", 58), "fastapi", "GET", "/v1/orders/{id}", "orders.api.order", (_ID,), _LOGIN, "", "Order"
    ),
    Route(
        Site("orders/api.py", 71),
        "fastapi",
        "DELETE",
        "/v1/orders/{id}",
        "orders.api.cancel",
        (_ID,),
        _LOGIN,
        "",
        "",
        204,
    ),
    Route(Site("billing/api.py", 9), "fastapi", "POST", "/v1/payments", "billing.api.pay", (), _LOGIN, "Payment", ""),
    Route(Site("billing/hooks.py", 14), "fastapi", "POST", "/hooks/payment", "billing.hooks.paid"),
    Route(
        Site("accounts/views.py", 8),
        "django",
        "POST",
        "/accounts/login",
        "accounts.views.login",
        (Parameter("email", "body", "str", is_required=True), Parameter("password", "body", "str", is_required=True)),
    ),
    Route(
        Site("accounts/views.py", 40), "django", "GET", "/accounts/me", "accounts.views.me", (), _LOGIN, "", "Customer"
    ),
    Route(Site("accounts/views.py", 66), "django", "PUT", "/accounts/me", "accounts.views.change", (), (), "Customer"),
    Route(
        Site("catalogue/routes.ts", 5),
        "express",
        "GET",
        "/products",
        "catalogue.list",
        (Parameter("q", "query"), Parameter("X-Tenant", "header")),
        (),
        "",
        "Product",
    ),
    Route(Site("ops/health.py", 3), "fastapi", "GET", "/healthz", "ops.health.healthz"),
)

_KEY = Column("id", "bigint", is_key=True)
_ENTITIES = (
    Entity(
        Site("accounts/models.py", 6),
        "django",
        "Customer",
        "accounts_customer",
        (
            _KEY,
            Column("email", "EmailField", is_unique=True),
            Column("password_hash", "CharField"),
            Column("phone", "CharField", is_optional=True),
            Column("created_at", "DateTimeField"),
        ),
        (Relation("orders", "Order", Many.ONE_TO_MANY),),
    ),
    Entity(
        Site("orders/models.py", 10),
        "sqlalchemy",
        "Order",
        "orders",
        (_KEY, Column("status", "String(16)", is_indexed=True), Column("total", "Numeric(12, 2)")),
        (
            Relation("customer", "Customer", Many.MANY_TO_ONE, "CASCADE"),
            Relation("lines", "OrderLine", Many.ONE_TO_MANY),
        ),
    ),
    Entity(
        Site("orders/models.py", 44),
        "sqlalchemy",
        "OrderLine",
        "order_lines",
        (_KEY, Column("quantity", "Integer")),
        (Relation("order", "Order", Many.MANY_TO_ONE, "CASCADE"), Relation("product", "Product", Many.MANY_TO_ONE)),
    ),
    Entity(
        Site("billing/models.py", 7),
        "sqlalchemy",
        "Payment",
        "payments",
        (_KEY, Column("iban", "String(34)"), Column("amount", "Numeric(12, 2)"), Column("api_token", "String")),
        (Relation("order", "Order", Many.ONE_TO_ONE),),
    ),
    Entity(
        Site("catalogue/schema.prisma", 3),
        "prisma",
        "Product",
        "",
        (_KEY, Column("name", "String"), Column("price", "Decimal")),
        (Relation("tags", "Tag", Many.MANY_TO_MANY),),
    ),
    Entity(Site("catalogue/schema.prisma", 14), "prisma", "Tag", "", (Column("name", "String", is_key=True),)),
)

_CALLS = (
    Call(
        Site("billing/client.py", 21),
        CallKind.HTTP,
        "api.bank.example",
        "httpx.post",
        "billing.client.charge",
        has_timeout=False,
    ),
    Call(
        Site("billing/client.py", 40),
        CallKind.HTTP,
        "api.bank.example",
        "httpx.get",
        "billing.client.balance",
        has_timeout=True,
    ),
    Call(Site("orders/export.py", 17), CallKind.STORAGE, "EXPORT_BUCKET", "boto3.client", "orders.export.write"),
    Call(Site("orders/db.py", 4), CallKind.DATABASE, "DATABASE_URL", "sqlalchemy.create_engine"),
    Call(Site("catalogue/cache.ts", 2), CallKind.CACHE, "REDIS_URL", "ioredis.Redis"),
    Call(
        Site("accounts/mail.py", 9),
        CallKind.MAIL,
        "smtp.shop.example",
        "smtplib.SMTP",
        "accounts.mail.send",
        has_timeout=False,
    ),
    Call(Site("orders/stock.py", 30), CallKind.HTTP, "", "requests.get", "orders.stock.left", has_timeout=False),
)

_QUEUES = (
    Queue(Site("orders/api.py", 51), "celery", QueueRole.PRODUCER, "orders.tasks.ship", "orders.api.place"),
    Queue(Site("orders/tasks.py", 8), "celery", QueueRole.CONSUMER, "orders.tasks.ship"),
    Queue(Site("billing/tasks.py", 5), "celery", QueueRole.CONSUMER, "billing.tasks.settle"),
)

_PATTERNS = (
    Pattern(Site("accounts/views.py", 39), PatternKind.AUTHENTICATION, "login_required"),
    Pattern(Site("billing/client.py", 12), PatternKind.RETRY, "tenacity.retry"),
    Pattern(Site("billing/client.py", 40), PatternKind.TIMEOUT, "httpx timeout"),
    Pattern(Site("ops/health.py", 3), PatternKind.HEALTH_CHECK, "/healthz"),
    Pattern(Site("ops/sentry.py", 4), PatternKind.ERROR_TRACKING, "sentry_sdk.init"),
    Pattern(Site("orders/api.py", 33), PatternKind.TRANSACTION, "session.begin"),
)

INVENTORY = Inventory(
    routes=_ROUTES,
    mounts=(Mount(Site("main.py", 9), "fastapi", "/v1", "orders.api.router", ()),),
    entities=_ENTITIES,
    calls=_CALLS,
    queues=_QUEUES,
    scheduled=(Scheduled(Site("billing/beat.py", 6), "celery", "billing.tasks.settle", "crontab(hour=3)"),),
    variables=(
        Variable(Site("settings.py", 3), "DATABASE_URL", is_secret=True),
        Variable(Site("settings.py", 4), "REDIS_URL"),
        Variable(Site("settings.py", 5), "EXPORT_BUCKET", has_default=True),
        Variable(Site("settings.py", 6), "BANK_API_KEY", is_secret=True),
    ),
    patterns=_PATTERNS,
)
"""The shop's routes, models, calls, queues, jobs, settings and patterns."""
