"""Runs the project's commands for tests, each as a process of its own, without Python's start-up time."""
