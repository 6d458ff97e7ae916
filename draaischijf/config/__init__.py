"""How the parts are put together: settings, addresses, the WSGI application.

Wiring only, no logic; stands above every module.
"""
