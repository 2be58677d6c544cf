from django.contrib.auth.decorators import permission_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from courses.models import Course


@require_GET
@permission_required("courses.view_course", raise_exception=True)
def course_detail(request, course_id):
    course = get_object_or_404(Course.objects.select_related("teacher"), pk=course_id)
    return JsonResponse({"id": course.pk, "title": course.title, "teacher": course.teacher.name})
