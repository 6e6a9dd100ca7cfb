"""How the work of a tick is done: one module for each kind of action and condition."""
