"""Where captures come from: one file a container; each streams its captures, and a bad one costs itself alone."""
