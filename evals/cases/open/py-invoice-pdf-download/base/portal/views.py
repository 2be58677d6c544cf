from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.pagination import PageNumberPagination

from portal.models import Invoice
from portal.scoping import CompanyScoped
from portal.serializers import InvoiceSerializer


class InvoicePages(PageNumberPagination):
    page_size = 50


class InvoiceList(CompanyScoped, ListAPIView):
    queryset = Invoice.objects.order_by("-issued_on")
    serializer_class = InvoiceSerializer
    pagination_class = InvoicePages


class InvoiceDetail(CompanyScoped, RetrieveAPIView):
    queryset = Invoice.objects.all()
    serializer_class = InvoiceSerializer
