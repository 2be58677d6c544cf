"""The GraphQL documents that are sent: what a pull request shows, what was said on many, each write that REST lacks."""

_TALK = """
fragment Talk on PullRequestReviewThread {
  id
  isResolved
  resolvedBy { login }
  isOutdated
  viewerCanResolve
  path
  opening: comments(first: 1) {
    nodes {
      likes: reactions(content: THUMBS_UP, first: 1) { totalCount }
      dislikes: reactions(content: THUMBS_DOWN, first: 1) { totalCount }
    }
  }
  comments(first: 20) {
    nodes {
      id
      databaseId
      body
      viewerDidAuthor
      author { __typename login }
      editor { login }
      isMinimized
      diffHunk
    }
    totalCount
  }
}
"""

SHOWN = (
    """
query Shown($owner: String!, $name: String!, $number: Int!, $comments: String, $threads: String, $trail: String) {
  viewer { login }
  repository(owner: $owner, name: $name) {
    diskUsage
    pullRequest(number: $number) {
      number
      title
      body
      state
      isDraft
      isCrossRepository
      author { login }
      baseRefName
      baseRefOid
      baseRef {
        target {
          oid
          ... on Commit {
            file(path: ".github/reviewbot.yml") { ...Text }
            comment: file(path: ".github/reviewbot/templates/comment.md.j2") { ...Text }
            summary: file(path: ".github/reviewbot/templates/summary.md.j2") { ...Text }
          }
        }
      }
      headRefOid
      labels(first: 50) { nodes { name } }
      comments(last: 100, before: $comments) {
        nodes { id databaseId body viewerDidAuthor author { __typename login } editor { login } isMinimized }
        pageInfo { hasPreviousPage startCursor }
      }
      reviewThreads(first: 100, after: $threads) {
        nodes {
          ...Talk
        }
        pageInfo { hasNextPage endCursor }
      }
      commits(last: 1) {
        nodes {
          commit {
            oid
            checkSuites(first: 50) {
              nodes {
                app { slug }
                checkRuns(first: 50, filterBy: {checkName: "reviewbot", checkType: ALL}) {
                  nodes {
                    databaseId
                    conclusion
                    externalId
                    title
                    summary
                    text
                    isRequired(pullRequestNumber: $number)
                  }
                }
              }
            }
          }
        }
      }
      trail: commits(last: 100, before: $trail) {
        nodes { commit { ...Billed } }
        pageInfo { hasPreviousPage startCursor }
      }
      pushes: timelineItems(last: 10, itemTypes: [HEAD_REF_FORCE_PUSHED_EVENT]) {
        nodes { ... on HeadRefForcePushedEvent { beforeCommit { history(first: 20) { nodes { ...Billed } } } } }
      }
    }
  }
}

fragment Text on TreeEntry { object { ... on Blob { text isTruncated } } }

fragment Billed on Commit {
  checkSuites(first: 4, filterBy: {checkName: "reviewbot"}) {
    nodes {
      app { slug }
      checkRuns(first: 50, filterBy: {checkName: "reviewbot", checkType: ALL}) {
        nodes { databaseId externalId summary }
      }
    }
  }
}
"""
    + _TALK
)

TALKS = (
    """
query Talks($owner: String!, $name: String!, $most: Int!, $pulls: String) {
  repository(owner: $owner, name: $name) {
    pullRequests(first: $most, after: $pulls, orderBy: {field: CREATED_AT, direction: DESC}) {
      nodes {
        reviewThreads(first: 100) {
          nodes { ...Talk }
          pageInfo { hasNextPage endCursor }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}
"""
    + _TALK
)

REACT = """
mutation React($subject: ID!, $content: ReactionContent!) {
  addReaction(input: {subjectId: $subject, content: $content}) { reaction { content } }
}
"""

RESOLVE = """
mutation Resolve($thread: ID!) {
  resolveReviewThread(input: {threadId: $thread}) { thread { isResolved } }
}
"""

MINIMISE = """
mutation Minimise($subject: ID!) {
  minimizeComment(input: {subjectId: $subject, classifier: RESOLVED}) { minimizedComment { isMinimized } }
}
"""
