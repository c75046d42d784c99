"""Where people live: communes, addresses, households, residence."""
