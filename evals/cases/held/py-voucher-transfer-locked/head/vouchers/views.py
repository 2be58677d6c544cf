from functools import partial

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from rest_framework.generics import ListAPIView, get_object_or_404
from rest_framework.pagination import PageNumberPagination
from rest_framework.response import Response
from rest_framework.serializers import CharField, ModelSerializer, Serializer
from rest_framework.views import APIView

from vouchers.models import Voucher, VoucherMove
from vouchers.tasks import tell_new_owner


class VoucherSerializer(ModelSerializer):
    class Meta:
        model = Voucher
        fields = ["id", "value", "used", "expires_on"]


class VoucherPages(PageNumberPagination):
    page_size = 50


class VoucherList(ListAPIView):
    serializer_class = VoucherSerializer
    pagination_class = VoucherPages

    def get_queryset(self):
        return Voucher.objects.filter(owner=self.request.user).order_by("expires_on", "id")


class TransferSerializer(Serializer):
    username = CharField(max_length=150)


class VoucherTransfer(APIView):
    def post(self, request, pk):
        serializer = TransferSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        voucher = get_object_or_404(Voucher.objects.select_for_update(), pk=pk, owner=request.user)
        if voucher.used >= voucher.value or voucher.expires_on < timezone.localdate():
            return Response({"code": "nothing_left"}, status=409)
        recipient = get_user_model().objects.filter(username=serializer.validated_data["username"]).first()
        if recipient is not None and recipient != request.user:
            voucher.owner = recipient
            voucher.save(update_fields=["owner"])
            VoucherMove.objects.create(voucher=voucher, from_user=request.user, to_user=recipient)
            transaction.on_commit(partial(tell_new_owner.delay, voucher.pk))
        # The same answer for unknown names, so that nobody can find out who has an account.
        return Response(status=202)
