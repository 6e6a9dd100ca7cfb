"""The live timeline: what ran, what runs and what will run, a lane a task."""
