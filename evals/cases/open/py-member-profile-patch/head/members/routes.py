import logging

from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy.orm import Session

from members.auth import current_member, require_front_desk
from members.db import get_session
from members.models import Member
from members.schemas import MemberEdit, MemberOut

logger = logging.getLogger(__name__)
router = APIRouter(prefix="/v1")


def apply_edit(member: Member, edit: MemberEdit) -> list[str]:
    """Set what the edit contains and return the names of what changed."""
    changed = []
    for name, value in edit.model_dump(exclude_none=True).items():
        if getattr(member, name) != value:
            setattr(member, name, value)
            changed.append(name)
    return changed


@router.get("/me", response_model=MemberOut)
def read_me(member: Member = Depends(current_member)):
    return member


@router.patch("/me", response_model=MemberOut)
def edit_me(
    edit: MemberEdit,
    member: Member = Depends(current_member),
    session: Session = Depends(get_session),
):
    changed = apply_edit(member, edit)
    session.commit()
    logger.info("Member %d changed %s", member.id, ", ".join(changed) or "nothing")
    return member


@router.patch("/members/{member_id}", response_model=MemberOut, dependencies=[Depends(require_front_desk)])
def edit_member(member_id: int, edit: MemberEdit, session: Session = Depends(get_session)):
    member = session.get(Member, member_id)
    if member is None:
        raise HTTPException(404, "No such member")
    changed = apply_edit(member, edit)
    session.commit()
    logger.info("Front desk changed %s of member %d", ", ".join(changed) or "nothing", member_id)
    return member
