"""The back office's side: list, search and refund orders."""

import requests
from django.contrib.admin.views.decorators import staff_member_required
from django.core.paginator import Paginator
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET, require_POST

from orders import payments
from orders.models import Order, Product

PAGE_SIZE = 50


@staff_member_required
@require_GET
def list_orders(request: HttpRequest) -> JsonResponse:
    orders = (
        Order.objects.filter(status=request.GET.get("status", Order.Status.PAID))
        .select_related("customer")
        .prefetch_related("lines__product")
        .order_by("-placed_at")
    )
    page = Paginator(orders, PAGE_SIZE).get_page(request.GET.get("page"))
    return JsonResponse({"orders": [as_json(order) for order in page], "pages": page.paginator.num_pages})


@staff_member_required
@require_GET
def search_orders(request: HttpRequest) -> JsonResponse:
    sort = request.GET.get("sort", "placed_at")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM orders_order WHERE status = %s", [request.GET["status"]])
        total = cursor.fetchone()[0]
        cursor.execute(
            f"""
            SELECT o.id, o.status, o.total_cents, c.email
            FROM orders_order o JOIN orders_customer c ON c.id = o.customer_id
            WHERE o.status = %s AND c.email ILIKE %s
            ORDER BY o.{sort} DESC LIMIT 50
            """,
            [request.GET["status"], f"%{request.GET['q']}%"],
        )
        rows = cursor.fetchall()
    return JsonResponse({"total": total, "orders": rows})


@staff_member_required
@require_GET
def unsent_orders(request: HttpRequest) -> JsonResponse:
    """What the packing table shows."""
    orders = Order.objects.filter(status=Order.Status.PAID, parcel_status="").order_by("placed_at")
    return JsonResponse({"orders": list(orders.values("id", "placed_at", "customer__name"))})


@staff_member_required
@require_POST
def refund_order(request: HttpRequest, order_id: int) -> JsonResponse:
    try:
        refund = payments.refund(order_id)
    except Order.DoesNotExist:
        return JsonResponse({"error": "only paid orders can be refunded"}, status=409)
    except requests.RequestException as error:
        return JsonResponse({"error": f"refund failed: {error}"}, status=502)
    restock(refund.order)
    return JsonResponse({"refund": refund.pk}, status=201)


def restock(order: Order) -> None:
    """Put what came back on the shelf again."""
    for line in order.lines.all():
        product = Product.objects.get(pk=line.product_id)
        product.stock += line.quantity
        product.save(update_fields=["stock"])


def as_json(order: Order) -> dict[str, object]:
    return {
        "id": order.pk,
        "status": order.status,
        "customer": order.customer.email,
        "total_cents": order.total_cents,
        "lines": [{"sku": line.product.sku, "quantity": line.quantity} for line in order.lines.all()],
    }
