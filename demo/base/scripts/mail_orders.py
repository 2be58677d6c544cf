"""Mail yesterday's orders to the accountants; cron runs it at six in the morning."""

import csv
import io
from datetime import timedelta

import django
from django.core.mail import EmailMessage
from django.utils import timezone


def main() -> None:
    django.setup()
    from orders.models import Order

    yesterday = timezone.localdate() - timedelta(days=1)
    table = io.StringIO()
    writer = csv.writer(table)
    for order in Order.objects.filter(placed_at__date=yesterday).iterator(chunk_size=2000):
        writer.writerow([order.pk, order.status, order.total_cents])
    mail = EmailMessage(f"Orders of {yesterday}", to=["accounts@shop.example"])
    mail.attach(f"orders-{yesterday}.csv", table.getvalue(), "text/csv")
    mail.send()


if __name__ == "__main__":
    main()
