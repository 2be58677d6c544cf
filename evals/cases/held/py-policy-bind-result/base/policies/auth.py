import jwt
from fastapi import Header, HTTPException

from policies.keys import PUBLIC_KEY


def current_broker(authorization: str = Header()) -> int:
    try:
        claims = jwt.decode(authorization.removeprefix("Bearer "), PUBLIC_KEY, algorithms=["RS256"], audience="policies")
    except jwt.InvalidTokenError as error:
        raise HTTPException(401, "Sign in again") from error
    return int(claims["sub"])
