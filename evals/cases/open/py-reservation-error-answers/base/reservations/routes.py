from fastapi import APIRouter
from pydantic import AwareDatetime, BaseModel, Field

from reservations.errors import ApiError
from reservations.tables import NoTable, reserve

router = APIRouter(prefix="/v1")


class Wish(BaseModel):
    guests: int = Field(ge=1, le=12)
    at: AwareDatetime
    name: str = Field(min_length=1, max_length=80)


@router.post("/restaurants/{restaurant}/reservations", status_code=201)
def create_reservation(restaurant: str, wish: Wish):
    try:
        table = reserve(restaurant, wish.guests, wish.at, wish.name)
    except NoTable as error:
        raise ApiError(409, "no_table", "Nothing is free then") from error
    return {"table": table}
