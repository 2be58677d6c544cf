"""The picture of services: what is drawn, and what is left out of a large one."""

from support.audited import REPORT

from reviewbot.domain.inventory import Call, CallKind, Inventory, Queue, QueueRole, Route, Scheduled, Site
from reviewbot.output.services import services


def _text(inventory: Inventory) -> str:
    drawn = services(inventory)
    assert drawn
    return drawn.text


def _route(path: str) -> Route:
    return Route(Site(path, 1), "flask", "GET", "/", "x")


def test_nothing_is_drawn_of_nothing() -> None:
    assert services(Inventory()) is None


def test_clients_reach_the_applications_by_their_end_points() -> None:
    assert '  clients -->|"4 end points"| a1' in _text(REPORT.inventory)


def test_a_producer_and_a_consumer_stand_at_the_two_ends_of_a_queue() -> None:
    site = Site("a/b.py", 1)
    queues = (Queue(site, "celery", QueueRole.PRODUCER, "x"), Queue(site, "celery", QueueRole.CONSUMER, "x"))
    assert _text(Inventory(queues=queues)).splitlines()[-2:] == ["  a1 -.-> q1", "  q1 -.-> a1"]


def test_many_calls_to_one_target_are_one_arrow() -> None:
    call = Call(Site("a/b.py", 1), CallKind.DATABASE, "", "connect")
    assert _text(Inventory(calls=(call, call))).splitlines()[1:] == [
        '  a1["a"]',
        '  t1[("a database")]',
        "  a1 --> t1",
    ]


def test_a_job_is_started_by_the_clock() -> None:
    assert "  clock --> a1" in _text(Inventory(scheduled=(Scheduled(Site("a/b.py", 1), "celery", "x", "daily"),)))


def test_a_large_repository_shows_its_busiest_parts_and_says_so() -> None:
    site = Site("app0/x.py", 1)
    drawn = services(
        Inventory(
            routes=tuple(_route(f"app{number}/x.py") for number in range(14)),
            calls=tuple(Call(Site(f"app{n}/x.py", 1), CallKind.HTTP, f"h{n}", "get") for n in range(16)),
            queues=tuple(Queue(site, "celery", QueueRole.CONSUMER, f"q{number}") for number in range(15)),
            scheduled=(Scheduled(Site("elsewhere/x.py", 1), "cron", "x", ""),),
        )
    )
    assert drawn
    assert drawn.note == (
        "Left out, the least connected ones: 5 more applications, 2 more called targets, 1 more queue."
    )
    assert "clock -->" not in drawn.text
