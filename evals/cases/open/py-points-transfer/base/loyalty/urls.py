from django.urls import path

from loyalty.views import AccountView

urlpatterns = [
    path("api/v1/points/", AccountView.as_view(), name="points-account"),
]
