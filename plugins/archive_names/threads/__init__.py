"""Threads: which stories continue one another. Pure functions of marks, which are numbers of what a story is about.

`marks` makes the marks of a story, `linking` its links to earlier ones, `dividing` the threads of what links connect;
`grouper` offers all three to the engine.
"""
