from rest_framework import serializers

from suppliers.models import Contact, Delivery, Supplier


class ContactSerializer(serializers.ModelSerializer):
    class Meta:
        model = Contact
        fields = ["name", "email"]


class SupplierSerializer(serializers.ModelSerializer):
    contacts = ContactSerializer(many=True, read_only=True)

    class Meta:
        model = Supplier
        fields = ["id", "name", "country", "contacts"]


class DeliverySerializer(serializers.ModelSerializer):
    supplier_name = serializers.CharField(source="supplier.name", read_only=True)

    class Meta:
        model = Delivery
        fields = ["id", "supplier", "supplier_name", "received_on", "pallets"]
