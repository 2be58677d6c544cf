"""How errors look: {"error": {"code": ..., "message": ...}}, as in docs/errors.md."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse


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


def register(app: FastAPI) -> None:
    app.add_exception_handler(ApiError, on_api_error)
