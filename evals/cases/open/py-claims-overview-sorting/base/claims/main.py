from fastapi import FastAPI

from claims.overview import router

app = FastAPI(title="Claims")
app.include_router(router)
