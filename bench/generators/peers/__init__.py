"""The generators, one in each module."""
