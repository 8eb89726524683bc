"""Keys from a PKCS#12 file and from a token: they sign, they are pinned, and what is wrong is told without a secret."""

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization

from riskapp.errors import Unready
from riskapp.reports import verification
from riskapp.reports.key_sources import signing_key, trust_in
from riskapp.reports.levels import Level
from riskapp.reports.signature import sign_in_order
from riskapp.reports.stamping import lift
from riskapp.reports.trust import Trust
from riskapp.reports.verification import verify
from riskapp.settings import Settings, Signing
from tests.local_pki import PASSWORD, LocalPki
from tests.reports.examples import AT
from tests.reports.poppler import run
from tests.reports.test_signing_in_order import WHO

PIN = "271828"
MODULE = next(
    (
        path
        for path in (Path("/usr/lib/softhsm/libsofthsm2.so"), Path("/usr/local/lib/softhsm/libsofthsm2.so"))
        if path.exists()
    ),
    Path("/usr/lib/softhsm/libsofthsm2.so"),
)


def settings_with(folder: Path, signing: Signing) -> Settings:
    return Settings(instance=folder, database_url="sqlite:///none", signing=signing)


def from_pkcs12(folder: Path, pki: LocalPki, name: str = "signer") -> Settings:
    signing = Signing(
        pkcs12=pki.pkcs12(name),
        pkcs12_password=pki.password_file,
        timestamp_url=pki.url,
        timestamp_roots=pki.roots,
    )
    return settings_with(folder, signing)


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory, pki: LocalPki) -> Signing:
    """A software token with the signer's key and certificate, made by SoftHSM's own tool."""
    folder = tmp_path_factory.mktemp("token")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    _put_in(folder, pki)
    (folder / "pin").write_text(PIN + "\n")
    return Signing(
        pkcs11_module=MODULE,
        pkcs11_token="riskapp",
        pkcs11_key="seal",
        pkcs11_pin=folder / "pin",
        issuers=pki.roots,
        timestamp_url=pki.url,
        timestamp_roots=pki.roots,
    )


def _put_in(folder: Path, pki: LocalPki) -> None:
    pkcs11 = pytest.importorskip("pkcs11")
    run_tool = ["softhsm2-util", "--init-token", "--free", "--label", "riskapp", "--so-pin", "0000", "--pin", PIN]
    subprocess.run(run_tool, check=True, capture_output=True, timeout=30)
    pem = folder / "key.pem"
    pem.write_bytes((pki.folder / "signer.pem").read_bytes())
    load = ["softhsm2-util", "--import", str(pem), "--token", "riskapp", "--label", "seal", "--id", "01", "--pin", PIN]
    subprocess.run(load, check=True, capture_output=True, timeout=30)
    der = pki.certificate("signer").public_bytes(serialization.Encoding.DER)
    attribute = pkcs11.Attribute
    with pkcs11.lib(str(MODULE)).get_token(token_label="riskapp").open(user_pin=PIN, rw=True) as session:
        session.create_object(
            {
                attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                attribute.LABEL: "seal",
                attribute.TOKEN: True,
                attribute.SUBJECT: pki.certificate("signer").subject.public_bytes(),
                attribute.VALUE: der,
            }
        )


def test_a_key_from_pkcs12_signs_and_reaches_b_lta(unsigned: bytes, tmp_path: Path, pki: LocalPki) -> None:
    settings = from_pkcs12(tmp_path, pki)
    key, trust = signing_key(settings), trust_in(settings)
    assert key.organisation == "Fjord Hospital"
    signed = sign_in_order(unsigned, key, WHO, at=AT)
    assert (verify(signed, trust).valid, verify(signed, trust).level) == (True, Level.B_B)
    lifted = lift(signed, pki.url, key, trust)
    assert verify(lifted, trust).level is Level.B_LTA
    assert run("pdfsig", lifted, "-nocert").count("Signature is Valid.") == 3


def test_a_neighbour_under_the_same_authority_is_foreign(unsigned: bytes, tmp_path: Path, pki: LocalPki) -> None:
    ours, theirs = from_pkcs12(tmp_path, pki), from_pkcs12(tmp_path, pki, "neighbour")
    signed = sign_in_order(unsigned, signing_key(theirs), WHO, at=AT)
    assert verify(signed, trust_in(theirs)).valid
    found = verify(signed, trust_in(ours))
    assert found.reason == verification.FOREIGN
    assert found.signer == "Another Hospital"


