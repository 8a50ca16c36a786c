"""Files to captures: one module for each container format. Captures are streamed, and a bad one costs itself alone."""
