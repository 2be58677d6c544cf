"""The mailing provider's list of addresses that must not get mail any more."""

from django.db import connection

FIND = """
    SELECT id FROM crm_customer
     WHERE lower(email) = lower(%(address)s) OR lower(legacy_email) = lower(%(address)s)
"""


def customer_ids_of(address: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(FIND, {"address": address})
        return [row[0] for row in cursor.fetchall()]
