from unittest.mock import patch

from django.contrib.auth import get_user_model
from django.test import TestCase, override_settings

from orders.models import Customer, Order


@override_settings(PAYMENTS_KEY="sk_test_placeholder")
class RefundTest(TestCase):
    def setUp(self) -> None:
        self.user = get_user_model().objects.create_user("ada", is_staff=True)
        customer = Customer.objects.create(user=self.user, email="ada@shop.example", name="Ada")
        self.order = Order.objects.create(customer=customer, total_cents=1250)
        self.client.force_login(self.user)

    def test_an_open_order_cannot_be_refunded(self) -> None:
        answer = self.client.post(f"/v1/admin/orders/{self.order.pk}/refund")
        self.assertEqual(answer.status_code, 409)

    def test_a_paid_order_is_refunded_once(self) -> None:
        Order.objects.update(status=Order.Status.PAID, payment_id="ch_1")
        with patch("orders.payments.requests.post") as post:
            post.return_value.json.return_value = {"id": "re_1"}
            self.client.post(f"/v1/admin/orders/{self.order.pk}/refund")
        self.order.refresh_from_db()
        self.assertEqual(self.order.status, "refunded")
