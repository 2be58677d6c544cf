from fastapi import HTTPException, Request


def current_customer(request: Request) -> int:
    customer = request.session.get("customer")
    if customer is None:
        raise HTTPException(401, "Please sign in")
    return customer
