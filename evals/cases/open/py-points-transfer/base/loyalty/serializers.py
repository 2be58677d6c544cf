from rest_framework import serializers

from loyalty.models import PointsAccount


class AccountSerializer(serializers.ModelSerializer):
    class Meta:
        model = PointsAccount
        fields = ["card_number", "points"]
