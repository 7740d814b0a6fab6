"""The long run: what strangers' texts, kills, faults and broken files can do to a site. `make torture` prints it."""
