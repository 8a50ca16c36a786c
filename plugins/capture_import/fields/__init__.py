"""Evidence to values: one package or module for each field of an article, each rule once for every form of input; lists are data files."""
