from billing.models import Invoice


def invoices_of(order_id):
    return Invoice.objects.filter(order_id=order_id).order_by("issued_at")
