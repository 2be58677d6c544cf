from flask import Flask, abort, jsonify, request, session

from bookshop import store


def create_app(config):
    app = Flask(__name__)
    app.config.from_mapping(config)

    @app.get("/v1/books")
    def list_books():
        page = max(1, request.args.get("page", 1, type=int))
        return jsonify(store.books(page))

    @app.get("/v1/books/<isbn>")
    def read_book(isbn):
        book = store.book(isbn)
        if book is None:
            abort(404)
        return jsonify(book)

    @app.get("/v1/orders/<number>")
    def read_order(number):
        if "customer" not in session:
            abort(401)
        order = store.order(session["customer"], number)
        if order is None:
            abort(404)
        return jsonify(order)

    return app
