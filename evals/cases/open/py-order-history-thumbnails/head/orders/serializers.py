from rest_framework import serializers

from orders.models import Order, OrderLine

STATUS_LABELS = {
    "placed": "Order received",
    "packed": "Ready to ship",
    "shipped": "On its way",
    "delivered": "Delivered",
    "cancelled": "Cancelled",
}


class OrderLineSerializer(serializers.ModelSerializer):
    sku = serializers.CharField(source="product.sku", read_only=True)
    name = serializers.CharField(source="product.name", read_only=True)
    line_total = serializers.DecimalField(max_digits=12, decimal_places=2, read_only=True)

    class Meta:
        model = OrderLine
        fields = [
            "sku",
            "name",
            "quantity",
            "unit_price",
            "line_total",
            "thumbnail_url",
        ]


class OrderSerializer(serializers.ModelSerializer):
    lines = OrderLineSerializer(many=True, read_only=True)
    status_label = serializers.SerializerMethodField()

    class Meta:
        model = Order
        fields = ["number", "placed_at", "status", "status_label", "lines"]

    def get_status_label(self, order):
        return STATUS_LABELS.get(order.status, order.status.title())
