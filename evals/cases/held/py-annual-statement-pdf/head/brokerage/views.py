import logging

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from brokerage.models import Depot
from brokerage.pdf import render_pdf
from brokerage.years import FIRST_YEAR, bounds

logger = logging.getLogger(__name__)


@login_required
@require_GET
def documents(request, number):
    depot = get_object_or_404(Depot, number=number, owner=request.user)
    newest = depot.documents.order_by("-created_at")[:100]
    return JsonResponse({"documents": [{"id": document.pk, "title": document.title} for document in newest]})


@login_required
@require_GET
def annual_statement(request, number, year):
    depot = get_object_or_404(Depot, number=number, owner=request.user)
    if not FIRST_YEAR <= year <= timezone.localdate().year:
        return JsonResponse({"code": "no_such_year"}, status=404)
    start, end = bounds(year)
    trades = depot.trades.filter(traded_at__gte=start, traded_at__lt=end).order_by("traded_at")
    content = render_pdf("annual.html", {"depot": depot, "year": year, "trades": trades})
    logger.info("Annual statement %d of depot %s: %d bytes", year, depot.number, len(content))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="trades-{year}.pdf"'
    return response
