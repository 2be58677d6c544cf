"""What becomes of GitHub's events, the official examples and the odd ones."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.domain.diff import Sha
from reviewbot.domain.event import AuditEvent, CommentEvent, CommentKind, OtherEvent, PullEvent, QueueEvent
from reviewbot.domain.pull import GHOST, PullName
from reviewbot.errors import UsageError
from reviewbot.github.event import decoded

Keys = dict[str, Any]

_EXAMPLES = Path(__file__).parents[1] / "node_modules/@octokit/webhooks-examples/api.github.com/index.json"
_SHA = "a" * 40
_REPOSITORY = {"full_name": "acme/shop"}
_USER = {"login": "ann", "type": "User"}
_NAMES = (
    "issue_comment",
    "merge_group",
    "pull_request",
    "pull_request_review",
    "pull_request_review_comment",
    "workflow_dispatch",
)


def _pull(**changed: object) -> Keys:
    pull: Keys = {
        "number": 7,
        "head": {"sha": _SHA, "repo": _REPOSITORY},
        "base": {"sha": "b" * 40, "repo": _REPOSITORY},
        "user": _USER,
        "draft": False,
        "labels": [{"name": "bug"}],
    }
    return pull | changed


def _pushed(**changed: object) -> Keys:
    keys: Keys = {"action": "synchronize", "repository": _REPOSITORY, "pull_request": _pull(), "sender": _USER}
    return keys | changed


def _comment(**changed: object) -> Keys:
    return {"node_id": "IC_kwDO=", "user": _USER, "body": "/review"} | changed


def _line_comment(**changed: object) -> Keys:
    return _comment(id=3_000_000_001) | changed


def _on_line(**changed: object) -> Keys:
    keys = {"action": "created", "repository": _REPOSITORY, "pull_request": _pull(), "comment": _line_comment()}
    return keys | changed


def _commented(**changed: object) -> Keys:
    issue = {"number": 7, "pull_request": {"url": "…"}}
    return {"action": "created", "repository": _REPOSITORY, "issue": issue, "comment": _comment()} | changed


def _reviewed(**changed: object) -> Keys:
    return {"action": "submitted", "repository": _REPOSITORY, "pull_request": _pull(), "review": _comment()} | changed


def _queued(**changed: object) -> Keys:
    ref = f"refs/heads/gh-readonly-queue/main/pr-7-{'b' * 40}"
    group = {"head_sha": _SHA, "head_ref": ref, "base_sha": "b" * 40}
    return {"action": "checks_requested", "repository": _REPOSITORY, "merge_group": group} | changed


def _pull_event(name: str, keys: Keys) -> PullEvent:
    event = decoded(name, json.dumps(keys))
    assert isinstance(event, PullEvent)
    return event


def _comment_event(name: str, keys: Keys) -> CommentEvent:
    event = decoded(name, json.dumps(keys))
    assert isinstance(event, CommentEvent)
    return event


def _examples() -> Iterator[tuple[str, Keys]]:
    entries = json.loads(_EXAMPLES.read_text(encoding="utf-8")) if _EXAMPLES.exists() else []
    for entry in entries:
        if entry["name"] in _NAMES:
            yield from ((entry["name"], example) for example in entry["examples"])


@pytest.mark.node
@pytest.mark.parametrize("name", _NAMES)
def test_every_official_example_decodes(name: str) -> None:
    if not _EXAMPLES.exists():
        pytest.skip("there is no @octokit/webhooks-examples: run `npm ci` in tests/")
    examples = [example for one, example in _examples() if one == name]
    assert examples
    for example in examples:
        event = decoded(name, json.dumps(example))
        asks = example.get("action") not in {"edited", "deleted", "dismissed"}
        assert isinstance(event, OtherEvent) is not asks
        named = (
            event.pull.repository if isinstance(event, PullEvent | CommentEvent) else example["repository"]["full_name"]
        )
        assert named == example["repository"]["full_name"]


@pytest.mark.parametrize("name", ["pull_request", "pull_request_target"])
def test_a_pull_requests_event_is_reduced_to_what_decides(name: str) -> None:
    event = decoded(name, json.dumps(_pushed()).encode())
    assert event == PullEvent(
        pull=PullName("acme/shop", 7),
        action="synchronize",
        head_sha=Sha(_SHA),
        is_draft=False,
        is_fork=False,
        labels=("bug",),
        sender="ann",
        is_untrusted=False,
    )


@pytest.mark.parametrize("repo", [None, {"full_name": "eve/shop"}], ids=["deleted", "another"])
@pytest.mark.parametrize(("name", "is_untrusted"), [("pull_request", True), ("pull_request_target", False)])
def test_a_forks_token_may_only_read_under_pull_request(name: str, is_untrusted: bool, repo: object) -> None:
    event = _pull_event(name, _pushed(pull_request=_pull(head={"sha": _SHA, "repo": repo})))
    assert (event.is_fork, event.is_untrusted) == (True, is_untrusted)


@pytest.mark.parametrize(
    "keys",
    [
        _pushed(sender={"login": "dependabot[bot]", "type": "Bot"}),
        _pushed(pull_request=_pull(user={"login": "dependabot[bot]", "type": "Bot"})),
    ],
    ids=["sender", "author"],
)
@pytest.mark.parametrize(("name", "is_untrusted"), [("pull_request", True), ("pull_request_target", False)])
def test_dependabots_token_may_only_read_under_pull_request(name: str, is_untrusted: bool, keys: Keys) -> None:
    event = _pull_event(name, keys)
    assert (event.is_fork, event.is_untrusted) == (False, is_untrusted)


def test_a_pull_request_of_deleted_users_without_labels_decodes() -> None:
    event = _pull_event("pull_request", _pushed(sender=None, pull_request=_pull(user=None, labels=None, draft=None)))
    assert (event.sender, event.labels, event.is_draft) == (GHOST, (), False)


def test_the_label_that_was_put_on_is_told() -> None:
    event = _pull_event("pull_request", _pushed(action="labeled", label={"name": "review"}))
    assert (event.action, event.label) == ("labeled", "review")


def test_a_draft_is_one() -> None:
    assert _pull_event("pull_request", _pushed(pull_request=_pull(draft=True))).is_draft


def test_a_label_of_emoji_joined_by_invisible_characters_is_kept() -> None:
    label = "👩‍🔧 für später"
    event = _pull_event("pull_request", _pushed(pull_request=_pull(labels=[{"name": label}])))
    assert event.labels == (label,)


def test_a_sha_of_64_digits_is_one() -> None:
    event = _pull_event("pull_request", _pushed(pull_request=_pull(head={"sha": "c" * 64, "repo": None})))
    assert event.head_sha == "c" * 64


def test_a_comment_below_a_pull_request_is_decoded() -> None:
    assert decoded("issue_comment", json.dumps(_commented())) == CommentEvent(
        pull=PullName("acme/shop", 7),
        is_pull=True,
        kind=CommentKind.ISSUE,
        action="created",
        subject="IC_kwDO=",
        author="ann",
        is_bot=False,
        body="/review",
        head_sha=None,
    )


@pytest.mark.parametrize("issue", [{"number": 7}, {"number": 7, "pull_request": None}], ids=["missing", "null"])
def test_a_comment_below_an_issue_is_none_on_a_pull_request(issue: Keys) -> None:
    assert not _comment_event("issue_comment", _commented(issue=issue)).is_pull


def test_a_comment_on_a_line_knows_the_head() -> None:
    event = _comment_event("pull_request_review_comment", _on_line())
    assert (event.kind, event.head_sha, event.is_pull) == (CommentKind.LINE, _SHA, True)


@pytest.mark.parametrize(
    ("keys", "replies_to"),
    [({}, 0), ({"in_reply_to_id": None}, 0), ({"in_reply_to_id": 3_000_000_000}, 3_000_000_000)],
    ids=["the first", "null", "an answer"],
)
def test_a_comment_on_a_line_knows_what_it_answers(keys: Keys, replies_to: int) -> None:
    event = _comment_event("pull_request_review_comment", _on_line(comment=_line_comment(**keys)))
    assert (event.number, event.replies_to) == (3_000_000_001, replies_to)


@pytest.mark.parametrize("repo", [None, {"full_name": "eve/shop"}], ids=["deleted", "another"])
@pytest.mark.parametrize("name", ["pull_request_review", "pull_request_review_comment"])
def test_a_comment_in_a_forks_code_comes_with_a_token_that_may_only_read(name: str, repo: object) -> None:
    pull = _pull(head={"sha": _SHA, "repo": repo})
    keys = _on_line(pull_request=pull) if name.endswith("comment") else _reviewed(pull_request=pull)
    assert _comment_event(name, keys).is_untrusted


def test_a_comment_below_a_forks_pull_request_may_be_answered() -> None:
    assert not _comment_event("issue_comment", _commented()).is_untrusted


def test_a_review_is_the_comment_that_its_text_is() -> None:
    event = _comment_event("pull_request_review", _reviewed(review=_comment(node_id="PRR_x", body="/review full")))
    assert (event.kind, event.head_sha, event.subject) == (CommentKind.REVIEW, _SHA, "PRR_x")
    assert event.body == "/review full"


def test_a_review_without_a_text_of_its_own_says_nothing() -> None:
    assert _comment_event("pull_request_review", _reviewed(review=_comment(body=None))).body == ""


def test_a_comment_of_a_deleted_user_is_the_ghosts() -> None:
    event = _comment_event("issue_comment", _commented(comment=_comment(user=None)))
    assert (event.author, event.is_bot) == (GHOST, False)


@pytest.mark.parametrize(
    ("user", "is_bot"),
    [
        ({"login": "github-actions[bot]", "type": "Bot"}, True),
        ({"login": "github-actions[bot]"}, True),
        ({"login": "Copilot", "type": "Bot"}, True),
        ({"login": "robot"}, False),
        ({"login": "ann_acme", "type": "User"}, False),
    ],
    ids=["app", "name alone", "type alone", "no type", "managed user"],
)
def test_a_program_is_told_from_a_person(user: Keys, is_bot: bool) -> None:
    assert _comment_event("issue_comment", _commented(comment=_comment(user=user))).is_bot is is_bot


def test_a_merge_queue_names_the_commit_that_it_made() -> None:
    assert decoded("merge_group", json.dumps(_queued())) == QueueEvent("acme/shop", Sha(_SHA), Sha("b" * 40), 7)


@pytest.mark.parametrize(
    "ref", ["refs/heads/main", "refs/heads/queue/pr-x-" + "b" * 40, "refs/heads/queue/pr-0-" + "b" * 40]
)
def test_a_merge_queue_whose_branch_names_no_pull_request_is_one_all_the_same(ref: str) -> None:
    group = {"head_sha": _SHA, "head_ref": ref, "base_sha": "b" * 40}
    event = decoded("merge_group", json.dumps(_queued(merge_group=group)))
    assert event == QueueEvent("acme/shop", Sha(_SHA), Sha("b" * 40), 0)


def test_a_schedule_without_a_repository_is_about_the_one_it_runs_in() -> None:
    event = decoded("schedule", '{"schedule": "0 3 * * 1"}', "acme/shop", "refs/heads/main")
    assert event == AuditEvent("acme/shop", "schedule", "refs/heads/main")


def test_what_a_payload_says_wins_over_what_is_known_from_outside() -> None:
    payload = json.dumps({"repository": _REPOSITORY, "ref": "refs/heads/next"})
    event = decoded("workflow_dispatch", payload, "other/one", "refs/heads/main")
    assert event == AuditEvent("acme/shop", "workflow_dispatch", "refs/heads/next")


def test_an_audit_knows_the_default_branch_where_the_payload_says_it() -> None:
    payload = json.dumps({"repository": _REPOSITORY | {"default_branch": "main"}, "ref": "refs/heads/next"})
    event = decoded("workflow_dispatch", payload)
    assert event == AuditEvent("acme/shop", "workflow_dispatch", "refs/heads/next", "main")


@pytest.mark.parametrize("branch", ["", "--all", "a b", "a..b:c", 7], ids=str)
def test_a_default_branch_that_git_would_not_have_is_refused(branch: object) -> None:
    payload = json.dumps({"repository": _REPOSITORY | {"default_branch": branch}, "ref": "refs/heads/next"})
    with pytest.raises(UsageError, match="default_branch"):
        decoded("workflow_dispatch", payload)


def test_what_a_payload_says_null_of_is_taken_from_outside() -> None:
    payload = json.dumps({"repository": None, "ref": None})
    event = decoded("workflow_dispatch", payload, "acme/shop", "refs/heads/main")
    assert event == AuditEvent("acme/shop", "workflow_dispatch", "refs/heads/main")


@pytest.mark.parametrize(
    ("name", "action"),
    [
        ("issue_comment", "edited"),
        ("issue_comment", "deleted"),
        ("pull_request_review", "edited"),
        ("pull_request_review", "dismissed"),
        ("pull_request_review_comment", "edited"),
        ("pull_request_review_comment", "deleted"),
        ("merge_group", "destroyed"),
    ],
)
def test_an_action_that_asks_for_nothing_is_said_without_reading_on(name: str, action: str) -> None:
    event = decoded(name, json.dumps({"action": action}))
    assert isinstance(event, OtherEvent)
    assert event.name == name
    assert f"`{action}`" in event.reason


def test_an_event_that_nobody_reads_asks_for_nothing_whatever_it_holds() -> None:
    event = decoded("push", b"\xff no JSON")
    assert event == OtherEvent("push", "An event of this name asks for nothing.")


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (b"", "it is no JSON (EOF while parsing a value at line 1 column 0)"),
        (b"{", "it is no JSON (EOF while parsing an object at line 1 column 1)"),
        (b'{"action": "\xff"}', "it is no JSON"),
        ('{"action": "\ud800"}', "`action` is not what GitHub sends"),
        ('{"action": "\\ud800"}', "it is no JSON"),
        ('{"action": NaN}', "it is no JSON"),
        ("[" * 100_000, "it is no JSON"),
        ("[]", "it is no JSON object"),
        ("null", "it is no JSON object"),
        (" " * (25 * 2**20 + 1), "it is larger than 25 MB"),
    ],
    ids=["empty", "cut", "bytes", "surrogate", "escape", "number", "deep", "list", "null", "large"],
)
def test_a_payload_that_is_no_event_is_refused_in_a_sentence(payload: bytes | str, reason: str) -> None:
    with pytest.raises(UsageError) as refused:
        decoded("pull_request", payload)
    assert refused.value.message.startswith("The event `pull_request` cannot be read: ")
    assert reason in refused.value.message
    assert "GITHUB_EVENT_PATH" in refused.value.hint


def _without(keys: Keys, *names: str) -> Keys:
    return {key: value for key, value in keys.items() if key not in names}


@pytest.mark.parametrize(
    ("name", "keys", "key"),
    [
        ("pull_request", _without(_pushed(), "action"), "action"),
        ("pull_request", _without(_pushed(), "repository"), "repository"),
        ("pull_request", _without(_pushed(), "sender"), "sender"),
        ("pull_request", _pushed(pull_request=_without(_pull(), "head")), "pull_request.head"),
        ("pull_request", _pushed(pull_request=_pull(head={})), "pull_request.head.sha"),
        ("pull_request", _pushed(pull_request=_without(_pull(), "number")), "pull_request.number"),
        ("pull_request", _pushed(pull_request=_pull(labels=[{}])), "pull_request.labels.0.name"),
        ("issue_comment", {}, "action"),
        ("issue_comment", _without(_commented(), "comment"), "comment"),
        ("issue_comment", _commented(comment=_without(_comment(), "node_id")), "comment.node_id"),
        ("issue_comment", _commented(comment=_without(_comment(), "user")), "comment.user"),
        ("pull_request_review", _without(_reviewed(), "review"), "review"),
        ("pull_request_review_comment", _without(_reviewed(action="created"), "review"), "comment"),
        ("merge_group", _queued(merge_group={}), "merge_group.head_sha"),
        ("schedule", {}, "repository"),
        ("workflow_dispatch", {"repository": _REPOSITORY}, "ref"),
    ],
)
def test_a_key_that_is_missing_is_named(name: str, keys: Keys, key: str) -> None:
    with pytest.raises(UsageError) as refused:
        decoded(name, json.dumps(keys))
    assert refused.value.message == f"The event `{name}` cannot be read: `{key}` is missing."


def _named(login: object) -> Keys:
    return _pushed(sender={"login": login})


def _of(repository: object) -> Keys:
    return _pushed(repository={"full_name": repository})


def _at(sha: object) -> Keys:
    return _pushed(pull_request=_pull(head={"sha": sha, "repo": None}))


def _labelled(label: object) -> Keys:
    return _pushed(pull_request=_pull(labels=[{"name": label}]))


@pytest.mark.parametrize(
    ("keys", "key"),
    [
        (_pushed(pull_request=None), "pull_request"),
        (_pushed(pull_request=[]), "pull_request"),
        (_pushed(repository="acme/shop"), "repository"),
        (_pushed(action="Opened\n"), "action"),
        (_pushed(action=7), "action"),
        *(
            (_pushed(pull_request=_pull(number=one)), "pull_request.number")
            for one in (0, -1, 2**31, 1.0, "7", True, None)
        ),
        *(
            (_at(one), "pull_request.head.sha")
            for one in ("", "a" * 39, "a" * 41, "g" * 40, "A" * 40, _SHA + "\n", None, 7)
        ),
        *((_named(one), "sender.login") for one in ("", "a b", "a\n", "../x", "a" * 101, "a[bot]x", "é", None)),
        *(
            (_of(one), "repository.full_name")
            for one in ("shop", "acme/..", "acme/.", "a/b/c", "a/b?c", "../a", "a/b\n")
        ),
        *((_labelled(one), "pull_request.labels.0.name") for one in ("", "a\nb", "\x1b[0m", "\x85", "a" * 256, None)),
        (_pushed(pull_request=_pull(labels="bug")), "pull_request.labels"),
        (_pushed(pull_request=_pull(draft="no")), "pull_request.draft"),
    ],
)
def test_a_value_of_another_form_is_refused_by_its_key(keys: Keys, key: str) -> None:
    with pytest.raises(UsageError) as refused:
        decoded("pull_request", json.dumps(keys))
    assert refused.value.message == f"The event `pull_request` cannot be read: `{key}` is not what GitHub sends."


@pytest.mark.parametrize("node", ["", "a b", 'a"){x}', "x" * 256, 7, None], ids=repr)
def test_a_node_that_could_not_be_one_is_refused(node: object) -> None:
    with pytest.raises(UsageError, match=r"comment\.node_id"):
        decoded("issue_comment", json.dumps(_commented(comment=_comment(node_id=node))))


@pytest.mark.parametrize(
    "ref", ["main", "--upload-pack=x", "refs/heads/a b", "refs/heads/a\n", "refs/heads/a:b"], ids=repr
)
def test_a_ref_that_could_not_be_one_is_refused(ref: str) -> None:
    with pytest.raises(UsageError, match="`ref` is not what GitHub sends"):
        decoded("schedule", "{}", "acme/shop", ref)


def test_a_repository_from_outside_is_checked_as_well() -> None:
    with pytest.raises(UsageError, match="full_name"):
        decoded("schedule", "{}", "acme", "refs/heads/main")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=5,
)


def _places(value: object, way: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for key, inner in value.items() if isinstance(value, Mapping) else ():
        yield (*way, key)
        yield from _places(inner, (*way, key))


def _put(keys: Keys, way: tuple[str, ...], value: object) -> Keys:
    first, *others = way
    return keys | {first: _put(keys[first], tuple(others), value) if others else value}


@given(st.sampled_from(_NAMES), st.sampled_from([_pushed(), _commented(), _reviewed(), _queued()]), _JSON, st.data())
def test_whatever_stands_at_a_key_is_decoded_or_refused(
    name: str, keys: Keys, value: object, data: st.DataObject
) -> None:
    way = data.draw(st.sampled_from(sorted(_places(keys))))
    with suppress(UsageError):
        assert decoded(name, json.dumps(_put(keys, way, value))) is not None
