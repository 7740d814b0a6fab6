"""Chronicle → page values: addresses, order, words, drawings. Pure; templates only display them."""

from sourceline.site.assets import Asset, plan_assets
from sourceline.site.desk import plan_desk
from sourceline.site.pages import Page
from sourceline.site.plan import plan_site

__all__ = ["Asset", "Page", "plan_assets", "plan_desk", "plan_site"]
