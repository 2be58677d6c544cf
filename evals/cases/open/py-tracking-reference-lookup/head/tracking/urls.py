from django.urls import path

from tracking.views import ParcelEventsView, ReferenceEventsView

urlpatterns = [
    path("api/v1/parcels/<int:parcel_id>/events/", ParcelEventsView.as_view()),
    path("api/v1/carrier-references/<str:reference>/events/", ReferenceEventsView.as_view()),
]
