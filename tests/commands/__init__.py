"""Runs the project's commands for tests, each as a process of its own, without the time that Python needs to start."""
