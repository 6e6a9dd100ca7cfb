"""Files: task sets, settings."""
