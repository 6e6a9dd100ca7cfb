"""Qt without a window: what the views show."""
