from fastapi import APIRouter, Depends, HTTPException
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from menu.auth import current_restaurant
from menu.db import get_session
from menu.models import Dish

router = APIRouter(prefix="/v1/dishes", tags=["dishes"])


class DishName(BaseModel):
    name: str


async def own_dish(dish_id: int, restaurant_id: int, session: AsyncSession) -> Dish:
    dish = await session.get(Dish, dish_id)
    if dish is None or dish.restaurant_id != restaurant_id:
        raise HTTPException(404, "No such dish")
    return dish


@router.put("/{dish_id}/name", status_code=204)
async def rename_dish(
    dish_id: int,
    body: DishName,
    restaurant_id: int = Depends(current_restaurant),
    session: AsyncSession = Depends(get_session),
):
    dish = await own_dish(dish_id, restaurant_id, session)
    dish.name = body.name
    await session.commit()
