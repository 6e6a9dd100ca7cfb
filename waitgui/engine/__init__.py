"""Engines: who runs the sets of a program and writes what happens, in its process or in one of its own."""
