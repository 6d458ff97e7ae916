"""Forms of the site itself."""

from __future__ import annotations

from django import forms

from draaischijf.accounts.models import User


class DemoSignInForm(forms.Form):
    user = forms.ModelChoiceField(User.objects.filter(is_active=True))


class SearchForm(forms.Form):
    q = forms.CharField(required=False, max_length=200, strip=True)
