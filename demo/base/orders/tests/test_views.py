from django.contrib.auth import get_user_model
from django.test import TestCase

from orders.models import Customer, Order


class CancelTest(TestCase):
    def setUp(self) -> None:
        self.user = get_user_model().objects.create_user("ada")
        customer = Customer.objects.create(user=self.user, email="ada@shop.example", name="Ada")
        self.order = Order.objects.create(customer=customer, total_cents=1250)
        self.client.force_login(self.user)

    def test_an_open_order_can_be_cancelled(self) -> None:
        answer = self.client.post(f"/v1/orders/{self.order.pk}/cancel")
        self.assertEqual(answer.json()["status"], "cancelled")

    def test_a_paid_order_cannot(self) -> None:
        Order.objects.update(status=Order.Status.PAID)
        self.assertEqual(self.client.post(f"/v1/orders/{self.order.pk}/cancel").status_code, 409)
