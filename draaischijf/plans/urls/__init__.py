"""Paths in Dutch, for they are part of the interface; names in English."""

from draaischijf.plans.urls import acting, approving, carrying, exporting, planning

app_name = "plans"
urlpatterns = [
    # First: /plannen/mijn/ is no plan.
    *acting.urlpatterns,
    *planning.urlpatterns,
    *carrying.urlpatterns,
    *approving.urlpatterns,
    *exporting.urlpatterns,
]
