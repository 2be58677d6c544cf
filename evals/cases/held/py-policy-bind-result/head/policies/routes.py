import logging

import httpx
from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy.orm import Session

from policies.auth import current_broker
from policies.db import get_session
from policies.models import Policy
from policies.underwriting import bind

logger = logging.getLogger(__name__)
router = APIRouter(prefix="/v2/policies", tags=["policies"])


def own_policy(session: Session, policy_id: int, broker: int) -> Policy:
    policy = session.get(Policy, policy_id)
    if policy is None or policy.broker_id != broker:
        raise HTTPException(404, "No such policy")
    return policy


def policy_json(policy: Policy) -> dict:
    return {"id": policy.id, "state": policy.state, "starts_on": policy.starts_on, "cover_note": policy.cover_note}


@router.get("/{policy_id}")
def read_policy(policy_id: int, broker: int = Depends(current_broker), session: Session = Depends(get_session)):
    return policy_json(own_policy(session, policy_id, broker))


@router.post("/{policy_id}/bind")
def bind_policy(policy_id: int, broker: int = Depends(current_broker), session: Session = Depends(get_session)):
    policy = own_policy(session, policy_id, broker)
    if policy.state != "quoted":
        raise HTTPException(409, f"The policy is {policy.state}")
    quote_id, starts_on = policy.quote_id, policy.starts_on.isoformat()
    session.rollback()
    try:
        bound = bind(quote_id, starts_on)
    except httpx.HTTPError as error:
        logger.warning("Underwriter did not bind quote %s: %s", quote_id, error)
        raise HTTPException(502, "The underwriter does not answer, please try again") from error
    policy = own_policy(session, policy_id, broker)
    policy.state = "bound"
    policy.cover_note = bound.cover_note
    session.commit()
    return policy_json(policy)
