"""What a value looks like in any form of input: one module a field, lists of words and names in `data/`."""
