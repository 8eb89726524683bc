"""The organisation's key: made once, closed to others, and refused with a sentence where something is wrong."""

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from riskapp.errors import Conflict, Invalid, Unready
from riskapp.reports.keys import (
    OrganisationKey,
    create_organisation_key,
    load_organisation_key,
    stored_organisation_key,
)
from tests.reports.examples import AT

FILES = ("root-key.pem", "root.pem", "signing-key.pem", "signing.pem")


@pytest.fixture
def copy(key_folder: Path, tmp_path: Path) -> Path:
    return Path(copytree(key_folder, tmp_path / "keys"))


def test_folder_and_files_are_closed_to_others(key_folder: Path) -> None:
    assert stat.S_IMODE(key_folder.stat().st_mode) == 0o700
    assert sorted(path.name for path in key_folder.iterdir()) == sorted(FILES)
    assert {stat.S_IMODE(path.stat().st_mode) for path in key_folder.iterdir()} == {0o600}
    assert [path.name for path in key_folder.parent.iterdir()] == ["keys"]


def test_the_signing_certificate_is_made_to_sign_for_ten_years(key: OrganisationKey) -> None:
    certificate = key.certificate
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.digital_signature
    assert usage.content_commitment
    assert not usage.key_cert_sign
    assert not certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert 3652 <= (certificate.not_valid_after_utc - AT).days <= 3653
    assert key.private_key.key_size == 3072
    assert key.organisation == "Sykehuset Innlandet HF"
    certificate.verify_directly_issued_by(key.root)


def test_a_key_is_never_overwritten(key_folder: Path, key: OrganisationKey) -> None:
    with pytest.raises(Conflict, match="never overwritten"):
        create_organisation_key(key_folder, "Sykehuset Innlandet HF")
    assert load_organisation_key(key_folder, at=AT).certificate == key.certificate
    assert [path.name for path in key_folder.parent.iterdir()] == ["keys"]


@pytest.mark.parametrize("name", ["", "  ", "Å" * 33])
def test_a_name_that_no_certificate_can_bear_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="1 to 64 bytes"):
        create_organisation_key(tmp_path / "keys", name)
    assert list(tmp_path.iterdir()) == []


def test_no_key_at_all_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Unready, match=r"root-key\.pem is missing .*Restore it from the backup"):
        load_organisation_key(tmp_path / "keys")


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file_is_named(copy: Path, file: str) -> None:
    (copy / file).unlink()
    with pytest.raises(Unready, match=f"{file} is missing"):
        load_organisation_key(copy, at=AT)


@pytest.mark.parametrize("file", ["root.pem", "signing-key.pem", "signing.pem"])
def test_a_broken_file_is_refused(copy: Path, file: str) -> None:
    (copy / file).write_text("-----BEGIN NOTHING-----\n")
    with pytest.raises(Unready, match="cannot be used"):
        load_organisation_key(copy, at=AT)


@pytest.mark.parametrize(("path", "mode"), [(".", 0o750), ("signing-key.pem", 0o640), ("root-key.pem", 0o604)])
def test_a_key_that_others_can_read_is_refused_with_the_command_that_closes_it(
    copy: Path, path: str, mode: int
) -> None:
    (copy / path).chmod(mode)
    with pytest.raises(Unready, match="chmod [67]00 "):
        load_organisation_key(copy, at=AT)


def test_a_private_key_that_is_not_the_certificates_is_refused(copy: Path, other_key: OrganisationKey) -> None:
    pem = other_key.private_key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (copy / "signing-key.pem").write_bytes(pem)
    with pytest.raises(Unready, match="does not belong to"):
        load_organisation_key(copy, at=AT)


def test_a_root_that_did_not_issue_the_certificate_is_refused(copy: Path, other_key: OrganisationKey) -> None:
    (copy / "root.pem").write_bytes(other_key.root.public_bytes(serialization.Encoding.PEM))
    with pytest.raises(Unready, match="cannot be used"):
        load_organisation_key(copy, at=AT)


def test_a_key_that_ran_out_or_is_not_yet_valid_is_refused(key_folder: Path) -> None:
    with pytest.raises(Unready, match="ran out on 2036"):
        load_organisation_key(key_folder, at=AT + timedelta(days=3660))
    with pytest.raises(Unready, match="clock"):
        load_organisation_key(key_folder, at=AT - timedelta(days=1))


def test_a_key_that_ran_out_can_still_be_read_to_verify_what_it_signed(key_folder: Path, key: OrganisationKey) -> None:
    late = datetime.now(UTC) + timedelta(days=9000)
    with pytest.raises(Unready, match="ran out"):
        load_organisation_key(key_folder, at=late)
    assert stored_organisation_key(key_folder).root == key.root
