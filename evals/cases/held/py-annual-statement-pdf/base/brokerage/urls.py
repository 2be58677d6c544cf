from django.urls import path

from brokerage.views import documents

urlpatterns = [path("api/v1/depots/<str:number>/documents/", documents)]
