"""Say which items a team keeps rejecting: threads of the last pull requests are read, and nothing is written."""

import argparse

from reviewbot.commands.hub import hub_here, repository_name
from reviewbot.commands.streams import printed
from reviewbot.domain.feedback import Feedback
from reviewbot.findings.feedback import opinions
from reviewbot.output.feedback import feedback_json, feedback_text


def feedback(options: argparse.Namespace) -> int:
    """Sum what people made of our comments in a repository, and print it."""
    name = repository_name(options.repository)
    with hub_here() as hub:
        talks = hub.reader.talks(name, options.last)
    done = Feedback(name, talks.pulls, talks.cut, opinions(talks.threads))
    printed(feedback_json(done) if options.format == "json" else feedback_text(done))
    return 0
