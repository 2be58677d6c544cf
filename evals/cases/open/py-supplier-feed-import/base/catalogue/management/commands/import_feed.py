from pathlib import Path

from django.core.management.base import BaseCommand

from catalogue.feed import read_feed
from catalogue.models import Product


class Command(BaseCommand):
    help = "Update costs from a supplier's feed."

    def add_arguments(self, parser):
        parser.add_argument("feed", type=Path)

    def handle(self, *args, feed, **options):
        for row in read_feed(feed):
            Product.objects.filter(sku=row.sku).update(cost=row.cost)
