from rest_framework import serializers

from portal.models import Invoice


class InvoiceSerializer(serializers.ModelSerializer):
    has_pdf = serializers.SerializerMethodField()

    class Meta:
        model = Invoice
        fields = ["id", "number", "issued_on", "total", "has_pdf"]

    def get_has_pdf(self, invoice):
        return bool(invoice.pdf)
