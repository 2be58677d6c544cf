from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response
from rest_framework.views import APIView

from loyalty.serializers import AccountSerializer, TransferSerializer
from loyalty.transfers import NotEnoughPoints, transfer_points


class AccountView(APIView):
    permission_classes = [IsAuthenticated]

    def get(self, request):
        return Response(AccountSerializer(request.user.points_account).data)


class TransferView(APIView):
    permission_classes = [IsAuthenticated]

    def post(self, request):
        serializer = TransferSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        account = request.user.points_account
        recipient = serializer.validated_data["to_card"]
        if recipient.pk == account.pk:
            return Response({"code": "same_card"}, status=400)
        try:
            transfer_points(account, recipient, serializer.validated_data["amount"])
        except NotEnoughPoints:
            return Response({"code": "not_enough_points"}, status=409)
        account.refresh_from_db(fields=["points"])
        return Response(AccountSerializer(account).data)
