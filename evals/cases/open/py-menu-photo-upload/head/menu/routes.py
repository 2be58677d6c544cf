import logging
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, UploadFile
from PIL import UnidentifiedImageError
from pydantic import BaseModel, Field
from sqlalchemy.ext.asyncio import AsyncSession

from menu.auth import current_restaurant
from menu.db import get_session
from menu.models import Dish
from menu.settings import settings
from menu.storage import store_photo

logger = logging.getLogger(__name__)
router = APIRouter(prefix="/v1/dishes", tags=["dishes"])


class DishName(BaseModel):
    name: Annotated[str, Field(min_length=1, max_length=120)]


class Photo(BaseModel):
    url: str


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


@router.put("/{dish_id}/photo", response_model=Photo)
async def change_photo(
    dish_id: int,
    photo: UploadFile,
    restaurant_id: int = Depends(current_restaurant),
    session: AsyncSession = Depends(get_session),
):
    dish = await own_dish(dish_id, restaurant_id, session)
    content = await photo.read(settings.max_photo_bytes + 1)
    if len(content) > settings.max_photo_bytes:
        raise HTTPException(413, f"At most {settings.max_photo_bytes} bytes")
    try:
        url = store_photo(content, f"dishes/{restaurant_id}")
    except UnidentifiedImageError as error:
        raise HTTPException(422, "Not a picture") from error
    dish.photo_url = url
    await session.commit()
    logger.info("New photo for dish %d: %d bytes", dish.id, len(content))
    return Photo(url=url)
