"""Endpoints of reviews and of comments on lines: all of a review is posted, or nothing."""

from simulator.git import between, merge_base
from simulator.rest.ask import Ask, Endpoint, listed
from simulator.rules import demand_open, demand_text, text_fault
from simulator.shapes.talk import review_comment, shown_review
from simulator.spot import UnplacedError, settle, spot_of
from simulator.state import Comment, Pull, Review, Spot, Thread
from simulator.verbs import answered, reviewed, threaded, written
from simulator.web import Answer, Fields, RefusedError, invalid, not_found

_STATES = {"APPROVE": "APPROVED", "REQUEST_CHANGES": "CHANGES_REQUESTED", "COMMENT": "COMMENTED", None: "PENDING"}
_VERBS = {"APPROVE": "approve", "REQUEST_CHANGES": "request changes on"}
_RESOURCE = "PullRequestReviewComment"
_READ, _WRITE = ("pull_requests=read",), ("pull_requests=write",)


def _unprocessable(*errors: str) -> RefusedError:
    return RefusedError(422, "Unprocessable Entity", errors)


def _reviews(ask: Ask) -> Answer:
    pull = ask.pull()
    shown = [one for one in pull.reviews if is_shown(ask, one)]
    return listed(ask, shown, lambda review: shown_review(ask.site, ask.repository, pull, review))


def is_shown(ask: Ask, review: Review) -> bool:
    """Tell whether the caller may see a review: a pending one is its author's alone."""
    token = ask.request.token
    return review.state != "PENDING" or (token is not None and token.user == review.author)


def _create_review(ask: Ask) -> Answer:
    pull, token, event = ask.pull(), ask.token, ask.body.text("event")
    demand_open(token, ask.repository, pull)
    body, drafts = ask.body.text("body") or "", ask.body.items("comments")
    _demand_event(ask, pull, event)
    if len(body) > 65_536:
        raise _unprocessable("Body is too long (maximum is 65536 characters)")
    if not body.strip() and (event == "REQUEST_CHANGES" or (event == "COMMENT" and not drafts)):
        raise _unprocessable("Body can't be blank")
    commit = _commit(ask, pull, ask.body.text("commit_id"))
    if commit is None:
        raise _unprocessable("Commit could not be resolved")
    # Every place is found before anything is written.
    ready = [
        (_drafted(ask, pull, commit, draft), written(ask.store, token, draft.text("body") or "")) for draft in drafts
    ]
    review = reviewed(ask.store, pull, token, body, _STATES[event], commit)
    for spot, comment in ready:
        _settled(ask, pull, threaded(ask.store, pull, review, spot, comment))
    return Answer(200, shown_review(ask.site, ask.repository, pull, review))


def _demand_event(ask: Ask, pull: Pull, event: str | None) -> None:
    """Refuse a verdict on one's own pull request, an app's where it may not, and a second pending review."""
    token = ask.token
    if event in _VERBS and token.user == pull.author:
        raise _unprocessable(f"Can not {_VERBS[event]} your own pull request")
    is_actions = token.app is not None and token.app.slug == "github-actions"
    if event == "APPROVE" and is_actions and not ask.repository.actions_may_approve:
        raise _unprocessable("GitHub Actions is not permitted to approve pull requests.")
    if _has_pending(ask, pull):
        raise _unprocessable("User can only have one pending review per pull request")


def _has_pending(ask: Ask, pull: Pull) -> bool:
    return any((one.state, one.author) == ("PENDING", ask.token.user) for one in pull.reviews)


def _commit(ask: Ask, pull: Pull, wanted: str | None) -> str | None:
    """Find the commit that a comment is about: the head, or any other that is or was part of the pull request."""
    if wanted is None or wanted in pull.heads:
        return wanted or pull.head_sha
    folder = ask.repository.folder
    bases = ((merge_base(folder, pull.base_sha, head) or pull.base_sha, head) for head in pull.heads)
    return wanted if any(wanted in between(folder, base, head) for base, head in bases) else None


def _drafted(ask: Ask, pull: Pull, commit: str, draft: Fields) -> Spot:
    fault = text_fault(draft.text("body") or "")
    if fault is not None:
        raise _unprocessable(fault)
    try:
        # The description lists no `subject_type` here, and GitHub wants a line.
        wanted = {name: value for name, value in draft.values.items() if name != "subject_type"}
        return spot_of(ask.repository, pull, commit, Fields(wanted))
    except UnplacedError as fault_of_place:
        says = str(fault_of_place)
        is_start = fault_of_place.field == "start_line"
        raise _unprocessable(f"Pull request review thread start line {says}" if is_start else says) from None


