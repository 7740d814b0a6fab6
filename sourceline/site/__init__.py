"""Chronicle → page values: addresses, order, words, drawings. Pure; templates only display them."""

from typing import TYPE_CHECKING

from sourceline.imports import load_later

if TYPE_CHECKING:
    from sourceline.site.assets import Asset, plan_assets
    from sourceline.site.cards import HEIGHT, WIDTH, plan_cards
    from sourceline.site.desk import plan_desk
    from sourceline.site.outward import Card
    from sourceline.site.pages import Page, Task
    from sourceline.site.plan import plan_site, plan_tasks
    from sourceline.site.values import When

_HOMES = {
    "Asset": "assets",
    "Card": "outward",
    "HEIGHT": "cards",
    "Page": "pages",
    "Task": "pages",
    "WIDTH": "cards",
    "When": "values",
    "plan_assets": "assets",
    "plan_cards": "cards",
    "plan_desk": "desk",
    "plan_site": "plan",
    "plan_tasks": "plan",
}


__getattr__ = load_later(__name__, _HOMES)


__all__ = [
    "HEIGHT",
    "WIDTH",
    "Asset",
    "Card",
    "Page",
    "Task",
    "When",
    "plan_assets",
    "plan_cards",
    "plan_desk",
    "plan_site",
    "plan_tasks",
]
