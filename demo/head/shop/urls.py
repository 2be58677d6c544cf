"""Routes; everything public is versioned."""

from django.contrib import admin
from django.urls import path

from orders import api, exports, views

urlpatterns = [
    path("admin/", admin.site.urls),
    path("v1/checkout", views.checkout),
    path("v1/orders/<int:order_id>", views.get_order),
    path("v1/admin/orders", api.list_orders),
    path("v1/admin/orders/search", api.search_orders),
    path("v1/admin/orders/unsent", api.unsent_orders),
    path("v1/admin/orders/<int:order_id>/refund", api.refund_order),
    path("exports/orders", exports.export_month),
]
