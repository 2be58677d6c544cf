"""Read the detectors of an item from its front matter."""

import re
from collections.abc import Collection, Mapping

from reviewbot.checklist.fields import Fields
from reviewbot.checklist.lighten import used
from reviewbot.checklist.lists import NameLists, expanded
from reviewbot.checklist.ready import ReadyRules
from reviewbot.checklist.statement import statement
from reviewbot.checklist.taint import taint
from reviewbot.domain.item import (
    ContractDetector,
    Detector,
    PatternDetector,
    Rewrite,
    RewriteKind,
    Rule,
    SecretDetector,
    SuppressionDetector,
    Wording,
)
from reviewbot.domain.levels import Confidence

_SHARED = frozenset({"confidence", "requires", "wording"})
_PATTERN = _SHARED | {"language", "rule", "constraints", "utils", "names", "not_names", "anchor", "evidence", "paths",
                      "replace", "append"}  # fmt: skip
_SECRET = _SHARED | {"secret", "entropy", "reject"}
_CONTRACT = _SHARED | {"contract", "changes"}
_PLACE = re.compile(r"\$([A-Z_][A-Z0-9_]*)")


def detector(fields: Fields, wording: Wording, shared: NameLists, ready: ReadyRules) -> Detector:
    """Read one entry; which kind it is shows in its key: `rule`, `secret`, `taint`, `statement` or `contract`.

    The detectors of an item share one `ready`.

    Raises ChecklistError with the line of what is wrong.
    """
    if "secret" in fields.values:
        return _secret(fields, wording)
    if "contract" in fields.values:
        return _contract(fields, wording)
    if "rule" in fields.values:
        return _pattern(fields, wording, shared, ready)
    if "taint" in fields.values:
        return taint(fields, _requires(fields), worded(fields, wording), shared)
    if "statement" in fields.values:
        return statement(fields, _requires(fields), worded(fields, wording))
    if "suppression" in fields.values:
        return _suppression(fields, wording)
    hint = "Give it a `rule`, a `secret`, a `taint`, a `statement` or a `contract`."
    raise fields.error("", "This detector finds nothing.", hint)


def _pattern(fields: Fields, wording: Wording, shared: NameLists, ready: ReadyRules) -> PatternDetector:
    fields.only(_PATTERN)
    rule = ready.rule(fields.document, (*fields.key, "rule"), fields.values["rule"])
    constraints = _rules(fields.mapping("constraints"), ready)
    utils = used(_rules(fields.mapping("utils"), ready), (rule, *constraints.values()), ready.named)
    names = _names(fields.mapping("names"), shared)
    captured = ready.captures(rule)
    elsewhere = [name for one in (*utils.values(), *constraints.values()) for name in ready.captures(one)]
    # One place of the rule itself captures these, so that no other decides which node is taken.
    once = tuple(name for name in names if captured.count(name) == 1 and name not in elsewhere)
    made = PatternDetector(
        languages=fields.texts("language"),
        confidence=fields.word("confidence", Confidence),
        requires=_requires(fields),
        rule=rule,
        constraints=constraints,
        utils=utils,
        need=ready.need(rule, utils, once, fields.values.get("utils")),
        names=names,
        not_names=_names(fields.mapping("not_names"), shared),
        anchor=fields.text("anchor", ""),
        evidence=fields.texts("evidence"),
        paths=fields.texts("paths"),
        wording=worded(fields, wording),
        rewrite=_rewrite(fields),
        line=fields.document.line(fields.key),
    )
    if not made.languages:
        raise fields.error("language", "A rule needs its language.", "Write `language: python`, say.")
    _check_captures(fields, made, {*captured, *elsewhere})
    return made


def _requires(fields: Fields) -> tuple[tuple[str, ...], ...]:
    requires = fields.alternatives("requires")
    for part in (part for alternatives in requires for part in alternatives):
        if len(part) > 2 and part.startswith("/") and part.endswith("/"):
            # With the flag that it is looked for with later, the compiled expression is at hand by then.
            _compiled(fields, part[1:-1], "requires", flags=re.MULTILINE)
    return requires


def _rules(fields: Fields, ready: ReadyRules) -> Mapping[str, Rule]:
    return {name: ready.rule(fields.document, (*fields.key, name), part) for name, part in fields.values.items()}


