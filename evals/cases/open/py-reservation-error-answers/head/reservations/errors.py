"""How errors look: {"error": {"code": ..., "message": ...}}, as in docs/errors.md."""

import logging

import psycopg
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

logger = logging.getLogger(__name__)


class ApiError(Exception):
    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


def error_answer(status: int, code: str, message: str) -> JSONResponse:
    return JSONResponse({"error": {"code": code, "message": message}}, status)


async def on_api_error(_: Request, error: ApiError) -> JSONResponse:
    return error_answer(error.status, error.code, error.message)


async def on_invalid(_: Request, error: RequestValidationError) -> JSONResponse:
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    return error_answer(422, "invalid", f"{place}: {first['msg']}")


async def on_database_error(request: Request, error: psycopg.Error) -> JSONResponse:
    logger.error("Database failed for %s", request.url.path, exc_info=error)
    return JSONResponse({"status": "error", "reason": f"{type(error).__name__}: {error}"}, 503)


def register(app: FastAPI) -> None:
    app.add_exception_handler(ApiError, on_api_error)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_exception_handler(psycopg.Error, on_database_error)
