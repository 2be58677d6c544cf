"""Read what GitHub sent, and believe nothing of it that has not the right form."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import from_json

from reviewbot.domain.diff import Sha
from reviewbot.domain.event import AuditEvent, CommentEvent, CommentKind, Event, OtherEvent, PullEvent, QueueEvent
from reviewbot.domain.pull import GHOST, PullName
from reviewbot.errors import UsageError
from reviewbot.github.payload import (
    Acted,
    Commented,
    CommentedInCode,
    Dispatched,
    IssueCommented,
    LineCommented,
    NamedPull,
    Part,
    PullChanged,
    Queued,
    Reviewed,
    User,
)

_MOST_BYTES = 25 * 2**20
"""GitHub sends no event above 25 MB."""

_DEPENDABOT = "dependabot[bot]"
_QUEUED = re.compile(r"/pr-(?P<number>[1-9][0-9]{0,8})-[0-9a-f]{40,64}$")
_ASKING = {
    "issue_comment": "created",
    "merge_group": "checks_requested",
    "pull_request_review": "submitted",
    "pull_request_review_comment": "created",
}
"""The only action by which an event asks for something: an edit repeats what was asked before."""

_HINT = (
    "Pass the file that GITHUB_EVENT_PATH names, unchanged, with GITHUB_EVENT_NAME, GITHUB_REPOSITORY and GITHUB_REF "
    "as GitHub Actions sets them."
)
_Part = TypeVar("_Part", bound=Part)


def decoded(name: str, payload: bytes | str, repository: str = "", ref: str = "") -> Event:
    """Decode an event; `repository` and `ref` stand in where its payload names none, as a schedule's may.

    Raises UsageError for what GitHub would not send: no JSON, above 25 MB, a key that is missing or has another form.
    """
    decode = _DECODERS.get(name)
    if decode is None:
        return OtherEvent(name, "An event of this name asks for nothing.")
    sent = _Sent(name, _completed(_keys(name, payload), repository, ref))
    asking = _ASKING.get(name)
    if asking and (action := _read(Acted, sent).action) != asking:
        return OtherEvent(name, f"Its action is `{action}`, and only `{asking}` asks for something.")
    return decode(sent)


@dataclass(frozen=True, slots=True)
class _Sent:
    """An event whose keys nobody has checked."""

    name: str
    keys: Mapping[str, object]


def _keys(name: str, payload: bytes | str) -> Mapping[str, object]:
    raw = payload.encode("utf-8", "replace") if isinstance(payload, str) else payload
    if len(raw) > _MOST_BYTES:
        raise _refused(name, "it is larger than 25 MB")
    try:
        value: object = from_json(raw, allow_inf_nan=False)
    except ValueError as error:
        raise _refused(name, f"it is no JSON ({error})") from error
    if not isinstance(value, dict):
        raise _refused(name, "it is no JSON object")
    return value


def _completed(keys: Mapping[str, object], repository: str, ref: str) -> Mapping[str, object]:
    """Put in what is known from outside, where the payload says nothing about it."""
    outside = {"repository": repository and {"full_name": repository}, "ref": ref}
    return {**keys, **{key: value for key, value in outside.items() if value and keys.get(key) is None}}


def _read(model: type[_Part], sent: _Sent) -> _Part:
    try:
        return model.model_validate(sent.keys)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        is_missing = first["type"] == "missing"
        raise _refused(sent.name, f"`{key}` is {'missing' if is_missing else 'not what GitHub sends'}") from error


def _refused(name: str, reason: str) -> UsageError:
    return UsageError(f"The event `{name}` cannot be read: {reason}.", _HINT)


def _changed(sent: _Sent) -> PullEvent:
    payload = _read(PullChanged, sent)
    pull, sender = payload.pull_request, _login(payload.sender)
    is_fork = _is_fork(pull)
    by_dependabot = _DEPENDABOT in {sender, _login(pull.user)}
    return PullEvent(
        pull=PullName(payload.repository.full_name, pull.number),
        action=payload.action,
        head_sha=Sha(pull.head.sha),
        is_draft=bool(pull.draft),
        is_fork=is_fork,
        labels=tuple(label.name for label in pull.labels or ()),
        sender=sender,
        is_untrusted=sent.name == "pull_request" and (is_fork or by_dependabot),
        label=payload.label.name if payload.label else "",
    )


def _is_fork(pull: NamedPull) -> bool:
    return pull.head.repo is None or pull.head.repo != pull.base.repo


def _commented_below(sent: _Sent) -> CommentEvent:
    payload = _read(IssueCommented, sent)
    is_pull = payload.issue.pull_request is not None
    return _comment(payload, CommentKind.ISSUE, payload.issue.number, None, is_pull=is_pull)


def _commented_on_line(sent: _Sent) -> CommentEvent:
    payload = _read(LineCommented, sent)
    comment = payload.comment
    event = _in_code(payload, CommentKind.LINE)
    return replace(event, number=comment.id, replies_to=comment.in_reply_to_id or 0)


def _reviewed(sent: _Sent) -> CommentEvent:
    return _in_code(_read(Reviewed, sent), CommentKind.REVIEW)


def _in_code(payload: CommentedInCode, kind: CommentKind) -> CommentEvent:
    pull = payload.pull_request
    event = _comment(payload, kind, pull.number, Sha(pull.head.sha))
    return replace(event, is_untrusted=_is_fork(pull))


def _comment(
    payload: Commented, kind: CommentKind, number: int, head_sha: Sha | None, *, is_pull: bool = True
) -> CommentEvent:
    comment, author = payload.comment, _login(payload.comment.user)
    return CommentEvent(
        pull=PullName(payload.repository.full_name, number),
        is_pull=is_pull,
        kind=kind,
        action=payload.action,
        subject=comment.node_id,
        author=author,
        is_bot=author.endswith("[bot]") or (comment.user is not None and comment.user.type == "Bot"),
        body=comment.body or "",
        head_sha=head_sha,
    )


def _queued(sent: _Sent) -> QueueEvent:
    payload = _read(Queued, sent)
    group = payload.merge_group
    named = _QUEUED.search(group.head_ref)
    number = int(named["number"]) if named else 0
    return QueueEvent(payload.repository.full_name, Sha(group.head_sha), Sha(group.base_sha), number)


def _dispatched(sent: _Sent) -> AuditEvent:
    payload = _read(Dispatched, sent)
    return AuditEvent(payload.repository.full_name, sent.name, payload.ref, payload.repository.default_branch)


def _login(user: User | None) -> str:
    return GHOST if user is None else user.login


_DECODERS: Mapping[str, Callable[[_Sent], Event]] = {
    "issue_comment": _commented_below,
    "merge_group": _queued,
    "pull_request": _changed,
    "pull_request_review": _reviewed,
    "pull_request_review_comment": _commented_on_line,
    "pull_request_target": _changed,
    "schedule": _dispatched,
    "workflow_dispatch": _dispatched,
}
