"""Files to captures: one module a container; each streams its captures, and a bad one costs itself alone."""
