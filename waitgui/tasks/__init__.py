"""What the user asks for: tasks, schedules, actions, conditions, and the records of what happened."""
