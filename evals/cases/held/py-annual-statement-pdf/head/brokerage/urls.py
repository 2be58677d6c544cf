from django.urls import path

from brokerage.views import annual_statement, documents

urlpatterns = [
    path("api/v1/depots/<str:number>/documents/", documents),
    path("api/v1/depots/<str:number>/statements/<int:year>/", annual_statement),
]
