from rest_framework.viewsets import ReadOnlyModelViewSet

from suppliers.models import Delivery, Supplier
from suppliers.paging import Pages
from suppliers.serializers import DeliverySerializer, SupplierSerializer


class SupplierViewSet(ReadOnlyModelViewSet):
    queryset = Supplier.objects.filter(active=True).prefetch_related("contacts").order_by("name", "id")
    serializer_class = SupplierSerializer
    pagination_class = Pages


class DeliveryViewSet(ReadOnlyModelViewSet):
    queryset = Delivery.objects.select_related("supplier").order_by("-received_on", "-id")
    serializer_class = DeliverySerializer

    def get_queryset(self):
        deliveries = super().get_queryset()
        if supplier := self.request.query_params.get("supplier"):
            deliveries = deliveries.filter(supplier__name=supplier)
        return deliveries
