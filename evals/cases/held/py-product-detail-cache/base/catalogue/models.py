from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Shop(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    domain = db.Column(db.String(253), unique=True, nullable=False)
    currency = db.Column(db.String(3), nullable=False)


class Product(db.Model):
    __table_args__ = (db.UniqueConstraint("shop_id", "sku"),)

    id = db.Column(db.Integer, primary_key=True)
    shop_id = db.Column(db.ForeignKey("shop.id"), nullable=False)
    sku = db.Column(db.String(32), nullable=False)
    name = db.Column(db.String(200), nullable=False)
    description = db.Column(db.Text, nullable=False, default="")
    price = db.Column(db.Numeric(10, 2), nullable=False)
