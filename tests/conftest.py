"""How property tests run: as long as they need, since a busy machine is no fault of the code, and alike each time.

`HYPOTHESIS_PROFILE=explore make test` looks for new examples.
"""

import os

from hypothesis import settings

settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))
