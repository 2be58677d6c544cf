from django.urls import path

from vouchers.views import VoucherList

urlpatterns = [path("vouchers/", VoucherList.as_view())]
