"""How a team wants its comments to sound: its language and its templates, each tried before it is used."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from reviewbot.config.peek import peeked
from reviewbot.config.values import Language
from reviewbot.domain.plan import Conclusion
from reviewbot.domain.shown import Shown
from reviewbot.errors import ConfigurationError
from reviewbot.output import comment, overview
from reviewbot.output.example import LINKS, REPORT
from reviewbot.output.headline import Outcome
from reviewbot.output.summary import Standing
from reviewbot.output.tally import grouped
from reviewbot.output.team_template import TeamTemplate, team_template
from reviewbot.output.voice import COMMENT, SUMMARY, Voice
from reviewbot.output.words import words_of
from reviewbot.publication import Publication, commented, summarised
from reviewbot.setting import TEAM_TEMPLATES, TeamSetting, team_templates

_VALUES = {COMMENT: comment.VALUES, SUMMARY: overview.VALUES}
_STANDING = Standing(Outcome(Conclusion.NEUTRAL), fixed=1, new=1, carried=1)


def voiced(publication: Publication, shown: Shown) -> Publication:
    """Give a publication the voice that its team has at the tip of the base.

    What is wrong with a template costs nothing but that template: ours takes its place, and a note says why.
    """
    voice, troubles = voice_of(peeked(shown.setting).language, dict(shown.templates))
    spoken = replace(publication, voice=voice)
    notes = dict.fromkeys(
        f"Our own template is used: {error.place}: {error.message} {error.hint}"
        for error in (*troubles, *tried(spoken))
    )
    return replace(spoken, report=replace(spoken.report, notes=(*spoken.report.notes, *notes)))


def voice_of(language: Language, texts: Mapping[str, str]) -> tuple[Voice, tuple[ConfigurationError, ...]]:
    """Read a team's templates; give the voice with those that can be used, and what is wrong with the others."""
    templates: dict[str, TeamTemplate] = {}
    troubles = []
    for name, text in texts.items():
        try:
            templates[name] = team_template(text, f"{TEAM_TEMPLATES}/{name}", _VALUES[name])
        except ConfigurationError as error:
            troubles.append(error)
    return Voice(words_of(language.value), templates), tuple(troubles)


def template_troubles(team: TeamSetting) -> tuple[ConfigurationError, ...]:
    """Try a team's templates on an example; raises ConfigurationError for a file that is no template's."""
    voice, troubles = voice_of(team.loaded.config.language, team_templates(team.files))
    items = {one.id: one for one in team.checklist.items}
    return (*troubles, *dict.fromkeys(tried(Publication(REPORT, items, LINKS, voice=voice))))


def tried(publication: Publication) -> Iterator[ConfigurationError]:
    """Write all that a report says by a team's templates, and give what goes wrong."""
    if COMMENT in publication.voice.templates:
        for group in grouped(one for one in publication.report.findings if not one.suppressed):
            if trouble := commented(publication, group).trouble:
                yield trouble
    if SUMMARY in publication.voice.templates and (trouble := summarised(publication, _STANDING, "").trouble):
        yield trouble
