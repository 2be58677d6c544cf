"""What is said to the model about earlier remarks and about what people answered, rendered from templates."""

from collections.abc import Iterator, Sequence

from reviewbot.agent.prompt import Fence, excerpted, rendered
from reviewbot.agent.reply import MOST_WORDS
from reviewbot.domain.remark import Remark
from reviewbot.domain.retold import Retold, Talk

_LONGEST_REMARK = 4_000
_LONGEST_REPLY = 2_000
_NOTHING = "(nothing)"


def recheck_system(language: str, fence: Fence, *, has_tools: bool) -> str:
    """Write what every conversation about earlier remarks begins with; `language` is empty for English."""
    return rendered("recheck", tools=has_tools, language=language, boundary=fence.boundary)


def recheck_text(claims: Sequence[tuple[Retold, str]], fence: Fence) -> str:
    """Write earlier remarks on one file, each with what makes it wrong in the words of its item, and the code."""
    written = [{**_shown(one, fence), "fine_if": fine_if} for one, fine_if in claims]
    change = excerpted(claims[0][0].change, fence) or _NOTHING
    return rendered("recheck-claims", claims=written, change=change, boundary=fence.boundary)


def answer_system(language: str, fence: Fence, *, has_tools: bool) -> str:
    """Write what every conversation about a person's words begins with; `language` is empty for English."""
    return rendered("answer", tools=has_tools, language=language, words=MOST_WORDS, boundary=fence.boundary)


def talk_text(talk: Talk, fine_if: str, fence: Fence) -> str:
    """Write a remark of ours, what was said about it, and the code."""
    about = talk.about
    return rendered(
        "answer-talk",
        **_shown(about, fence),
        said=list(_said(talk.said, fence)),
        change=excerpted(about.change, fence) or _NOTHING,
        fine_if=fine_if,
        boundary=fence.boundary,
    )


def _shown(one: Retold, fence: Fence) -> dict[str, str]:
    return {
        "item": fence.line(one.item),
        "path": f"`{fence.line(one.path)}`",
        "words": fence.clean(one.words[:_LONGEST_REMARK]),
        "excerpt": fence.clean("\n".join(one.excerpt)) or _NOTHING,
        "now": excerpted(one.now, fence) or _NOTHING,
    }


def _said(said: Sequence[Remark], fence: Fence) -> Iterator[dict[str, str]]:
    for one in said:
        # Which of them it was is no reason to believe it.
        who = "You said" if one.is_ours else "Somebody of the team said"
        yield {"who": who, "text": fence.clean(one.body[:_LONGEST_REPLY].strip())}
