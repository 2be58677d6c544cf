from fastapi import Depends, HTTPException, Request
from sqlalchemy.orm import Session

from members.db import get_session
from members.models import Member


def current_member(request: Request, session: Session = Depends(get_session)) -> Member:
    member = session.get(Member, request.state.member_id) if request.state.member_id else None
    if member is None:
        raise HTTPException(401, "Please sign in")
    return member


def require_front_desk(request: Request) -> None:
    if request.state.role != "front-desk":
        raise HTTPException(403, "Front desk only")
