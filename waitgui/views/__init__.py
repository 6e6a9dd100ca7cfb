"""Windows and painting."""
