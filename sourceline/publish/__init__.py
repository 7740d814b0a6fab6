"""Bytes → disk: a finished site replaces the published one in one step, or not at all."""

from sourceline.publish.claim import Claim, claim_output
from sourceline.publish.disk import PublishError
from sourceline.publish.site import Published, publish_site

__all__ = ["Claim", "PublishError", "Published", "claim_output", "publish_site"]
