"""What everybody may read of what is remembered."""

from dataclasses import replace

from support.aged import ACCEPTED, Spot, after, audited, cause_id, causes, going_on

from reviewbot.findings.veil import veiled, veiled_life

PLAIN = Spot(quote="requests.get(stock)", symbol="stock")
WEAK = Spot(item="sql-injection", area="security", quote="cursor.execute(f'… {email}')")
KNOWN_WEAK = replace(WEAK, symbol="Orders.old", quote="cursor.execute(sql % name)")


def test_a_public_memory_has_nothing_of_a_weakness_that_nobody_accepted() -> None:
    life = after(audited(1, PLAIN), audited(2, PLAIN, WEAK))
    said = repr(veiled_life(life))

    assert [one.id for one in veiled(life.memory).causes] == [cause_id(PLAIN)]
    assert not any(word in said for word in (cause_id(WEAK), causes(WEAK)[0].pattern, "sql-injection"))


def test_what_was_accepted_keeps_its_id_and_no_place() -> None:
    life = going_on(None, audited(1, PLAIN, KNOWN_WEAK), {cause_id(KNOWN_WEAK): ACCEPTED})
    moved = going_on(life.memory, audited(2, replace(KNOWN_WEAK, path="billing/orders.py")))
    (kept,) = (one for one in veiled(moved.memory).causes if one.area == "security")

    assert "orders.py" not in repr(kept)
    assert (kept.id, kept.acceptance, kept.item) == (cause_id(KNOWN_WEAK), ACCEPTED, "security")
    assert (kept.title, kept.message, kept.symbol, kept.sites) == ("", "", "", ())


def test_an_accepted_weakness_stays_accepted_behind_the_veil() -> None:
    life = going_on(None, audited(1, PLAIN, KNOWN_WEAK), {cause_id(KNOWN_WEAK): ACCEPTED})
    moved = replace(KNOWN_WEAK, path="billing/orders.py", symbol="Orders.older")
    later = going_on(veiled(life.memory), audited(2, PLAIN, moved))

    assert (later.new, later.reopened, len(later.memory.causes)) == ((), (), 2)


def test_news_of_other_areas_are_news_in_public_too() -> None:
    life = after(audited(1, WEAK), audited(2, WEAK, PLAIN))

    assert veiled_life(life).new == life.new == (cause_id(PLAIN),)
