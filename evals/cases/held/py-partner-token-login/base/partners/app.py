from flask import Flask

from partners.bookings import bookings


def create_app():
    app = Flask(__name__)
    app.register_blueprint(bookings)
    return app
