from fastapi import FastAPI

from basket.routes import router

app = FastAPI(title="Basket")
app.include_router(router)
