"""A saved web page to an article: what the page declares, what it shows, the two weighed against each other."""
