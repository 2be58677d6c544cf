from celery import shared_task
from django.core.files.base import ContentFile

from brokerage.models import Document, Trade
from brokerage.pdf import render_pdf


@shared_task
def confirm_trade(trade_id):
    trade = Trade.objects.select_related("depot").get(pk=trade_id)
    title = f"Confirmation {trade_id}"
    if Document.objects.filter(depot=trade.depot, title=title).exists():
        return
    content = render_pdf("confirmation.html", {"trade": trade})
    document = Document(depot=trade.depot, title=title)
    document.file.save(f"confirmation-{trade_id}.pdf", ContentFile(content))
