from django.contrib.auth.models import AbstractUser
from django.db import models


class Account(AbstractUser):
    picture = models.ImageField(upload_to="pictures/", blank=True)
