"""Partnerships, organisations, persons, and the roles people have.

Owns Partnership (the tenant), Organisation with aliases and successions, Person (who
may have no account), Membership and Role. Must not know signals or plans.
"""
