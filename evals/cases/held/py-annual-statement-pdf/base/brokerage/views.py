from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from brokerage.models import Depot


@login_required
@require_GET
def documents(request, number):
    depot = get_object_or_404(Depot, number=number, owner=request.user)
    newest = depot.documents.order_by("-created_at")[:100]
    return JsonResponse({"documents": [{"id": document.pk, "title": document.title} for document in newest]})
