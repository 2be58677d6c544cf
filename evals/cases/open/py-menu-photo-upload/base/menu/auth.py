from fastapi import Header, HTTPException

from menu.tokens import restaurant_of


async def current_restaurant(authorization: str = Header()) -> int:
    restaurant_id = await restaurant_of(authorization.removeprefix("Bearer "))
    if restaurant_id is None:
        raise HTTPException(401, "Sign in again")
    return restaurant_id
