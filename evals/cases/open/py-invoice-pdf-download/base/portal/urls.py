from django.urls import path

from portal.views import InvoiceDetail, InvoiceList

urlpatterns = [
    path("api/v1/invoices/", InvoiceList.as_view()),
    path("api/v1/invoices/<int:pk>/", InvoiceDetail.as_view()),
]
