"""The customer's side: place an order, look at it."""

import json

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_POST

from orders import payments
from orders.models import Order, OrderLine, Product
from orders.money import as_amount, order_total, parse_quantities


@login_required
@require_POST
def checkout(request: HttpRequest) -> JsonResponse:
    body = json.loads(request.body)
    try:
        quantities = parse_quantities(body["lines"])
    except (KeyError, ValueError):
        return JsonResponse({"error": "each line needs a sku and a positive quantity"}, status=400)
    products = Product.objects.in_bulk(list(quantities), field_name="sku")
    if missing := quantities.keys() - products.keys():
        return JsonResponse({"error": "unknown articles", "skus": sorted(missing)}, status=422)
    with transaction.atomic():
        order = Order.objects.create(
            customer=request.user.customer, total_cents=order_total(quantities, products)
        )
        OrderLine.objects.bulk_create(
            OrderLine(
                order=order, product=products[sku], quantity=quantity, price_cents=products[sku].price_cents
            )
            for sku, quantity in quantities.items()
        )
    try:
        payment_id = payments.charge(order.pk, order.total_cents, body["token"])
    except payments.PaymentDeclinedError:
        return JsonResponse({"error": "payment declined", "order": order.pk}, status=402)
    Order.objects.filter(pk=order.pk).update(status=Order.Status.PAID, payment_id=payment_id)
    return JsonResponse({"order": order.pk, "total": as_amount(order.total_cents)}, status=201)


@login_required
@require_GET
def get_order(request: HttpRequest, order_id: int) -> JsonResponse:
    order = get_object_or_404(Order, pk=order_id, customer__user=request.user)
    return JsonResponse({"id": order.pk, "status": order.status, "total_cents": order.total_cents})
