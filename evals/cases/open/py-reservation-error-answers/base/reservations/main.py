from fastapi import FastAPI

from reservations.errors import register
from reservations.routes import router

app = FastAPI(title="Reservations")
register(app)
app.include_router(router)
