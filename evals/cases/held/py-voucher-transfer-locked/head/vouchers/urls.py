from django.urls import path

from vouchers.views import VoucherList, VoucherTransfer

urlpatterns = [
    path("vouchers/", VoucherList.as_view()),
    path("vouchers/<int:pk>/transfers/", VoucherTransfer.as_view()),
]
