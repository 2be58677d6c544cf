from fastapi import FastAPI

from box_office.routes import router

app = FastAPI(title="Box office")
app.include_router(router)
