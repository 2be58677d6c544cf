from rest_framework.routers import DefaultRouter

from suppliers.views import SupplierViewSet

router = DefaultRouter()
router.register("suppliers", SupplierViewSet)
urlpatterns = router.urls
