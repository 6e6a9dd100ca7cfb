"""How the work of a tick is done: one module for each kind of action and condition.

`waitgui.work.perform` is the way in. What does the work registers itself there, so every such module is imported here.
"""

import waitgui.work.command
import waitgui.work.nothing  # noqa: F401 - both for what they register
