from django.urls import path

from orders.views import OrderHistoryView

urlpatterns = [
    path("api/v1/orders/", OrderHistoryView.as_view(), name="order-history"),
]
