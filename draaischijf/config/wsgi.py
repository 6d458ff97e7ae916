"""The WSGI application Granian serves."""

from __future__ import annotations

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "draaischijf.config.settings")
application = get_wsgi_application()
if settings.BEHIND_PROXY:
    # The visitor's address is what the proxy says, and only the proxy is believed.
    application = wrap_wsgi_with_proxy_headers(
        application, trusted_hosts=settings.TRUSTED_PROXIES
    )
# What is loaded by now stays for good. Looking through it again and again for rubbish
# costs a long document a third of its time.
gc.collect()
gc.freeze()
# A page makes some twenty thousand things and drops them all by itself; looking for
# rubbish among them in the middle of it made one page of twenty wait.
gc.set_threshold(50_000, 10, 10)
