"""Mutation of captures and Markdown files by seed (`make fuzz`): nothing is lost, no traceback, no hang."""
