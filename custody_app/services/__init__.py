"""The writing side: one use case a module, all through ``custody.handle``."""
