import json

from django.http import HttpResponse, HttpResponseBadRequest
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from wallet.signature import is_signed
from wallet.tasks import send_receipt


@csrf_exempt
@require_POST
def payment_event(request):
    """What the payment provider tells us, signed with our shared key."""
    if not is_signed(request.headers.get("X-Signature", ""), request.body):
        return HttpResponseBadRequest("signature")
    event = json.loads(request.body)
    if event["type"] == "payment.settled":
        send_receipt.delay(int(event["metadata"]["wallet"]), event["id"])
    return HttpResponse(status=204)
