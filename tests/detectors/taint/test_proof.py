"""What a test of a value proves, on the side where it holds and on the other."""

import pytest
from support.stranger import hits, view

_X = "x = request.args['x']\n"

GUARDED = {
    "refused at once": "if not is_safe(x):\n    return\nsink(x)",
    "allowed": "if is_safe(x):\n    sink(x)",
    "not in a list": "if x not in KNOWN:\n    raise ValueError\nsink(x)",
    "in a set": "if x in {'a', 'b'}:\n    sink(x)",
    "equal": "if x == 'a':\n    sink(x)",
    "equal to one or another": "if x == 'a' or x == 'b':\n    sink(x)",
    "not equal": "if x != 'a':\n    return\nsink(x)",
    "digits": "if x.isdigit():\n    sink(x)",
    "a full match": "if not re.fullmatch('[a-z]+', x):\n    return\nsink(x)",
    "a match kept in a variable": "m = re.match('[a-z]+$', x)\nif not m:\n    return\nsink(x)",
    "a match in the condition": "if m := re.match('[a-z]+$', x):\n    sink(x)",
    "an answer kept in a variable": "ok = x in KNOWN\nif ok:\n    sink(x)",
    "a number's type": "if isinstance(x, (int, float)):\n    sink(x)",
    "one of two": "if unknown and is_safe(x):\n    sink(x)",
    "none of two": "if unknown or not is_safe(x):\n    return\nsink(x)",
    "within the condition": "if is_safe(x) and sink(x):\n    pass",
    "in a conditional": "y = x if x in KNOWN else 'a'\nsink(y)",
    "in a case": "match x:\n    case 'a' | 'b':\n        sink(x)",
    "asserted": "assert x in KNOWN\nsink(x)",
    "called malicious": "if is_malicious(x):\n    return\nsink(x)",
    "a call that raises": "validate_name(x)\nsink(x)",
    "a number, or an error": "try:\n    int(x)\nexcept ValueError:\n    return\nsink(x)",
    "in a loop": "for one in x:\n    if one not in KNOWN:\n        continue\n    sink(one)",
    "all of them": "if not all(one in KNOWN for one in x):\n    return\nsink(x)",
    "any of them": "if any(one not in KNOWN for one in x):\n    return\nsink(x)",
    "in a comprehension": "sink([one for one in x if one in KNOWN])",
    "exchanged where it is not": "if x not in KNOWN:\n    x = 'a'\nsink(x)",
    "a guard of the item": "if not x.startswith('/a/'):\n    return\nsink(x)",
    "a function that the item names": "if checked(x):\n    sink(x)",
    "without what is refused": "if '..' in x:\n    return\nsink(x)",
    "below a folder": "if unknown in x.parents:\n    sink(x)",
    "without a host": "if x.netloc:\n    return\nsink(x)",
    "with a known host": "if x.hostname not in KNOWN:\n    return\nsink(x)",
    "asked of the same element": "if request.args['x'] in KNOWN:\n    sink(request.args['x'])",
    "asked of what came of it": "y = x.strip()\nif y not in KNOWN:\n    return\nsink(x)",
    "while it is known": "while x in KNOWN:\n    sink(x)",
    "empty": "if not x:\n    sink(x)",
    "empty and then escaped": "if x:\n    x = escape(x)\nsink(x)",
    "a flag that is set behind it": "ok = False\nif x in KNOWN:\n    ok = True\nif not ok:\n    return\nsink(x)",
    "a flag that is taken back": "bad = False\nif x not in KNOWN:\n    bad = True\nif bad:\n    return\nsink(x)",
    "a flag that is an answer": "ok = False\nif unknown:\n    ok = x in KNOWN\nif ok:\n    sink(x)",
    "an answer with its reason": "ok, reason = is_safe(x)\nif not ok:\n    return\nsink(x)",
    "an answer compared": "if is_safe(x) == False:\n    return\nsink(x)",
    "an answer that is true": "if is_safe(x) is True:\n    sink(x)",
    "a signature that is compared": "if checked(x) != request.args['s']:\n    return\nsink(x)",
    "a signature that is taken apart": "s = checked(x)\nif not s.checked(request.args['s']):\n    return\nsink(x)",
    "the signature of the request": "if not checked(request):\n    return\nsink(x)",
    "until it is known": "while x not in KNOWN:\n    x = request.args['x']\nsink(x)",
}  # fmt: skip

UNGUARDED = {
    "on the wrong side": "if x not in KNOWN:\n    sink(x)",
    "behind both sides": "if x in KNOWN:\n    go()\nsink(x)",
    "another value": "y = request.args['y']\nif y not in KNOWN:\n    return\nsink(x)",
    "one of two that need not hold": "if unknown or is_safe(x):\n    sink(x)",
    "both need not fail": "if unknown and not is_safe(x):\n    return\nsink(x)",
    "where it differs": "if x == 'a':\n    pass\nelse:\n    sink(x)",
    "compared with another of theirs": "if x == request.args['y']:\n    sink(x)",
    "a text's type": "if isinstance(x, str):\n    sink(x)",
    "not empty": "if x:\n    sink(x)",
    "an element that is empty": "if not x[unknown]:\n    sink(x)",
    "one of two that is empty": "y = x if unknown else request.args['y']\nif not y:\n    sink(y)",
    "a flag that is set without it": "ok = False\nif unknown:\n    ok = True\nif ok:\n    sink(x)",
    "a flag on the wrong side": "ok = False\nif x in KNOWN:\n    ok = True\nif not ok:\n    sink(x)",
    "a flag that is set twice": "if x in KNOWN:\n    ok = True\nelse:\n    ok = True\nif ok:\n    sink(x)",
    "the reason of an answer": "reason, ok = is_safe(x)\nif not ok:\n    return\nsink(x)",
    "an answer compared with the wrong one": "if is_safe(x) == True:\n    return\nsink(x)",
    "a request that is looked at": "if is_fast(request):\n    sink(x)",
    "holding something else": "if 'a' in x:\n    return\nsink(x)",
    "another element": "d = request.json\nif d['a'] not in KNOWN:\n    return\nsink(d['b'])",
    "only its end": "if x.rsplit('.')[-1] not in KNOWN:\n    return\nsink(x)",
    "a name that says nothing": "if look(x):\n    sink(x)",
    "of neither side": "if unknown == 'a':\n    sink(x)",
    "any of them is enough": "if any(one in KNOWN for one in x):\n    sink(x)",
    "asked of nothing": "if all():\n    sink(x)",
}  # fmt: skip


@pytest.mark.parametrize("body", GUARDED.values(), ids=GUARDED)
def test_a_value_that_passed_a_test_is_harmless(body: str) -> None:
    assert hits(view(_X + body)) == []


@pytest.mark.parametrize("body", UNGUARDED.values(), ids=UNGUARDED)
def test_a_test_proves_no_more_than_it_asks(body: str) -> None:
    assert hits(view(_X + body))
