import logging
from datetime import UTC, datetime
from decimal import Decimal

from fastapi import APIRouter, Depends, HTTPException
from pydantic import BaseModel
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from giftcards.auth import current_customer
from giftcards.credit import add_credit
from giftcards.db import get_session
from giftcards.limits import limit
from giftcards.models import GiftCard

logger = logging.getLogger(__name__)
router = APIRouter(prefix="/v1/gift-cards", tags=["gift cards"])


class Balance(BaseModel):
    amount: Decimal


class BalanceQuestion(BaseModel):
    code: str


@router.post("/balance", response_model=Balance, dependencies=[Depends(limit("balance", 10, 600))])
def balance(question: BalanceQuestion, session: Session = Depends(get_session)):
    card = session.scalar(select(GiftCard).where(GiftCard.code == question.code, GiftCard.redeemed_at.is_(None)))
    if card is None:
        raise HTTPException(404, "Unknown or used card")
    return Balance(amount=card.amount)


@router.get("/{code}/redeem", response_model=Balance)
def redeem(code: str, customer: int = Depends(current_customer), session: Session = Depends(get_session)):
    amount = session.scalar(
        update(GiftCard)
        .where(GiftCard.code == code, GiftCard.redeemed_at.is_(None))
        .values(redeemed_by=customer, redeemed_at=datetime.now(UTC))
        .returning(GiftCard.amount)
    )
    if amount is None:
        raise HTTPException(404, "Unknown or used card")
    add_credit(session, customer, amount)
    session.commit()
    logger.info("Customer %d redeemed a card of %s", customer, amount)
    return Balance(amount=amount)
