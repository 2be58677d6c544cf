from django.urls import path

from tracking.views import ParcelEventsView

urlpatterns = [
    path("api/v1/parcels/<int:parcel_id>/events/", ParcelEventsView.as_view()),
]
