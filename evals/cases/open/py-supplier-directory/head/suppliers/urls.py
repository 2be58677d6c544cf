from rest_framework.routers import DefaultRouter

from suppliers.views import DeliveryViewSet, SupplierViewSet

router = DefaultRouter()
router.register("suppliers", SupplierViewSet)
router.register("deliveries", DeliveryViewSet)
urlpatterns = router.urls
