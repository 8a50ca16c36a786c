"""Mutation of captures and Markdown files by seed (`make fuzz`): nothing is lost, nothing ends in a traceback, nothing takes for ever."""
