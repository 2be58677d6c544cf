from rest_framework import serializers

from loyalty.models import PointsAccount


class AccountSerializer(serializers.ModelSerializer):
    class Meta:
        model = PointsAccount
        fields = ["card_number", "points"]


class TransferSerializer(serializers.Serializer):
    to_card = serializers.SlugRelatedField(slug_field="card_number", queryset=PointsAccount.objects.all())
    amount = serializers.IntegerField(min_value=1, max_value=50_000)
