"""Many problems in one error."""

from collections.abc import Callable

from reviewbot.errors import ConfigurationError

Refused = Callable[[str], ConfigurationError]


def test_all_problems_are_told_at_once_in_the_order_of_the_file(refused: Refused) -> None:
    error = refused("fail_on: highh\nareas:\n  securities: off\npaths:\npathz: 1\n")
    assert error.place is not None
    assert (error.place.line, error.message[:9]) == (1, "`fail_on`")
    assert error.hint.splitlines() == [
        "Did you mean `high`?",
        ".github/reviewbot.yml:3: There is no area `securities`, which `areas` names. Did you mean `security`?",
        ".github/reviewbot.yml:4: `paths` has no value. Write keys with values, or remove the key.",
        ".github/reviewbot.yml:5: There is no key `pathz`. Did you mean `paths`?",
    ]


def test_problems_on_one_line_keep_their_order(refused: Refused) -> None:
    error = refused("budget: {run_usd: -2, pull_usd: -1}")
    assert error.message.startswith("`budget.run_usd`")
    assert "`budget.pull_usd`" in error.hint


def test_a_key_with_two_things_wrong_is_told_once(refused: Refused) -> None:
    error = refused("items: {nope: }")
    assert error.message == "There is no item `nope`, which `items` names."
    assert "\n" not in error.hint


def test_what_stands_below_an_unknown_key_is_not_judged(refused: Refused) -> None:
    assert "\n" not in refused("unknown: {items: {nope: }, a: [~]}").hint


def test_after_twenty_problems_the_rest_is_counted(refused: Refused) -> None:
    error = refused("\n".join(f"key{number}: 1" for number in range(50)))
    lines = error.hint.splitlines()
    assert len(lines) == 21
    assert lines[-1] == "There are 30 more problems."


def test_what_is_no_yaml_is_the_readers_error(refused: Refused) -> None:
    error = refused("paths: [a\nitems: {")
    assert error.message.startswith("This is no YAML: ")
    assert error.place is not None
    assert error.place.line == 2
