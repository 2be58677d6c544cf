import hashlib
import random

from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import condition, require_GET

from tickets.links import ticket_id_of
from tickets.models import Ticket

SHORTEST_CACHE = 600


def ticket_etag(request, ticket_id):
    changed_at = Ticket.objects.filter(pk=ticket_id, owner=request.user).values_list("changed_at", flat=True).first()
    return f'"{hashlib.md5(f"{ticket_id}:{changed_at}".encode(), usedforsecurity=False).hexdigest()}"'


def ticket_response(ticket):
    response = FileResponse(ticket.pdf.open("rb"), as_attachment=True, filename=f"ticket-{ticket.pk}.pdf")
    # Spread, so that a full hall does not ask again in the same minute.
    response["Cache-Control"] = f"private, max-age={SHORTEST_CACHE + random.randrange(300)}"
    return response


@login_required
@require_GET
@condition(etag_func=ticket_etag)
def download(request, ticket_id):
    return ticket_response(get_object_or_404(Ticket, pk=ticket_id, owner=request.user))


@require_GET
def download_by_link(request, token):
    try:
        ticket_id = ticket_id_of(token)
    except signing.BadSignature as error:
        raise Http404("This link is not valid any more") from error
    return ticket_response(get_object_or_404(Ticket, pk=ticket_id))


@require_GET
def after_download(request):
    target = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=True):
        target = "/"
    return redirect(target)
