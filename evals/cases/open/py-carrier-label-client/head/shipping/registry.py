import os

from shipping.carriers.northpost import Northpost
from shipping.carriers.rapidline import Rapidline


def carriers():
    return [
        Northpost(os.environ["NORTHPOST_TOKEN"]),
        Rapidline(os.environ["RAPIDLINE_TOKEN"], os.environ["RAPIDLINE_ACCOUNT"]),
    ]
