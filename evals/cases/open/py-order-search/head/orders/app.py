from flask import Flask

from orders.day import day
from orders.search import search

app = Flask(__name__)
app.register_blueprint(day)
app.register_blueprint(search)
