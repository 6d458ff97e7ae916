"""Plans that are carried from year to year, and what happened with every action.

Owns ActionPlan with its Objectives, PlanActions and their log, the carry-over to the
next plan, the approval by bodies with adopted versions, and the trajectory that tells
how a plan came about. Points at signals; must not know bodies with meetings, reports or
newsletters: a body is named here in words until `consultation` knows it.
"""
