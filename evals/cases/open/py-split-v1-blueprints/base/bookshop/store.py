PAGE = 25
BOOKS = {"9780000000002": {"isbn": "9780000000002", "title": "Tea and Trains", "language": "en"}}
ORDERS = {("c-1", "B-100"): {"number": "B-100", "books": ["9780000000002"]}}


def books(page, language=None):
    found = [book for book in BOOKS.values() if language in (None, book["language"])]
    return sorted(found, key=lambda book: book["title"])[(page - 1) * PAGE : page * PAGE]


def book(isbn):
    return BOOKS.get(isbn)


def order(customer, number):
    return ORDERS.get((customer, number))
