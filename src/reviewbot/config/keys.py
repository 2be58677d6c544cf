"""The keys of `.github/reviewbot.yml`: what they mean, what is allowed, and their defaults.

Everything else follows from the classes here: the loader, its messages, and the JSON Schema for editors.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field, JsonValue, TypeAdapter, WithJsonSchema
from pydantic.dataclasses import dataclass

from reviewbot.config.values import (
    NEVER_SEND,
    ByName,
    Classes,
    Comments,
    Dollars,
    Drafts,
    Effort,
    FailOn,
    Forks,
    Glob,
    Language,
    Login,
    MergeGroup,
    OnIncomplete,
    Provider,
    Text,
    with_never_send,
)
from reviewbot.domain.levels import Confidence, Engine, Severity

_FORMAT = ConfigDict(extra="forbid")
_EMPTY: dict[str, JsonValue] = {"default": {}}


@dataclass(frozen=True, slots=True, config=_FORMAT)
class Paths:
    """Say which files are looked at, and which text no model ever sees."""

    include: Annotated[
        tuple[Glob, ...],
        Field(description="Review these files only; all if empty.", examples=[["src/**"]]),
    ] = ()
    exclude: Annotated[
        tuple[Glob, ...],
        Field(description="Never review these files, also where `include` names them.", examples=[["legacy/"]]),
    ] = ()
    classes: Annotated[
        Classes,
        Field(
            description="What files are there for, where their names and `.gitattributes` do not say it.",
            examples=[{"test": ["qa/"], "production": ["docs/api/"]}],
            json_schema_extra=_EMPTY,
        ),
    ] = field(default_factory=dict)
    never_send: Annotated[
        tuple[Glob, ...],
        AfterValidator(with_never_send),
        Field(
            description="Never show these files to a model, besides environment files, keys, certificates "
            "and dumps, which it never sees; detectors still read them.",
            examples=[["config/customers/"]],
        ),
    ] = NEVER_SEND


@dataclass(frozen=True, slots=True, config=_FORMAT)
class Override:
    """Say what differs for some paths; what an override leaves out (None) stays as it is."""

    paths: Annotated[
        tuple[Glob, ...],
        Field(min_length=1, description="The files this override is about.", examples=[["scripts/"]]),
    ]
    items: Annotated[
        ByName,
        Field(
            description="Items with the severity their findings get here, or `off`.",
            examples=[{"query-in-loop": "off"}],
            json_schema_extra=_EMPTY,
        ),
    ] = field(default_factory=dict)
    fail_on: Annotated[FailOn | None, Field(description="From which severity on a finding here fails the check.")] = (
        None
    )
    max_comments: Annotated[Comments | None, Field(description="The most inline comments on these files.")] = None


@dataclass(frozen=True, slots=True, config=_FORMAT)
class Models:
    """Name the model for each role."""

    review: Annotated[Text, Field(description="Reads the change.")] = "claude-sonnet-5-5"
    verify: Annotated[Text, Field(description="Doubts each claim before it is posted.")] = "claude-haiku-5-5"
    audit: Annotated[Text, Field(description="Reads the main branch in scheduled audits.")] = "claude-sonnet-5-5"
    fallback: Annotated[Text, Field(description="Is asked where another refuses.")] = "claude-opus-5-5"


@dataclass(frozen=True, slots=True, config=_FORMAT)
class Price:
    """Say what a model costs, in US dollars per million tokens; the cache's prices follow from the input's."""

    input: Annotated[Dollars, Field(description="A million tokens of the prompt.")]
    output: Annotated[Dollars, Field(description="A million tokens of the answer, thinking included.")]
    cache_write: Annotated[Dollars | None, Field(description="A million tokens written to the cache.")] = None
    cache_read: Annotated[Dollars | None, Field(description="A million tokens read from the cache.")] = None


@dataclass(frozen=True, slots=True, config=_FORMAT)
class Budget:
    """Say how many US dollars may be spent; neither ceiling is ever crossed."""

    run_usd: Annotated[Dollars, Field(description="The most US dollars one run may cost.")] = 1.0
    pull_usd: Annotated[
        Dollars, Field(description="The most US dollars all runs on one pull request may cost together.")
    ] = 5.0


@dataclass(frozen=True, slots=True, config=_FORMAT)
class Config:
    """Hold what a team decided, defaults where it did not."""

    version: Annotated[
        int,
        Field(strict=True, ge=1, le=1, description="The version of this format: this reviewbot reads 1."),
        WithJsonSchema({"const": 1}),
    ] = 1
    engine: Annotated[
        Engine,
        Field(description="Who reads the change: `auto` is `all` where there is a model key, else `detectors`."),
    ] = Engine.AUTO
    agent: Annotated[
        Text,
        Field(
            description="The agent: a name that reviewbot ships, or the path of a Markdown file.",
            examples=["backend-engineer", ".github/agents/payments.md"],
        ),
    ] = "backend-engineer"
    effort: Annotated[Effort, Field(description="How hard the agent looks.")] = Effort.STANDARD
    paths: Annotated[
        Paths,
        Field(description="Which files are looked at.", examples=[{"exclude": ["legacy/"]}]),
    ] = Paths()
    items: Annotated[
        ByName,
        Field(
            description="Items of the checklist with the severity their findings get, or `off`.",
            examples=[{"query-in-loop": "critical"}],
            json_schema_extra=_EMPTY,
        ),
    ] = field(default_factory=dict)
    areas: Annotated[
        ByName,
        Field(
            description="The same for all items of an area that `items` does not name.",
            examples=[{"observability": "off"}],
            json_schema_extra=_EMPTY,
        ),
    ] = field(default_factory=dict)
    overrides: Annotated[
        tuple[Override, ...],
        Field(
            description="What differs for some paths; where several match, the last that has the key wins.",
            examples=[[{"paths": ["scripts/"], "fail_on": "never"}]],
        ),
    ] = ()
    min_severity: Annotated[Severity, Field(description="Leave out findings below this severity.")] = Severity.LOW
    min_confidence: Annotated[
        Literal[Confidence.MEDIUM, Confidence.HIGH],
        Field(description="Leave out findings less sure than this; what is below medium is never a finding."),
    ] = Confidence.MEDIUM
    max_comments: Annotated[
        Comments, Field(description="The most inline comments on a pull request; the rest is in the summary.")
    ] = 7
    language: Annotated[
        Language,
        Field(description="The language of the comments on a pull request; all else is in English."),
    ] = Language.EN
    models: Annotated[
        Models,
        Field(description="The model for each role.", examples=[{"review": "claude-opus-5-5"}]),
    ] = Models()
    provider: Annotated[Provider, Field(description="Who serves the models.")] = Provider.ANTHROPIC
    prices: Annotated[
        Mapping[str, Price],
        Field(
            description="Prices of models that reviewbot does not know, or that cost you something else.",
            examples=[{"claude-opus-6": {"input": 4, "output": 20}}],
            json_schema_extra=_EMPTY,
        ),
    ] = field(default_factory=dict)
    budget: Annotated[
        Budget,
        Field(description="What the agent may cost.", examples=[{"run_usd": 0.5}]),
    ] = Budget()
    fail_on: Annotated[FailOn, Field(description="From which severity on a finding fails the check.")] = FailOn.CRITICAL
    on_incomplete: Annotated[
        OnIncomplete,
        Field(
            description="What an incomplete review does to the check: `auto` fails it if it is required or "
            "that cannot be told."
        ),
    ] = OnIncomplete.AUTO
    forks: Annotated[
        Forks,
        Field(
            description="Who reads a change from a fork: `auto` is detectors alone unless its author may "
            "write to the repository, `agent` spends money on strangers."
        ),
    ] = Forks.AUTO
    drafts: Annotated[
        Drafts, Field(description="Whether a draft is reviewed before anybody asks for it with `/review`.")
    ] = Drafts.SKIP
    merge_group: Annotated[
        MergeGroup,
        Field(
            description="What a merge queue gets: `pass` is a success at once, because each pull request was reviewed "
            "on its own; with `check` the detectors read what it made."
        ),
    ] = MergeGroup.AT_ONCE
    bots: Annotated[
        tuple[Login, ...],
        Field(
            description="Bots that may give commands, in comments that begin with `/review`; all others are ignored.",
            examples=[["release-please[bot]"]],
        ),
    ] = ()
    team_rules: Annotated[
        tuple[Text, ...],
        Field(description="Files with the team's rules, read from the base.", examples=[["REVIEW.md"]]),
    ] = ("REVIEW.md", "AGENTS.md", "CLAUDE.md")


ADAPTER = TypeAdapter(Config)
"""The door between the written form and `Config`, in both directions."""


def default() -> Config:
    """Give what holds where a team wrote nothing."""
    return Config()
