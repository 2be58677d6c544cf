from flask import Blueprint, abort, jsonify, request

from bookshop import store

books = Blueprint("books", __name__, url_prefix="/books")


@books.get("")
def list_books():
    page = max(1, request.args.get("page", 1, type=int))
    return jsonify(store.books(page, request.args.get("language")))


@books.get("/<isbn>")
def read_book(isbn):
    book = store.book(isbn)
    if book is None:
        abort(404)
    return jsonify(book)
