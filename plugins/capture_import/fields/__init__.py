"""Evidence to values: a package or module for each field, each rule once for every form of input; lists are data files."""
