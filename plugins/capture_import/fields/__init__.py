"""Evidence to values: a package or module a field, each rule once for all forms of input; lists as data files."""
