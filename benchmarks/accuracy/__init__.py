"""The import beside its peers: what each gets right of pages whose answers are known."""
