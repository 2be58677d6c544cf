from pathlib import Path

from django.core.management.base import BaseCommand

from catalogue.feed import read_feed
from catalogue.importing import import_rows


class Command(BaseCommand):
    help = "Update costs and stock from a supplier's feed."

    def add_arguments(self, parser):
        parser.add_argument("feed", type=Path)

    def handle(self, *args, feed, **options):
        updated = import_rows(read_feed(feed))
        self.stdout.write(self.style.SUCCESS(f"{updated} products updated"))
