from django.conf import settings
from django.db import models


class Voucher(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="vouchers")
    value = models.DecimalField(max_digits=8, decimal_places=2)
    used = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    expires_on = models.DateField()


class VoucherMove(models.Model):
    voucher = models.ForeignKey(Voucher, on_delete=models.PROTECT, related_name="moves")
    from_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    to_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField(auto_now_add=True)