def test_a_former_certificate_of_ours_still_counts(unsigned: bytes, tmp_path: Path, pki: LocalPki) -> None:
    signed = sign_in_order(unsigned, signing_key(from_pkcs12(tmp_path, pki, "neighbour")), WHO, at=AT)
    former = tmp_path / "former.pem"
    former.write_bytes(pki.certificate("neighbour").public_bytes(serialization.Encoding.PEM))
    settings = from_pkcs12(tmp_path, pki)
    assert verify(signed, trust_in(replace(settings, signing=replace(settings.signing, former=former)))).valid


def test_the_instances_own_reports_stay_valid_beside_a_new_key(signed: bytes, key_folder: Path, pki: LocalPki) -> None:
    settings = from_pkcs12(key_folder.parent, pki)
    assert verify(signed, trust_in(settings)).valid


def test_a_wrong_password_is_told_without_it(tmp_path: Path, pki: LocalPki) -> None:
    wrong = tmp_path / "password"
    wrong.write_text("hemmelig")
    settings = from_pkcs12(tmp_path, pki)
    with pytest.raises(Unready, match="cannot be opened") as caught:
        signing_key(replace(settings, signing=replace(settings.signing, pkcs12_password=wrong)))
    told = f"{caught.value} {caught.value.values}"
    assert "hemmelig" not in told
    assert PASSWORD.decode() not in told


def test_an_expired_key_signs_nothing_and_what_it_signed_does_not_count(
    unsigned: bytes, tmp_path: Path, pki: LocalPki, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = from_pkcs12(tmp_path, pki, "expired")
    with pytest.raises(Unready, match="ran out on 2026-01-01"):
        signing_key(settings)
    key = signing_key(settings, at=AT.replace(year=2025))
    with pytest.raises(Unready, match="does not hold"):
        sign_in_order(unsigned, key, WHO, at=AT)
    monkeypatch.setattr("riskapp.reports.signature._check", lambda *_: None)
    late = sign_in_order(unsigned, key, WHO, at=AT)
    assert verify(late, Trust.of(key)).reason == verification.OUTDATED


def test_a_revoked_certificate_is_not_lifted_and_with_the_list_does_not_count(
    unsigned: bytes, tmp_path: Path, pki: LocalPki
) -> None:
    settings = from_pkcs12(tmp_path, pki, "revoked")
    key, trust = signing_key(settings), trust_in(settings)
    signed = sign_in_order(unsigned, key, WHO, at=AT)
    with pytest.raises(Unready, match="revoked"):
        lift(signed, pki.url, key, trust)
    knowing = trust_in(replace(settings, signing=replace(settings.signing, revoked=pki.revocation_list)))
    found = verify(signed, knowing)
    assert found.reason == verification.REVOKED
    assert "2026-01-01" in str(found)


def test_a_key_in_a_token_signs_and_reaches_b_lta(
    unsigned: bytes, tmp_path: Path, pki: LocalPki, token: Signing
) -> None:
    settings = settings_with(tmp_path, token)
    key, trust = signing_key(settings), trust_in(settings)
    assert key.organisation == "Fjord Hospital"
    lifted = lift(sign_in_order(unsigned, key, WHO, at=AT), pki.url, key, trust)
    assert verify(lifted, trust).level is Level.B_LTA
    assert run("pdfsig", lifted, "-nocert").count("Signature is Valid.") == 3


@pytest.mark.parametrize(
    "wrong", [{"pkcs11_token": "other"}, {"pkcs11_key": "other"}, {"pkcs11_module": Path("/etc/passwd")}]
)
def test_a_wrong_token_label_or_library_is_told(tmp_path: Path, token: Signing, wrong: dict[str, object]) -> None:
    with pytest.raises(Unready, match="cannot be used"):
        signing_key(settings_with(tmp_path, replace(token, **wrong)))  # type: ignore[arg-type]


def test_a_wrong_pin_is_told_without_it(tmp_path: Path, token: Signing) -> None:
    pin = tmp_path / "pin"
    pin.write_text("314159")
    with pytest.raises(Unready, match="cannot be used") as caught:
        signing_key(settings_with(tmp_path, replace(token, pkcs11_pin=pin)))
    assert "314159" not in str(caught.value)
