"""Ask GitHub's dependency review which vulnerable dependencies lie between two commits."""

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from github.Repository import Repository
from requests.utils import parse_header_links

from reviewbot.domain.advisory import Advisory, Vulnerable
from reviewbot.domain.diff import Sha
from reviewbot.domain.levels import Severity
from reviewbot.github.answers import AdvisoryAnswer, DependencyAnswer

_MOST_PAGES = 100
_SEVERITIES = {
    "critical": Severity.CRITICAL,
    "high": Severity.HIGH,
    "moderate": Severity.MEDIUM,
    "medium": Severity.MEDIUM,
    "low": Severity.LOW,
}


def vulnerable(repository: Repository, name: str, base: Sha, head: Sha) -> Iterator[Vulnerable]:
    """List the vulnerable dependencies that the head adds, page by page; raises what PyGithub and pydantic raise."""
    path = f"/repos/{name}/dependency-graph/compare/{base}...{head}"
    address = path
    for _ in range(_MOST_PAGES):
        headers, listed = repository.requester.requestJsonAndCheck("GET", address)
        for one in listed if isinstance(listed, list) else ():
            answer = DependencyAnswer.model_validate(one)
            if answer.change == "added" and answer.vulnerabilities:
                yield _vulnerable(answer)
        query = _next(headers)
        if not query:
            return
        address = f"{path}?{query}"


def _next(headers: Mapping[str, object]) -> str:
    """Give the query of the next page; its host is the one that was asked, whatever the link says."""
    links = parse_header_links(str(headers.get("link", "")))
    return next((urlsplit(link["url"]).query for link in links if link.get("rel") == "next"), "")


def _vulnerable(answer: DependencyAnswer) -> Vulnerable:
    advisories = tuple(_advisory(one) for one in answer.vulnerabilities)
    return Vulnerable(answer.manifest, answer.name, answer.version, answer.scope == "development", advisories)


def _advisory(answer: AdvisoryAnswer) -> Advisory:
    return Advisory(answer.id, _SEVERITIES.get(answer.severity.lower(), Severity.HIGH), answer.summary)
