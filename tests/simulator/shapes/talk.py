"""Comments, reviews and reactions as REST shows them."""

from simulator.shapes.people import association, nullable_user, shown_app, simple_user
from simulator.state import Comment, Issue, Pull, Reaction, Repository, Review, Thread
from simulator.store import node, stamp
from simulator.web import Site

CONTENTS = ("+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes")


def shown_reaction(site: Site, reaction: Reaction) -> dict[str, object]:
    """Show a reaction."""
    return {
        "id": reaction.id,
        "node_id": node("REA", reaction.id),
        "user": simple_user(site, reaction.user),
        "content": reaction.content,
        "created_at": stamp(reaction.created_at),
    }


def _rollup(url: str, reactions: list[Reaction]) -> dict[str, object]:
    contents = [one.content for one in reactions]
    return {
        "url": f"{url}/reactions",
        "total_count": len(contents),
        **{content: contents.count(content) for content in CONTENTS},
    }


def comment_page(site: Site, repository: Repository, issue: Issue, comment: Comment) -> str:
    """Give the address at which a person reads a comment below a pull request or an issue."""
    kind = "pull" if isinstance(issue, Pull) else "issues"
    return site.html(f"/{repository.full_name}/{kind}/{issue.number}#issuecomment-{comment.id}")


def issue_comment(site: Site, repository: Repository, issue: Issue, comment: Comment) -> dict[str, object]:
    """Show a comment below a pull request or an issue."""
    home = f"/repos/{repository.full_name}/issues"
    url = site.api(f"{home}/comments/{comment.id}")
    return {
        "url": url,
        "html_url": comment_page(site, repository, issue, comment),
        "issue_url": site.api(f"{home}/{issue.number}"),
        "id": comment.id,
        "node_id": node("IC", comment.id),
        "user": nullable_user(site, comment.author),
        "created_at": stamp(comment.created_at),
        "updated_at": stamp(comment.updated_at),
        "author_association": association(repository, comment.author),
        "body": comment.body,
        "reactions": _rollup(url, comment.reactions),
        "performed_via_github_app": shown_app(site, comment.app) if comment.app else None,
    }


def review_comment(
    site: Site, repository: Repository, pull: Pull, thread: Thread, comment: Comment
) -> dict[str, object]:
    """Show a comment of a thread: `line` is null once it is outdated, as on GitHub."""
    home = f"/repos/{repository.full_name}/pulls"
    url, whole = site.api(f"{home}/comments/{comment.id}"), site.api(f"{home}/{pull.number}")
    spot, first = thread.spot, thread.comments[0]
    page = thread_page(site, repository, pull, comment)
    shown = {
        "url": url,
        "pull_request_review_id": thread.review.id,
        "id": comment.id,
        "node_id": node("PRRC", comment.id),
        "diff_hunk": spot.diff_hunk,
        "path": spot.path,
        "commit_id": spot.commit if thread.is_outdated else pull.head_sha,
        "original_commit_id": spot.commit,
        "user": nullable_user(site, comment.author),
        "body": comment.body,
        "created_at": stamp(comment.created_at),
        "updated_at": stamp(comment.updated_at),
        "html_url": page,
        "pull_request_url": whole,
        "author_association": association(repository, comment.author),
        "_links": {"self": {"href": url}, "html": {"href": page}, "pull_request": {"href": whole}},
        "reactions": _rollup(url, comment.reactions),
        **_lines(thread),
    }
    return shown if comment is first else shown | {"in_reply_to_id": first.id}


def _lines(thread: Thread) -> dict[str, object]:
    spot = thread.spot
    return {
        "start_line": thread.start_line,
        "original_start_line": spot.start_line,
        "start_side": spot.start_side,
        "line": thread.line,
        "original_line": spot.line,
        "side": spot.side,
        "position": thread.position,
        "original_position": spot.position,
        "subject_type": "file" if spot.line is None else "line",
    }


def thread_page(site: Site, repository: Repository, pull: Pull, comment: Comment) -> str:
    """Give the address at which a person reads a comment of a thread."""
    return site.html(f"/{repository.full_name}/pull/{pull.number}#discussion_r{comment.id}")


def shown_review(site: Site, repository: Repository, pull: Pull, review: Review) -> dict[str, object]:
    """Show a review."""
    whole = site.api(f"/repos/{repository.full_name}/pulls/{pull.number}")
    page = site.html(f"/{repository.full_name}/pull/{pull.number}#pullrequestreview-{review.id}")
    shown = {
        "id": review.id,
        "node_id": node("PRR", review.id),
        "user": nullable_user(site, review.author),
        "body": review.body,
        "state": review.state,
        "html_url": page,
        "pull_request_url": whole,
        "author_association": association(repository, review.author),
        "_links": {"html": {"href": page}, "pull_request": {"href": whole}},
        "commit_id": review.commit_id,
    }
    return shown if review.state == "PENDING" else shown | {"submitted_at": stamp(review.submitted_at)}
