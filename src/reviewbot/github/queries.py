"""The GraphQL documents that are sent: one for what a pull request shows, one for each write that REST lacks."""

SHOWN = """
query Shown($owner: String!, $name: String!, $number: Int!, $comments: String, $threads: String) {
  repository(owner: $owner, name: $name) {
    diskUsage
    pullRequest(number: $number) {
      number
      title
      state
      isDraft
      isCrossRepository
      author { login }
      baseRefName
      baseRefOid
      baseRef { target { oid } }
      headRefOid
      labels(first: 50) { nodes { name } }
      comments(last: 100, before: $comments) {
        nodes { databaseId body viewerDidAuthor author { login } editor { login } }
        pageInfo { hasPreviousPage startCursor }
      }
      reviewThreads(first: 100, after: $threads) {
        nodes {
          id
          isResolved
          viewerCanResolve
          path
          comments(first: 20) {
            nodes {
              id
              body
              viewerDidAuthor
              author { login }
              editor { login }
              isMinimized
              diffHunk
            }
            totalCount
          }
        }
        pageInfo { hasNextPage endCursor }
      }
      commits(last: 1) {
        nodes {
          commit {
            oid
            checkSuites(first: 50) {
              nodes {
                checkRuns(first: 20, filterBy: {checkName: "reviewbot"}) {
                  nodes {
                    databaseId
                    conclusion
                    externalId
                    title
                    isRequired(pullRequestNumber: $number)
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
"""

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
