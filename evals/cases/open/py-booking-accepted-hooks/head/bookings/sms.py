import os

import requests


class SmsError(Exception):
    """The provider did not take the message."""


def send_sms(phone, text):
    try:
        response = requests.post(
            "https://sms.example/v1/messages",
            json={"to": phone, "text": text},
            headers={"Authorization": f"Bearer {os.environ['SMS_TOKEN']}"},
            timeout=(2, 6),
        )
        response.raise_for_status()
    except requests.RequestException as error:
        raise SmsError(f"SMS not sent: {error}") from error
