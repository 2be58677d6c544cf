"""What people, apps and pushes do to the records, the same whichever door it came through."""

from simulator.git import attempt, git, tip
from simulator.spot import settle
from simulator.state import Comment, Issue, Pull, Reaction, Repository, Review, Spot, Thread, Token, User
from simulator.store import Store, now


def commented(store: Store, issue: Issue, token: Token, body: str) -> Comment:
    """Write a comment below an issue or a pull request."""
    comment = written(store, token, body)
    issue.comments.append(comment)
    issue.updated_at = comment.created_at
    return comment


def written(store: Store, token: Token, body: str) -> Comment:
    """Make a comment that stands nowhere yet."""
    time = now()
    return Comment(next(store.ids), token.user, body, time, time, app=token.app)


def edited(comment: Comment, user: User, body: str) -> None:
    """Replace the text of a comment and keep who did it."""
    comment.body, comment.editor, comment.updated_at = body, user, now()


def reviewed(store: Store, pull: Pull, token: Token, body: str, state: str, commit: str) -> Review:
    """Submit a review."""
    review = Review(next(store.ids), token.user, body, state, commit, now())
    pull.reviews.append(review)
    pull.updated_at = review.submitted_at
    return review


def threaded(store: Store, pull: Pull, review: Review, spot: Spot, comment: Comment) -> Thread:
    """Begin a thread with its first comment."""
    thread = Thread(next(store.ids), spot, review, spot.line, spot.start_line, spot.position)
    thread.comments.append(comment)
    pull.threads.append(thread)
    pull.updated_at = comment.created_at
    return thread


def answered(store: Store, pull: Pull, thread: Thread, token: Token, body: str) -> Comment:
    """Write an answer in a thread: on GitHub each is a review of its own."""
    reviewed(store, pull, token, "", "COMMENTED", pull.head_sha)
    comment = written(store, token, body)
    thread.comments.append(comment)
    return comment


def reacted(store: Store, comment: Comment | Review, user: User, content: str) -> tuple[Reaction, bool]:
    """Add a reaction unless the same one is there; the flag tells whether it is new."""
    for reaction in comment.reactions:
        if (reaction.user, reaction.content) == (user, content):
            return reaction, False
    reaction = Reaction(next(store.ids), user, content, now())
    comment.reactions.append(reaction)
    return reaction, True


def opened(store: Store, repository: Repository, issue: Issue) -> None:
    """Put an issue or a pull request into its repository."""
    repository.issues[issue.number] = issue
    if isinstance(issue, Pull):
        point(repository, issue)


def pushed(repository: Repository, pull: Pull, head: str) -> None:
    """Move the head of a pull request to a commit that its repository has, and its threads with it."""
    if attempt(repository.folder, "merge-base", "--is-ancestor", pull.head_sha, head) is None:
        pull.replaced.append(pull.head_sha)
    pull.head_sha = head
    pull.heads.append(head)
    pull.base_sha = tip(repository.folder, pull.base_ref) or pull.base_sha
    pull.updated_at = now()
    point(repository, pull)
    for thread in pull.threads:
        settle(repository, pull, thread)


def point(repository: Repository, pull: Pull) -> None:
    """Write `refs/pull/N/head`, and `refs/pull/N/merge` where it merges cleanly."""
    folder = repository.folder
    git(folder, "update-ref", f"refs/pull/{pull.number}/head", pull.head_sha)
    tree = attempt(folder, "merge-tree", "--write-tree", pull.base_sha, pull.head_sha)
    name = f"refs/pull/{pull.number}/merge"
    if tree is None:
        pull.merge_sha = None
        attempt(folder, "update-ref", "-d", name)
        return
    parents = ("-p", pull.base_sha, "-p", pull.head_sha)
    text = f"Merge {pull.head_sha} into {pull.base_sha}"
    pull.merge_sha = git(folder, "commit-tree", tree.splitlines()[0], *parents, "-m", text).decode().strip()
    git(folder, "update-ref", name, pull.merge_sha)


def merged(repository: Repository, pull: Pull, user: User) -> None:
    """Merge a pull request; raises ValueError where it has conflicts."""
    point(repository, pull)
    if pull.merge_sha is None:
        raise ValueError(f"pull request {pull.number} has conflicts")
    git(repository.folder, "update-ref", f"refs/heads/{pull.base_ref}", pull.merge_sha)
    attempt(repository.folder, "update-ref", "-d", f"refs/pull/{pull.number}/merge")
    pull.state, pull.merged_by = "merged", user
    pull.merged_at = pull.closed_at = pull.updated_at = now()
