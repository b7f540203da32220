"""The line ``::: portfolio credit``: the page on which that check decides many customers at once."""

from html import escape

from tools.handbook.handbook import Handbook


def page(id: str, handbook: Handbook) -> str:
    """The HTML that the page's script takes over."""
    organisation = handbook.organisation
    balance = organisation.shown.get("reference_balance", "")
    return f"""<div class="portfolio" data-check="{id}" data-settings="{escape(organisation.for_pages)}" data-balance="{escape(balance)}">
<noscript><p class="check-note" data-tone="note">批量核对在浏览器里进行，需要允许运行脚本。</p></noscript>
</div>"""
