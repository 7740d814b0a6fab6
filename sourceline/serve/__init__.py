"""A preview on this machine: shows a site, and brings what has been saved to the pages that are open.

It is given the site (`site.Site`) and does not know how it is made.
"""

from sourceline.serve.server import PORT, Place, serve_site, take_place

__all__ = ["PORT", "Place", "serve_site", "take_place"]
