from billing.models import Invoice


def invoices_of(order_id):
    return Invoice.objects.filter(order_id=order_id).order_by("issued_at")


def invoices_by_number(number):
    return Invoice.objects.filter(number=number).order_by("issued_at")[:20]
