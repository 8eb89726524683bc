"""A certificate authority, OCSP responder, revocation list and time-stamp service on this machine, by certomancer."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from certomancer.integrations.animator import Animator, AnimatorArchStore
from certomancer.registry import ArchLabel, CertLabel, CertomancerConfig, PKIArchitecture, ServiceLabel
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

PASSWORD = b"correct horse"
NAMES = ("root", "tsa", "oldtsa", "ocsp", "signer", "neighbour", "revoked", "expired")
CONFIG = """
external-url-prefix: http://127.0.0.1:{port}
keysets:
  keys:
    path-prefix: .
    keys: {{{keys}}}
pki-architectures:
  local:
    keyset: keys
    entity-defaults: {{country-name: 'NO', organization-name: Fjord Hospital}}
    entities:
      root: {{organization-name: Trust Services AS, common-name: Root for many}}
      tsa: {{organization-name: Trust Services AS, common-name: Time stamps}}
      oldtsa: {{organization-name: Trust Services AS, common-name: Time stamps of long ago}}
      ocsp: {{organization-name: Trust Services AS, common-name: OCSP}}
      signer: {{common-name: Fjord Hospital}}
      neighbour: {{organization-name: Another Hospital, common-name: Another Hospital}}
      revoked: {{common-name: Fjord Hospital revoked}}
      expired: {{common-name: Fjord Hospital expired}}
    certs:
      root:
        subject: root
        issuer: root
        validity: &long {{valid-from: "2020-01-01T00:00:00+0000", valid-to: "2046-01-01T00:00:00+0000"}}
        extensions:
          - {{id: basic_constraints, critical: true, value: {{ca: true}}}}
          - id: key_usage
            critical: true
            smart-value: {{schema: key-usage, params: [digital_signature, key_cert_sign, crl_sign]}}
      tsa:
        subject: tsa
        issuer: root
        validity: *long
        extensions:
          - {{id: extended_key_usage, critical: true, value: [time_stamping]}}
          - id: key_usage
            critical: true
            smart-value: {{schema: key-usage, params: [digital_signature]}}
          - id: authority_information_access
            smart-value: {{schema: aia-urls, params: {{ocsp-responder-names: [ocsp]}}}}
      oldtsa:
        subject: oldtsa
        issuer: root
        validity: {{valid-from: "2020-01-01T00:00:00+0000", valid-to: "2026-01-01T00:00:00+0000"}}
        extensions:
          - {{id: extended_key_usage, critical: true, value: [time_stamping]}}
          - id: key_usage
            critical: true
            smart-value: {{schema: key-usage, params: [digital_signature]}}
      ocsp:
        subject: ocsp
        issuer: root
        validity: *long
        extensions:
          - {{id: extended_key_usage, critical: true, value: [ocsp_signing]}}
          - {{id: ocsp_no_check, value: null}}
      signer:
        subject: signer
        issuer: root
        validity: *long
        extensions: &signs
          - id: key_usage
            critical: true
            smart-value: {{schema: key-usage, params: [digital_signature, non_repudiation]}}
          - id: crl_distribution_points
            smart-value: {{schema: crl-dist-url, params: {{crl-repo-names: [root]}}}}
      neighbour: {{subject: neighbour, issuer: root, validity: *long, extensions: *signs}}
      revoked:
        subject: revoked
        issuer: root
        validity: *long
        revocation: {{revoked-since: "2026-01-01T00:00:00+0000", reason: key_compromise}}
        extensions: *signs
      expired:
        subject: expired
        issuer: root
        validity: {{valid-from: "2020-01-01T00:00:00+0000", valid-to: "2026-01-01T00:00:00+0000"}}
        extensions: *signs
    services:
      ocsp:
        ocsp: {{for-issuer: root, responder-cert: ocsp, signing-key: ocsp}}
      crl-repo:
        root: {{for-issuer: root, signing-key: root, simulated-update-schedule: "P30D"}}
      time-stamping:
        tsa: {{signing-key: tsa, signing-cert: tsa}}
        oldtsa: {{signing-key: oldtsa, signing-cert: oldtsa}}
"""


@dataclass(frozen=True)
class LocalPki:
    """What it issued, as files that settings can name, and where it answers."""

    folder: Path
    url: str
    architecture: PKIArchitecture

    def certificate(self, name: str) -> x509.Certificate:
        """The certificate of one of NAMES."""
        return x509.load_der_x509_certificate(self.architecture.get_cert(CertLabel(name)).dump())

    def key(self, name: str) -> rsa.RSAPrivateKey:
        """Its private key."""
        found = serialization.load_pem_private_key((self.folder / f"{name}.pem").read_bytes(), None)
        assert isinstance(found, rsa.RSAPrivateKey)
        return found

    @property
    def roots(self) -> Path:
        """A PEM file with the root."""
        path = self.folder / "roots.crt"
        path.write_bytes(self.certificate("root").public_bytes(serialization.Encoding.PEM))
        return path

    @property
    def revocation_list(self) -> Path:
        """A PEM file with the list as it is now."""
        path = self.folder / "list.crl"
        listed = x509.load_der_x509_crl(self.architecture.service_registry.get_crl(ServiceLabel("root")).dump())
        path.write_bytes(listed.public_bytes(serialization.Encoding.PEM))
        return path

    @property
    def password_file(self) -> Path:
        """The file with the password of every PKCS#12 file here."""
        path = self.folder / "password"
        path.write_bytes(PASSWORD + b"\n")
        return path

    def pkcs12(self, name: str) -> Path:
        """A PKCS#12 file with key, certificate and root of one of NAMES."""
        path = self.folder / f"{name}.p12"
        path.write_bytes(
            pkcs12.serialize_key_and_certificates(
                name.encode(),
                self.key(name),
                self.certificate(name),
                [self.certificate("root")],
                serialization.BestAvailableEncryption(PASSWORD),
            )
        )
        return path


class _Silent(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002
        """Nothing: what it was asked is not what a test tells."""


@pytest.fixture(scope="session")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalPki]:
    """All of it, answering on this machine for as long as the tests run."""
    folder = tmp_path_factory.mktemp("pki")
    for name in NAMES:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        (folder / f"{name}.pem").write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
    # What it answers with names its own port, so the port comes first.
    server = make_server("127.0.0.1", 0, Flask("pki"), threaded=True, request_handler=_Silent)
    keys = ", ".join(f"{name}: {{path: {name}.pem}}" for name in NAMES)
    config = CertomancerConfig.from_yaml(CONFIG.format(port=server.port, keys=keys), key_search_dir=str(folder))
    server.app = Animator(AnimatorArchStore(config.pki_archs), with_web_ui=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield LocalPki(folder, f"http://127.0.0.1:{server.port}/local/tsa/tsa", config.get_pki_arch(ArchLabel("local")))
    server.shutdown()
    server.server_close()
