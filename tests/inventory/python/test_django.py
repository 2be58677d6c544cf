"""What is read of Django's URL patterns, view sets and models."""

from textwrap import dedent

from reviewbot.domain.inventory import Column, Inventory, Many, Mount, Relation, Site, united
from reviewbot.domain.source import Source
from reviewbot.inventory.extract import facts
from reviewbot.inventory.link import linked

URLS = """
    from django.contrib import admin
    from django.contrib.auth.decorators import login_required
    from django.urls import include, path, re_path
    from rest_framework.routers import DefaultRouter
    from shop.orders import views

    router = DefaultRouter()
    router.register("orders", views.OrderViewSet)

    urlpatterns = [
        path("admin/", admin.site.urls),
        path("cart/<uuid:pk>/", login_required(views.Cart.as_view())),
        re_path(r"^feeds/(?P<year>\\d{4})/$", views.feed),
        path("invoices/", views.Invoices.as_view({"get": "list", "post": "create"})),
        path("api/", include(router.urls)),
        path("blog/", include("shop.blog.urls")),
        path("in/", include([path("side/", views.side)])),
    ]
"""
VIEWS = """
    from rest_framework import viewsets
    from rest_framework.decorators import action

    class OrderViewSet(viewsets.ReadOnlyModelViewSet):
        serializer_class = OrderSerializer
        permission_classes = [IsAuthenticated]
        lookup_field = "number"

        @action(detail=True, methods=["post"], url_path="pay-now")
        def pay(self, request, number): ...
"""
MODELS = """
    from django.conf import settings
    from django.db import models

    class Dated(models.Model):
        created = models.DateTimeField(db_index=True)

        class Meta:
            abstract = True

    class Order(Dated):
        number = models.CharField(max_length=20, unique=True)
        note = models.TextField(null=True)
        owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
        parent = models.ForeignKey("self", models.SET_NULL, null=True)
        tags = models.ManyToManyField("tags.Tag")

        class Meta:
            db_table = "shop_orders"
            indexes = [models.Index(fields=["-note", "number"])]
"""


def _facts(text: str, path: str) -> Inventory:
    return facts(Source(path, dedent(text), "python"))


def _said(found: Inventory) -> list[tuple[str, str, str]]:
    return [(one.method, one.path, one.handler) for one in found.routes]


def test_url_patterns_say_their_views_by_their_imports() -> None:
    assert _said(_facts(URLS, "shop/urls.py")) == [
        ("ANY", "/admin/", "django.contrib.admin.site.urls"),
        ("ANY", "/cart/{pk}/", "shop.orders.views.Cart"),
        ("ANY", "/feeds/{year}/", "shop.orders.views.feed"),
        ("GET", "/invoices/", "shop.orders.views.Invoices.list"),
        ("POST", "/invoices/", "shop.orders.views.Invoices.create"),
        ("ANY", "/in/side/", "shop.orders.views.side"),
    ]


def test_what_a_view_is_wrapped_in_guards_it() -> None:
    cart = _facts(URLS, "shop/urls.py").routes[1]

    assert (cart.guards, [one.type for one in cart.parameters]) == (("login_required",), ["uuid"])


def test_includes_and_registrations_are_mounts() -> None:
    assert _facts(URLS, "shop/urls.py").mounts == (
        Mount(
            Site("shop/urls.py", 9), "django-rest-framework", "/orders", "shop.orders.views.OrderViewSet", (), "router"
        ),
        Mount(Site("shop/urls.py", 16), "django", "/api/", "router"),
        Mount(Site("shop/urls.py", 17), "django", "/blog/", "shop.blog.urls"),
    )


def test_a_view_set_has_a_route_for_each_action_where_its_router_is_mounted() -> None:
    both = united([_facts(URLS, "shop/urls.py"), _facts(VIEWS, "shop/orders/views.py")])

    assert [one for one in _said(linked(both)) if "OrderViewSet" in one[2]] == [
        ("GET", "/api/orders/", "OrderViewSet.list"),
        ("GET", "/api/orders/{number}", "OrderViewSet.retrieve"),
        ("POST", "/api/orders/{number}/pay-now/", "OrderViewSet.pay"),
    ]


def test_a_view_set_says_who_may_ask_and_what_answers() -> None:
    first = _facts(VIEWS, "shop/orders/views.py").routes[0]

    assert (first.guards, first.answer) == (("IsAuthenticated",), "OrderSerializer")


