from flask import Flask

from orders.day import day

app = Flask(__name__)
app.register_blueprint(day)
