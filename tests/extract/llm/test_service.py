"""Which model is asked where, and by which key."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sourceline.errors import UsageError
from sourceline.extract.llm import LlmEngine
from sourceline.extract.llm.service import Service, check_service, find_service
from sourceline.model import ModelSettings

HERE = "http://127.0.0.1:11434/v1"


def test_environment_wins_over_the_site() -> None:
    """The environment may name another model and address than the site; prices stand in the site."""
    settings = ModelSettings(
        model="small", base_url=HERE, price_in=Decimal("0.5"), price_out=Decimal(2)
    )
    expected = Service(model="large", base_url=HERE, price_in=Decimal("0.5"), price_out=Decimal(2))
    assert find_service(settings, {"SOURCELINE_LLM_MODEL": "large"}) == expected
    assert expected.find_price(3_000_000, 500_000) == Decimal("2.5")
    assert Service().find_price(1, 1) is None


def test_openai_key_goes_to_openai_only() -> None:
    """The key that other programs use is never sent to an address that a site names."""
    keys = {"OPENAI_API_KEY": "k"}
    assert find_service(None, keys).key_name == "OPENAI_API_KEY"
    assert find_service(ModelSettings(base_url="https://other.example/v1"), keys).key == ""
    assert "k'" not in repr(find_service(None, keys))


@pytest.mark.parametrize(
    ("service", "said"),
    [
        (Service(), "--engine llm needs the name of a model."),
        (Service(model="m"), "api.openai.com needs a key, and none is set."),
        (Service(model="m", base_url="file:///x"), "'file:///x' is no address of a service."),
        (Service(model="m", base_url="http://u:p@x/v1"), "'http://u:p@x/v1' is no address"),
        (
            Service(model="m", base_url="http://far.example/v1", key="k", key_name="K"),
            "The key would go to far.example for all to read on the way.",
        ),
    ],
)
def test_what_cannot_be_asked(service: Service, said: str) -> None:
    """A service that cannot be asked safely is refused before anything is sent."""
    with pytest.raises(UsageError) as caught:
        check_service(service)
    assert str(caught.value).startswith(said)


@pytest.mark.parametrize(
    "service", [Service(model="m", base_url=HERE), Service(model="m", base_url=HERE, key="k")]
)
def test_what_can_be_asked(service: Service) -> None:
    """A service on this machine needs no key, and may have one."""
    check_service(service)


def test_fingerprint_tells_the_model() -> None:
    """Another model is another reader, and its name is in the fingerprint."""
    service = Service(model="a b")
    one, two = (LlmEngine(name, service=service).fingerprint for name in ("", "c:8"))
    assert (one[8:], two[8:]) == ("-a-b", "-c:8")
    assert one[:8] != two[:8]
