"""Which model is asked, where, and by which key: from the environment, else from `content/site.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import urlsplit

from sourceline.errors import UsageError
from sourceline.model import ModelSettings

OPENAI = "https://api.openai.com/v1"

MODEL, ADDRESS, KEY = "SOURCELINE_LLM_MODEL", "SOURCELINE_LLM_BASE_URL", "SOURCELINE_LLM_KEY"
"""Variables of the environment; each wins over the setting of its name."""
OPENAI_KEY = "OPENAI_API_KEY"
"""Taken where no key of ours is set, and sent to OpenAI's own address only: a site that somebody else wrote
may name any address."""

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A model behind an address."""

    model: str = ""
    """"" where nobody has named one: then nothing can be asked."""
    base_url: str = OPENAI
    key: str = field(default="", repr=False)
    key_name: str = ""
    """The variable that the key stands in; "" for none, as Ollama and llama.cpp need none."""
    price_in: Decimal | None = None
    price_out: Decimal | None = None

    @property
    def host(self) -> str:
        """Who gets the texts, for the question that is asked before."""
        return urlsplit(self.base_url).netloc

    def find_price(self, tokens_in: int, tokens_out: int) -> Decimal | None:
        """What so many tokens cost; None where the author states no price."""
        if self.price_in is None or self.price_out is None:
            return None
        whole = tokens_in * self.price_in + tokens_out * self.price_out
        return (whole / _MILLION).quantize(Decimal("0.0001"))


def find_service(settings: ModelSettings | None, environment: Mapping[str, str]) -> Service:
    """The model that the settings and the environment name."""
    settings = settings or ModelSettings()
    base_url = environment.get(ADDRESS) or settings.base_url or OPENAI
    names = (KEY, OPENAI_KEY) if base_url == OPENAI else (KEY,)
    key_name = next((name for name in names if environment.get(name)), "")
    return Service(
        model=environment.get(MODEL) or settings.model or "",
        base_url=base_url,
        key=environment.get(key_name, ""),
        key_name=key_name,
        price_in=settings.price_in,
        price_out=settings.price_out,
    )


def check_service(service: Service) -> None:
    """UsageError where the service cannot be asked: no model, no address, or a key for OpenAI is missing."""
    if not service.model:
        raise UsageError(
            "--engine llm needs the name of a model.\n"
            f"    Set {MODEL}, or write it into content/site.yaml:\n"
            "        llm:\n"
            "          model: qwen3:8b\n"
            "          base_url: http://127.0.0.1:11434/v1"
        )
    parts = urlsplit(service.base_url)
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        raise UsageError(
            f"{service.base_url!r} is no address of a service.\n"
            "    Give one such as http://127.0.0.1:11434/v1, without a name or password in it."
        )
    if service.base_url == OPENAI and not service.key:
        raise UsageError(
            f"{service.host} needs a key, and none is set.\n"
            f"    Set {KEY} or {OPENAI_KEY} in the environment, or name another service by base_url."
        )
    if service.key and parts.scheme == "http" and parts.hostname not in _HERE:
        raise UsageError(
            f"The key would go to {service.host} for all to read on the way.\n"
            f"    Use an https:// address, or unset {service.key_name} if that service needs no key."
        )


_HERE = ("localhost", "127.0.0.1", "::1")
