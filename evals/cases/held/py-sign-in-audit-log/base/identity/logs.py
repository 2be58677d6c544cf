"""Structured logs. Fields named like a secret never leave the process."""

import json
import logging

HIDDEN = {"password", "token", "secret", "authorization", "code"}


class JsonFormatter(logging.Formatter):
    def format(self, record):
        fields = getattr(record, "fields", {})
        safe = {name: "***" if name in HIDDEN else value for name, value in fields.items()}
        line = {"level": record.levelname, "logger": record.name, "message": record.getMessage(), **safe}
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)


def setup():
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=logging.INFO, handlers=[handler])
