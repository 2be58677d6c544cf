import os

from shipping.carriers.northpost import Northpost


def carriers():
    return [Northpost(os.environ["NORTHPOST_TOKEN"])]
