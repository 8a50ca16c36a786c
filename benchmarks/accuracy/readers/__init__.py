"""Those that are measured, each as its users call it, without the network."""