def _settled(ask: Ask, pull: Pull, thread: Thread) -> Thread:
    """Bring a new thread on an older commit to where its lines are today."""
    if thread.spot.commit != pull.head_sha:
        settle(ask.repository, pull, thread)
    return thread


def _comments(ask: Ask) -> Answer:
    pull, query = ask.pull(), ask.request.query
    found = [(thread, one) for thread in pull.threads if is_shown(ask, thread.review) for one in thread.comments]
    key = "updated_at" if query.get("sort") == "updated" else "created_at"
    found.sort(key=lambda pair: (getattr(pair[1], key), pair[1].id), reverse=query.get("direction") == "desc")
    return listed(ask, found, lambda pair: _shown(ask, pull, *pair))


def _shown(ask: Ask, pull: Pull, thread: Thread, comment: Comment) -> dict[str, object]:
    return review_comment(ask.site, ask.repository, pull, thread, comment)


def _create_comment(ask: Ask) -> Answer:
    pull, token = ask.pull(), ask.token
    demand_open(token, ask.repository, pull)
    body = demand_text(_RESOURCE, ask.body.text("body") or "")
    if _has_pending(ask, pull):
        raise invalid(
            "PullRequestReview", "custom", "user_id", "user_id can only have one pending review per pull request"
        )
    parent = ask.body.number("in_reply_to")
    if parent is not None:
        return _reply_to(ask, pull, parent, body)
    commit = _commit(ask, pull, ask.body.text("commit_id"))
    if commit is None:
        raise invalid(_RESOURCE, "custom", "commit_id", "commit_id is not part of the pull request")
    try:
        spot = spot_of(ask.repository, pull, commit, ask.body)
    except UnplacedError as fault:
        raise _misplaced(fault) from None
    review = reviewed(ask.store, pull, token, "", "COMMENTED", commit)
    comment = written(ask.store, token, body)
    thread = _settled(ask, pull, threaded(ask.store, pull, review, spot, comment))
    return _created(_shown(ask, pull, thread, comment))


def _misplaced(fault: UnplacedError) -> RefusedError:
    place = f"pull_request_review_thread.{fault.field}"
    says = "must be part of the diff" if fault.field == "line" else str(fault)
    first = {"resource": _RESOURCE, "code": "custom", "field": place, "message": f"{place} {says}"}
    if fault.field == "path":
        first = {"resource": _RESOURCE, "code": "invalid", "field": place}
    hunk = {"resource": _RESOURCE, "code": "missing_field", "field": "pull_request_review_thread.diff_hunk"}
    return RefusedError(422, "Validation Failed", (first,) if fault.field == "start_line" else (first, hunk))


def _reply(ask: Ask) -> Answer:
    pull = ask.pull()
    demand_open(ask.token, ask.repository, pull)
    body = demand_text(_RESOURCE, ask.body.text("body") or "")
    return _reply_to(ask, pull, ask.number("comment_id"), body)


def _reply_to(ask: Ask, pull: Pull, number: int, body: str) -> Answer:
    """Answer in a thread, by the number of its first comment: there are no answers to answers."""
    thread = next((one for one in pull.threads if one.comments[0].id == number), None)
    if thread is None:
        raise not_found()
    comment = answered(ask.store, pull, thread, ask.token, body)
    return _created(_shown(ask, pull, thread, comment))


def _created(shown: dict[str, object]) -> Answer:
    return Answer(201, shown, {"location": str(shown["url"])})


_PULL = "/repos/{owner}/{repo}/pulls/{pull_number}"
ENDPOINTS = (
    Endpoint("GET", f"{_PULL}/reviews", _reviews, _READ),
    Endpoint("POST", f"{_PULL}/reviews", _create_review, _WRITE),
    Endpoint("GET", f"{_PULL}/comments", _comments, _READ),
    Endpoint("POST", f"{_PULL}/comments", _create_comment, _WRITE),
    Endpoint("POST", f"{_PULL}/comments/{{comment_id}}/replies", _reply, _WRITE),
)
