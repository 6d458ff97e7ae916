"""Who gets in, as what, and how one leaves: invitations, requests for access, roles.

Owns Invitation, AccessRequest and MailDomain, and the pages on which people are
managed and on which each person reads what he or she may do and why. Must not know
what signals or plans are: what a permission allows is told in words by the table in
`wording`.
"""
