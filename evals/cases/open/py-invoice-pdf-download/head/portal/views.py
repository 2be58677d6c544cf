from django.http import FileResponse
from rest_framework.exceptions import NotFound
from rest_framework.generics import ListAPIView, RetrieveAPIView, get_object_or_404
from rest_framework.pagination import PageNumberPagination
from rest_framework.permissions import IsAuthenticated
from rest_framework.views import APIView

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


class InvoicePdf(APIView):
    permission_classes = [IsAuthenticated]

    def get(self, request, pk):
        invoice = get_object_or_404(Invoice, pk=pk)
        if not invoice.pdf:
            raise NotFound("This invoice has no PDF yet")
        return FileResponse(
            invoice.pdf.open("rb"),
            as_attachment=True,
            filename=f"invoice-{invoice.number}.pdf",
            content_type="application/pdf",
        )
