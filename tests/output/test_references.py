"""Where references lead."""

import pytest

from reviewbot.output.references import Reference, is_web, reference


@pytest.mark.parametrize(
    ("text", "known"),
    [
        pytest.param("CWE-89", Reference("CWE-89", "https://cwe.mitre.org/data/definitions/89.html"), id="CWE"),
        pytest.param("https://a.example/x/", Reference("a.example/x", "https://a.example/x/"), id="address"),
        pytest.param("OWASP A03", Reference("OWASP A03", ""), id="name"),
        pytest.param("javascript:alert(1)", Reference("javascript:alert(1)", ""), id="script"),
        pytest.param("http://a.example", Reference("http://a.example", ""), id="not encrypted"),
    ],
)
def test_a_reference_leads_to_a_page_or_nowhere(text: str, known: Reference) -> None:
    assert reference(text) == known


@pytest.mark.parametrize(
    ("url", "is_page"),
    [
        pytest.param("https://a.example/b", True, id="https"),
        pytest.param("HTTP://a.example", True, id="http"),
        pytest.param("javascript:alert(1)", False, id="script"),
        pytest.param("data:text/html,x", False, id="data"),
        pytest.param("//a.example", False, id="no scheme"),
        pytest.param("https:", False, id="no host"),
        pytest.param("http://[", False, id="broken"),
    ],
)
def test_only_web_pages_are_linked(url: str, *, is_page: bool) -> None:
    assert is_web(url) is is_page
