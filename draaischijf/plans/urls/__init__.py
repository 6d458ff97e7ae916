"""Paths in Dutch, for they are part of the interface; names in English."""

from draaischijf.plans.urls import acting, approving, carrying, exporting, planning

app_name = "plans"
urlpatterns = [
    *planning.urlpatterns,
    *acting.urlpatterns,
    *carrying.urlpatterns,
    *approving.urlpatterns,
    *exporting.urlpatterns,
]
