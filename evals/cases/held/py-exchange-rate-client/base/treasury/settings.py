import os

RATES_URL = os.environ.get("RATES_URL", "https://rates.internal.example")
RATES_TOKEN = os.environ["RATES_TOKEN"]
MAX_RATE_AGE_HOURS = 6
