"""Home, navigation, errors, the style guide, the demo; which panels go on which page.

Owns no table. Knows every module below it.
"""
