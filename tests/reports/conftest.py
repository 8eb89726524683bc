"""Keys and a signed report, made once for all tests of reports."""

from pathlib import Path

import pytest

from riskapp.reports.keys import OrganisationKey, create_organisation_key, load_organisation_key
from riskapp.reports.pages import build_pdf
from riskapp.reports.signature import sign
from tests.local_pki import pki  # noqa: F401 - a fixture
from tests.reports.examples import AT, assessment


@pytest.fixture(scope="session")
def key_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("instance") / "keys"
    create_organisation_key(folder, "Sykehuset Innlandet HF", at=AT)
    return folder


@pytest.fixture(scope="session")
def key(key_folder: Path) -> OrganisationKey:
    return load_organisation_key(key_folder, at=AT)


@pytest.fixture(scope="session")
def other_key(tmp_path_factory: pytest.TempPathFactory) -> OrganisationKey:
    folder = tmp_path_factory.mktemp("elsewhere") / "keys"
    create_organisation_key(folder, "Somebody Else", at=AT)
    return load_organisation_key(folder, at=AT)


@pytest.fixture(scope="session")
def unsigned() -> bytes:
    return build_pdf(assessment("nb", scenarios=6), AT)


@pytest.fixture(scope="session")
def signed(unsigned: bytes, key: OrganisationKey) -> bytes:
    return sign(
        unsigned, key, reason="Risikovurdering godkjent, versjon 3", name="Marit Ånes Sæther, systemeier", at=AT
    )
