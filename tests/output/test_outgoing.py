"""The last look before a text is sent: what is ours in form passes, and nothing else."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from reviewbot.domain.item import TEAM_AREA, Item
from reviewbot.output.links import Links
from reviewbot.output.outgoing import Leak, hosts, leak

_HOSTS = frozenset({"github.com", "cwe.mitre.org"})
_TOKEN = "ghp_" + "a1B2c3D4e5F6" * 3


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<!-- reviewbot:finding 1 0f3a -->\n**High · N+1**",
        "<!-- reviewbot:summary 1 -->\n<!-- reviewbot:upshot 1 -->\n### reviewbot",
        "<details><summary>why</summary>\n\nText\n\n</details>\n\n<sub>small</sub>",
        "[CWE-89](https://cwe.mitre.org/data/definitions/89.html) [L3](http://github.com/a/b#L3)",
        "@&#8203;ann and \\#&#8203;12 and https&#8203;://evil.example and \\<b\\>",
        "`@ann #12 https://evil.example <img> ![x](y)`",
        "```suggestion\n@app.route('/') # <img src=https://evil.example> ![x](y)\n```",
        "````diff\n```\n````",
        "- one\n- two\n\n| a | b |\n|-|-|\n| c | d |",
        "AKIA is no key, ghp_… is masked, \u2764\ufe0f\t日本語",
        "line\r\nline",
    ],
)
def test_what_is_ours_in_form_is_sent(body: str) -> None:
    assert leak(body, _HOSTS) is None


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (f"`{_TOKEN}`", "it shows what looks like a secret"),
        (_TOKEN.replace("_", "\\_"), "it shows what looks like a secret"),
        ("```\n-----BEGIN RSA PRIVATE KEY-----\n```", "it shows what looks like a secret"),
        ("a\u202eb", "it has characters that nobody can see"),
        ("a\u200bb", "it has characters that nobody can see"),
        ("a\rb", "it has characters that nobody can see"),
        ("[a]: https://github.com\n\ntext", "it hides an address"),
        ("![x](https://github.com/x.png)", "it loads a picture"),
        ("**[![x](y)](https://github.com)**", "it loads a picture"),
        ("<img src=x>", "it has HTML that is not ours"),
        ("text <b>bold</b>", "it has HTML that is not ours"),
        ("<details open>\n\n</details>", "it has HTML that is not ours"),
        ("text <!-- hidden -->", "it has HTML that is not ours"),
        ("<!-- reviewbot:a -->\n<!-- reviewbot:b -->", "it has HTML that is not ours"),
        ("<!-- reviewbot:a -->\n<!-- reviewbot:b -->\n<!-- reviewbot:c -->\n", "it has HTML that is not ours"),
        ("text\n\n<!-- reviewbot:finding 1 -->", "it has HTML that is not ours"),
        ("<!-- anything -->\ntext", "it has HTML that is not ours"),
        ("<!-- reviewbot:a --> <b>\ntext", "it has HTML that is not ours"),
        ("@ann", "it mentions somebody or something"),
        ("(cc \\@ann)", "it mentions somebody or something"),
        ("ann@mail.example", "it mentions somebody or something"),
        ("see #12", "it mentions somebody or something"),
        ("see gh-12", "it mentions somebody or something"),
        ("<details><summary>@ann</summary>\n\n</details>", "it mentions somebody or something"),
        ("at https://github.com", "it has an address that GitHub would make a link"),
        ("at WWW.evil.example", "it has an address that GitHub would make a link"),
        ("mailto:ann", "it has an address that GitHub would make a link"),
        ("[x](https://evil.example/github.com)", "it leads to `evil.example`"),
        ("[x](https://github.com@evil.example)", "it leads to `evil.example`"),
        ("[x](//evil.example)", "it has a link that is no web address"),
        ("[x](ftp://github.com)", "it has a link that is no web address"),
        ("[x](#above)", "it has a link that is no web address"),
        ("text\n```\ncode", "it has a code block without an end"),
        ("```\n``", "it has a code block without an end"),
        ("<details><summary>x</summary>", "it has a fold without an end"),
        ("text <sub>small", "it has a fold without an end"),
    ],
)
def test_what_is_not_ours_in_form_is_not_sent(body: str, reason: str) -> None:
    assert leak(body, _HOSTS) == Leak(reason)


def test_a_reason_never_repeats_the_secret() -> None:
    assert (found := leak(_TOKEN, _HOSTS))
    assert _TOKEN not in found.reason


def test_a_text_may_lead_to_github_to_us_and_to_what_the_items_name(items: Mapping[str, Item], links: Links) -> None:
    assert hosts(replace(links, server="https://git.acme.example:8443"), items) == {
        "git.acme.example",
        "github.com",
        "cwe.mitre.org",
        "www.rfc-editor.org",
        "cheatsheetseries.owasp.org",
    }


def test_the_prose_of_a_team_names_no_hosts(items: Mapping[str, Item], links: Links) -> None:
    theirs = replace(items["sql-injection"], area=TEAM_AREA)
    assert hosts(links, {"x": theirs}) == {"github.com", "cwe.mitre.org"}


def test_a_server_that_is_no_address_is_no_host(links: Links) -> None:
    assert hosts(replace(links, server="https://["), {}) == {"github.com"}
