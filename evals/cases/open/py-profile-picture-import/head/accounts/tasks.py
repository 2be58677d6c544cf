import logging
import os
import tempfile
from contextlib import suppress

import requests
from celery import shared_task
from django.core.files import File
from django.core.mail import send_mail

from accounts.models import Account
from identity.provider import download_picture

logger = logging.getLogger(__name__)


@shared_task
def welcome(account_id):
    account = Account.objects.get(pk=account_id)
    send_mail("Welcome aboard", "Good to have you with us.", None, [account.email])


def picture_file(subject):
    """Return the path of a temporary file with the picture; the caller removes it."""
    handle, path = tempfile.mkstemp(suffix=".jpg")
    try:
        with os.fdopen(handle, "wb") as target:
            download_picture(subject, target)
    except BaseException:
        os.unlink(path)
        raise
    return path


@shared_task(autoretry_for=(requests.ConnectionError, requests.Timeout), retry_backoff=True, max_retries=3)
def import_picture(account_id, subject):
    account = Account.objects.get(pk=account_id)
    if account.picture:
        return
    try:
        path = picture_file(subject)
    except (requests.HTTPError, ValueError) as error:
        logger.info("No picture for account %d: %s", account_id, error)
        return
    try:
        with open(path, "rb") as picture:
            account.picture.save(f"{account.pk}.jpg", File(picture), save=False)
        account.save(update_fields=["picture"])
    finally:
        with suppress(FileNotFoundError):
            os.unlink(path)
