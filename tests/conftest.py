"""How the tests run: the same examples every time, and no clock decides a test."""

from hypothesis import settings

settings.register_profile("same", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("same")
