from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response
from rest_framework.views import APIView

from tracking.models import TrackingEvent


def event_json(event):
    return {"kind": event.kind, "carrier": event.carrier.code, "happened_at": event.happened_at.isoformat()}


class ParcelEventsView(APIView):
    permission_classes = [IsAuthenticated]

    def get(self, request, parcel_id):
        events = TrackingEvent.objects.filter(parcel_id=parcel_id).select_related("carrier").order_by("happened_at")
        return Response([event_json(event) for event in events[:200]])
