"""Routes; everything public is versioned."""

from django.contrib import admin
from django.urls import path

from orders import views

urlpatterns = [
    path("admin/", admin.site.urls),
    path("v1/checkout", views.checkout),
    path("v1/orders/<int:order_id>", views.get_order),
    path("v1/orders/<int:order_id>/cancel", views.cancel_order),
]
