from decimal import Decimal

from fastapi import APIRouter, Depends, HTTPException
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from giftcards.db import get_session
from giftcards.limits import limit
from giftcards.models import GiftCard

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
