from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy.orm import Session

from policies.auth import current_broker
from policies.db import get_session
from policies.models import Policy

router = APIRouter(prefix="/v2/policies", tags=["policies"])


@router.get("/{policy_id}")
def read_policy(policy_id: int, broker: int = Depends(current_broker), session: Session = Depends(get_session)):
    policy = session.get(Policy, policy_id)
    if policy is None or policy.broker_id != broker:
        raise HTTPException(404, "No such policy")
    return {"id": policy.id, "state": policy.state, "starts_on": policy.starts_on, "cover_note": policy.cover_note}