def _names(fields: Fields, shared: NameLists) -> Mapping[str, tuple[str, ...]]:
    return {capture: expanded(fields, capture, shared) for capture in fields.values}


def _rewrite(fields: Fields) -> Rewrite | None:
    kinds = [kind for kind in RewriteKind if kind in fields.values]
    if not kinds:
        return None
    if len(kinds) > 1:
        raise fields.error(kinds[1], "A detector has one repair.", f"Keep `{kinds[0]}` or `{kinds[1]}`.")
    inner = fields.mapping(kinds[0])
    inner.only({"target", "text"})
    return Rewrite(kinds[0], inner.text("target", ""), inner.text("text"))


def _check_captures(fields: Fields, made: PatternDetector, known: Collection[str]) -> None:
    """Refuse a word that the rule cannot capture: it would make the detector silent, or its sentence wrong."""
    used = {made.anchor, *made.evidence, *made.names, *made.not_names} - {""}
    used |= {made.rewrite.target, *_PLACE.findall(made.rewrite.text)} - {""} if made.rewrite else set()
    used |= _places(made.wording)
    for name in sorted(used.difference(known)):
        hint = f"Captures of this rule: {', '.join(sorted(known)) or 'none'}."
        raise fields.error("rule", f"The rule captures no `${name}`.", hint)


def _places(wording: Wording) -> set[str]:
    return set(_PLACE.findall(f"{wording.title} {wording.trigger} {wording.repair}"))


def _secret(fields: Fields, wording: Wording) -> SecretDetector:
    fields.only(_SECRET)
    made = SecretDetector(
        confidence=fields.word("confidence", Confidence),
        requires=_requires(fields),
        patterns=_expressions(fields, "secret"),
        entropy=fields.number("entropy", 0),
        reject=_expressions(fields, "reject"),
        wording=worded(fields, wording),
        line=fields.document.line(fields.key),
    )
    if not made.patterns:
        raise fields.error("secret", "This detector finds nothing.", "Write a regular expression below `secret`.")
    for name in sorted(_places(made.wording) - {"NAME"}):
        raise fields.error("wording", f"A secret has no `${name}`.", "Its wording may say `$NAME`.")
    return made


def _compiled(fields: Fields, text: str, name: str, *inside: int, flags: int = 0) -> re.Pattern[str]:
    try:
        return re.compile(text, flags)
    except re.error as error:
        message = f"`{text}` is no regular expression: {error}."
        raise fields.error(name, message, "Mend it, or escape it.", *inside) from error


def _expressions(fields: Fields, name: str) -> tuple[str, ...]:
    texts = fields.texts(name)
    for index, text in enumerate(texts):
        compiled = _compiled(fields, text, name, index)
        if name == "secret" and "value" not in compiled.groupindex:
            message = f"`{text}` does not say which part is the secret."
            raise fields.error(name, message, "Name a group `(?P<value>…)`.", index)
    return texts


def _contract(fields: Fields, wording: Wording) -> ContractDetector:
    fields.only(_CONTRACT)
    return ContractDetector(
        contract=fields.text("contract"),
        confidence=fields.word("confidence", Confidence),
        changes=fields.texts("changes"),
        requires=_requires(fields),
        wording=worded(fields, wording),
        line=fields.document.line(fields.key),
    )


def _suppression(fields: Fields, wording: Wording) -> SuppressionDetector:
    """Read the one kind there is, `suppression: unused`."""
    fields.only(_SHARED | {"suppression"})
    if fields.text("suppression") != "unused":
        raise fields.error("suppression", "Nothing else is known of suppressions.", "Write `suppression: unused`.")
    return SuppressionDetector(
        confidence=fields.word("confidence", Confidence),
        requires=_requires(fields),
        wording=worded(fields, wording),
        line=fields.document.line(fields.key),
    )


def worded(fields: Fields, default: Wording | None = None) -> Wording:
    """Read `wording`; what a detector leaves out is the item's."""
    if default is None and "wording" not in fields.values:
        raise fields.error("wording", "`wording` is missing.", "Write `title`, `trigger` and `repair` below it.")
    inner = fields.mapping("wording")
    inner.only({"title", "trigger", "repair"})
    return Wording(
        inner.text("title", default.title if default else None),
        inner.text("trigger", default.trigger if default else None),
        inner.text("repair", default.repair if default else None),
    )
