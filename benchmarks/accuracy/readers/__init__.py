"""The readers that are measured, each called as its users call it, without the network."""
