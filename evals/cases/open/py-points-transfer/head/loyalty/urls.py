from django.urls import path

from loyalty.views import AccountView, TransferView

urlpatterns = [
    path("api/v1/points/", AccountView.as_view(), name="points-account"),
    path("api/v1/points/transfers/", TransferView.as_view(), name="points-transfer"),
]
