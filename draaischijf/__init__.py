"""Draaischijf: the whole path of a policy signal in one place."""
