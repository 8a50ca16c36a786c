"""A capture to evidence, one package a kind of input: web page, plain text, entry of a feed or an export."""
