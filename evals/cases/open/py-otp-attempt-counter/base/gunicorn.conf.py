import os

bind = "0.0.0.0:8000"
workers = int(os.environ.get("WEB_CONCURRENCY", "6"))
max_requests = 2000
max_requests_jitter = 400
timeout = 30
