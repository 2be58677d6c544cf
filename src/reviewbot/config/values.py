"""What a value in `.github/reviewbot.yml` may be: the words to choose from, globs, severities, dollars."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from reviewbot.domain.levels import Severity
from reviewbot.domain.paths import PathClass

_LONGEST = 500

NEVER_SEND = (
    ".env*", "*.env", ".netrc", ".npmrc", ".pypirc", ".htpasswd", ".aws/", ".ssh/", "kubeconfig",
    "*.tfstate*", "*.pem", "*.key", "*.p12", "*.pfx", "*.ppk", "*.jks", "*.keystore", "*.kdbx", "*.gpg",
    "*.asc", "id_rsa*", "id_dsa*", "id_ecdsa*", "id_ed25519*", "*.crt", "*.cer", "*.der", "*.csr",
    "*.dump", "*.dmp", "*dump*.sql", "*.sql.gz", "*.bak", "*.rdb", "*.db", "*.sqlite", "*.sqlite3", "*.hprof",
)  # fmt: skip
"""Environment files, keys, certificates and dumps: a team can add to these, not take one away."""


class Effort(StrEnum):
    """How hard the agent looks; thorough merges several samples."""

    QUICK = "quick"
    STANDARD = "standard"
    THOROUGH = "thorough"


class Forks(StrEnum):
    """Who reads a change that comes from a fork; auto spends nothing on an author who may not write."""

    AUTO = "auto"
    DETECTORS = "detectors"
    AGENT = "agent"


class Drafts(StrEnum):
    """Whether a draft is reviewed before anybody asks for it."""

    SKIP = "skip"
    REVIEW = "review"


class MergeGroup(StrEnum):
    """What a merge queue gets: a success at once, or the detectors' word on what it made."""

    AT_ONCE = "pass"
    CHECK = "check"


class Provider(StrEnum):
    """Who serves the models; bedrock needs the extra of that name, and names of its own for the models."""

    ANTHROPIC = "anthropic"
    BEDROCK = "bedrock"


class Language(StrEnum):
    """In which language comments are written, by its tag; a catalogue of each ships in `prompts/languages/`."""

    EN = "en"
    DE = "de"

    @property
    def english_name(self) -> str:
        """Name the language as an English text does."""
        return {Language.EN: "English", Language.DE: "German"}[self]


class OnIncomplete(StrEnum):
    """What an incomplete review does to the check; auto fails it if it is required or nobody can tell."""

    AUTO = "auto"
    FAIL = "fail"
    NEUTRAL = "neutral"


class FailOn(StrEnum):
    """From which severity on a finding fails the check."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NEVER = "never"

    @property
    def severity(self) -> Severity | None:
        """Give the lowest severity that fails, None where none does."""
        return None if self is FailOn.NEVER else Severity(self.value)


def read_off(value: object) -> object:
    """Read the word `off` as None, and leave everything else to the types."""
    return None if value == "off" else value


def written_off(severity: Severity | None) -> str:
    """Write None as the word `off`."""
    return severity.value if severity else "off"


def with_never_send(globs: tuple[str, ...]) -> tuple[str, ...]:
    """Add a team's globs to those that always hold."""
    return tuple(dict.fromkeys((*NEVER_SEND, *globs)))


# The patterns keep to what Rust's, Python's and JavaScript's expressions read alike.
Glob = Annotated[
    str,
    Field(
        pattern=r"^/?\.?[^!./ \\][^\\]*$",
        max_length=_LONGEST,
        description="A glob as in a .gitignore: `*` stays within a name, `**` crosses folders, `src/` is all "
        "below. It starts with neither `!` nor `./`, folders are parted by `/`, and it has at most "
        f"{_LONGEST} characters.",
    ),
]
Text = Annotated[
    str,
    Field(
        pattern="^[^ ]",
        max_length=_LONGEST,
        description=f"Text of at most {_LONGEST} characters that does not start with a space.",
    ),
]
Login = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9_-]{1,100}(\[bot\])?$",
        description="The login of an account; that of an App ends with `[bot]`.",
    ),
]
SeverityOrOff = Annotated[
    Severity | None,
    BeforeValidator(read_off),
    PlainSerializer(written_off),
    WithJsonSchema(
        {
            "enum": ["off", *map(str, Severity)],
            "description": "The severity its findings get, or `off`: do not ask.",
        }
    ),
]
ByName = Mapping[str, SeverityOrOff]
"""Names of items or areas with the severity their findings get; None where they are not asked."""
Classes = Mapping[PathClass, tuple[Glob, ...]]
"""What files are there for, with the globs of each class."""
Dollars = Annotated[float, Field(strict=True, gt=0, le=1_000_000)]
Comments = Annotated[int, Field(strict=True, ge=0, le=50)]
