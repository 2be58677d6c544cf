import os

RATES_URL = os.environ.get("RATES_URL", "https://rates.example/v1")
TARIFF_URL = os.environ.get("TARIFF_URL", "https://register.customs.example/api")
TARIFF_KEY = os.environ.get("TARIFF_KEY", "")
