"""Who can sign in: one account per e-mail address, without a password.

Owns User. A person (see `people`) may or may not have an account. Must not know
what anybody may do with signals or plans: that is decided by the roles in `people`.
"""
