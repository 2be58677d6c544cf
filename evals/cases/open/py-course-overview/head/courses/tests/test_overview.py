import pytest
from django.utils import timezone

from courses.models import Course, Enrolment, Teacher


@pytest.mark.django_db
def test_cancelled_enrolments_leave_a_place(admin_client):
    course = Course.objects.create(
        title="Pottery", term="2026-2", teacher=Teacher.objects.create(name="Anna Roth"), places=1
    )
    Enrolment.objects.create(course=course, student_number="S-1", cancelled_at=timezone.now())
    (shown,) = admin_client.get("/v1/terms/2026-2/overview").json()["courses"]
    assert (shown["taken"], shown["is_full"]) == (0, False)
