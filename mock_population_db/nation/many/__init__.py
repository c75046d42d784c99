"""Many people at once, with numpy: the same people as one by one."""
