from django.contrib.auth.decorators import login_required
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from tickets.models import Ticket


@login_required
@require_GET
def download(request, ticket_id):
    ticket = get_object_or_404(Ticket, pk=ticket_id, owner=request.user)
    return FileResponse(ticket.pdf.open("rb"), as_attachment=True, filename=f"ticket-{ticket.pk}.pdf")
