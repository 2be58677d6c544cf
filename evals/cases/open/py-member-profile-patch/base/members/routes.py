from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy.orm import Session

from members.auth import current_member, require_front_desk
from members.db import get_session
from members.models import Member
from members.schemas import MemberEdit, MemberOut

router = APIRouter(prefix="/v1")


@router.get("/me", response_model=MemberOut)
def read_me(member: Member = Depends(current_member)):
    return member


@router.patch("/members/{member_id}", response_model=MemberOut, dependencies=[Depends(require_front_desk)])
def edit_member(member_id: int, edit: MemberEdit, session: Session = Depends(get_session)):
    member = session.get(Member, member_id)
    if member is None:
        raise HTTPException(404, "No such member")
    for name, value in edit.model_dump(exclude_none=True).items():
        setattr(member, name, value)
    session.commit()
    return member
