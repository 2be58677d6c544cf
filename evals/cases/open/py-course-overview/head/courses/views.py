from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from courses.models import Course, Enrolment

PAGE = 50


@require_GET
@permission_required("courses.view_course", raise_exception=True)
def course_detail(request, course_id):
    course = get_object_or_404(Course.objects.select_related("teacher"), pk=course_id)
    return JsonResponse({"id": course.pk, "title": course.title, "teacher": course.teacher.name})


@require_GET
@permission_required("courses.view_course", raise_exception=True)
def term_overview(request, term):
    """Show how full the courses of a term are, fifty to a page."""
    courses = (
        Course.objects.filter(term=term)
        .select_related("teacher")
        .prefetch_related("rooms")
        .order_by("title", "id")
    )
    page = Paginator(courses, PAGE).get_page(request.GET.get("page"))
    overview = []
    for course in page:
        enrolled = Enrolment.objects.filter(
            course=course,
            cancelled_at__isnull=True,
        ).count()
        overview.append(
            {
                "id": course.pk,
                "title": course.title,
                "teacher_name": course.teacher.name,
                "rooms": [room.name for room in course.rooms.all()],
                "places": course.places,
                "taken": enrolled,
                "is_full": enrolled >= course.places,
            }
        )
    return JsonResponse({"courses": overview, "pages": page.paginator.num_pages})
