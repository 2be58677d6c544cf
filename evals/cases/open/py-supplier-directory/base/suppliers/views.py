from rest_framework.viewsets import ReadOnlyModelViewSet

from suppliers.models import Supplier
from suppliers.paging import Pages
from suppliers.serializers import SupplierSerializer


class SupplierViewSet(ReadOnlyModelViewSet):
    queryset = Supplier.objects.filter(active=True).order_by("name", "id")
    serializer_class = SupplierSerializer
    pagination_class = Pages
