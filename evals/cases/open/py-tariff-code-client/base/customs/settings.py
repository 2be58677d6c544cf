import os

RATES_URL = os.environ.get("RATES_URL", "https://rates.example/v1")