def test_http_method_names_leave_actions_out() -> None:
    found = _facts(
        """
        from rest_framework.viewsets import ModelViewSet
        class Orders(ModelViewSet):
            http_method_names = ["get", "patch"]
        """,
        "views.py",
    )

    assert [one.handler for one in found.routes] == ["Orders.list", "Orders.retrieve", "Orders.partial_update"]


def test_a_model_has_columns_and_relations_and_those_of_its_parent() -> None:
    order = next(one for one in _facts(MODELS, "shop/models.py").entities if one.name == "Order")

    assert order.table == "shop_orders"
    assert order.columns == (
        Column("created", "DateTimeField", is_indexed=True),
        Column("number", "CharField", is_unique=True),
        Column("note", "TextField", is_indexed=True, is_optional=True),
        Column("owner", "ForeignKey", is_indexed=True),
        Column("parent", "ForeignKey", is_indexed=True, is_optional=True),
    )
    assert order.relations == (
        Relation("owner", "settings.AUTH_USER_MODEL", Many.MANY_TO_ONE, "CASCADE"),
        Relation("parent", "Order", Many.MANY_TO_ONE, "SET_NULL"),
        Relation("tags", "Tag", Many.MANY_TO_MANY),
    )


def test_an_abstract_model_is_not_stored_but_its_children_in_other_files_are() -> None:
    base = """
        from django.db import models
        class AbstractPlace(models.Model):
            name = models.CharField(max_length=9)
            class Meta:
                abstract = True
    """
    child = """
        from shop.abstract_models import AbstractPlace
        class Place(AbstractPlace):
            pass
    """
    found = linked(united([_facts(base, "shop/abstract_models.py"), _facts(child, "shop/models.py")]))

    assert [(one.name, [column.name for column in one.columns]) for one in found.entities] == [("Place", ["name"])]


def test_forms_and_serializers_are_no_models() -> None:
    found = _facts(
        """
        from django import forms
        from rest_framework import serializers
        class OrderForm(forms.Form):
            name = forms.CharField()
        class OrderSerializer(serializers.Serializer):
            name = serializers.CharField()
        """,
        "forms.py",
    )

    assert found.entities == ()


def test_a_path_is_as_much_as_the_code_says() -> None:
    found = _facts(
        """
        from django.urls import include, path, re_path
        from django.utils.translation import gettext_lazy as _
        urlpatterns = [
            path(_("orders/"), views.orders),
            path(f"{prefix}/side/", views.side),
            path(PREFIX, views.front),
            re_path(r"^(\\\\d+)/(?:page-(?P<page>\\\\d+)/)?$", "shop.views.page"),
            path("nothing/"),
            path("inline/", lambda request: None),
        ]
        """,
        "urls.py",
    )

    assert [(one.path, one.handler) for one in found.routes] == [
        ("/orders/", "views.orders"),
        ("/…/side/", "views.side"),
        ("/…", "views.front"),
        ("/{1}/{2}", "shop.views.page"),
        ("/inline/", ""),
    ]


def test_what_is_included_may_be_a_tuple_an_application_or_the_routers_own_urls() -> None:
    found = _facts(
        """
        from django.urls import include, path
        from shop import blog_patterns
        urlpatterns = [
            path("blog/", include((blog_patterns, "blog"))),
            path("app/", include(shop_app.urls[0])),
            path("none/", include([])),
        ]
        urlpatterns = router.urls
        router.register(r"lines", LineViewSet)
        """,
        "urls.py",
    )

    assert [(one.prefix, one.target) for one in found.mounts] == [
        ("/blog/", "shop.blog_patterns"),
        ("/app/", "shop_app.urls"),
        ("", "router"),
        ("/lines", "LineViewSet"),
    ]


def test_paths_of_other_libraries_are_no_routes() -> None:
    assert _facts("from django.conf import settings\nfrom os import path\npath('a', 'b')\n", "a.py").routes == ()


def test_a_target_that_only_the_settings_know_is_named_by_its_call() -> None:
    found = _facts(
        """
        from django.db import models
        class Note(models.Model):
            by = models.ForeignKey(get_user_model(), on_delete=models.SET(nobody))
            about = models.ForeignKey(get_model_name("shop", "Order"), models.PROTECT)
            other = models.ForeignKey(models_of[0], models.PROTECT)
            class Meta:
                index_together = [("by", "about")]
        """,
        "models.py",
    )

    assert [(one.target, one.on_delete) for one in found.entities[0].relations] == [
        ("get_user_model()", "SET"),
        ("Order", "PROTECT"),
        ("", "PROTECT"),
    ]
