from django.urls import path

from courses import views

urlpatterns = [
    path("v1/courses/<int:course_id>", views.course_detail),
    path("v1/terms/<str:term>/overview", views.term_overview),
]
