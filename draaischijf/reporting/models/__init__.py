"""The tables of reporting."""

from draaischijf.reporting.models.house_styles import HouseStyle
from draaischijf.reporting.models.reports import MadeDocument, Report, ReportText

__all__ = ["HouseStyle", "MadeDocument", "Report", "ReportText"]
