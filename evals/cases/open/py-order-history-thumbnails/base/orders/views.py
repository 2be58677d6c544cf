from rest_framework.generics import ListAPIView
from rest_framework.pagination import CursorPagination
from rest_framework.permissions import IsAuthenticated

from orders.models import Order
from orders.serializers import OrderSerializer


class OrderHistoryPagination(CursorPagination):
    page_size = 50
    ordering = "-placed_at"


class OrderHistoryView(ListAPIView):
    permission_classes = [IsAuthenticated]
    serializer_class = OrderSerializer
    pagination_class = OrderHistoryPagination

    def get_queryset(self):
        return Order.objects.filter(customer=self.request.user).prefetch_related("lines__product")
