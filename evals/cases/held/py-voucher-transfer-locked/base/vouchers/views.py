from rest_framework.generics import ListAPIView
from rest_framework.pagination import PageNumberPagination
from rest_framework.serializers import ModelSerializer

from vouchers.models import Voucher


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
