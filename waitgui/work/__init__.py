"""How the work of a tick is done: one module for each kind of action and condition.

`waitgui.work.perform` is the way in. What does the work registers itself there, so every such module is imported here.
"""

import waitgui.work.combinations
import waitgui.work.command
import waitgui.work.file
import waitgui.work.http
import waitgui.work.nothing
import waitgui.work.notify
import waitgui.work.python
import waitgui.work.tcp  # noqa: F401 - all for what they register
