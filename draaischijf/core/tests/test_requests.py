from __future__ import annotations

import json
import logging
import sys

from draaischijf.core.requests import JsonFormatter, RequestIdFilter, request_id


def line(**extra):
    record = logging.LogRecord("a.b", logging.WARNING, "f", 1, "dag %s", ("Bo",), None)
    for name, value in extra.items():
        setattr(record, name, value)
    RequestIdFilter().filter(record)
    return json.loads(JsonFormatter().format(record))


def test_a_log_line_is_json_with_the_request_id():
    token = request_id.set("abc12345")
    try:
        made = line()
    finally:
        request_id.reset(token)

    assert made["message"] == "dag Bo"
    assert made["request_id"] == "abc12345"
    assert made["level"] == "WARNING"


def test_a_fault_carries_its_trace():
    try:
        int("stuk")
    except ValueError:
        made = line(exc_info=sys.exc_info())

    assert "ValueError: invalid literal" in made["trace"]
