"""What site software gives its owners of their own posts: Movable Type, Ghost, Substack, sources of static sites."""
