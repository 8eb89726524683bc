"""The tree of RFC 6962 and Ed25519 of RFC 8032, against what others published and against libraries."""

import hashlib
import random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from riskapp.proof.ed25519 import signature_holds
from riskapp.proof.hashing import Tree, commitment

# The inputs and roots that the tests of Certificate Transparency use for RFC 6962.
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def test_the_tree_has_the_published_roots():
    tree = Tree()
    assert tree.root().hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    for leaf, root in zip(LEAVES, ROOTS, strict=True):
        tree.append(bytes.fromhex(leaf))
        assert tree.root().hex() == root


def recursive_root(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word by word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\x01" + recursive_root(leaves[:half]) + recursive_root(leaves[half:])).digest()


@given(st.lists(st.binary(max_size=4), max_size=70), st.integers(0, 70))
def test_a_tree_goes_on_from_its_peaks_as_if_it_had_never_stopped(leaves, stop):
    tree = Tree()
    for leaf in leaves[:stop]:
        tree.append(leaf)
    tree = Tree(tree.size, [peak.hex() for peak in tree.peaks])
    for leaf in leaves[stop:]:
        tree.append(leaf)
    assert tree.root() == recursive_root(leaves)


def test_a_commitment_without_its_salt_cannot_be_guessed_and_with_it_tells_every_change():
    assert commitment("00" * 16, "Kari") != commitment("01" * 16, "Kari")
    assert commitment("00" * 16, "Kari") != commitment("00" * 16, "Kåri")
    assert commitment("00" * 16, {"a": 1, "b": None}) == commitment("00" * 16, {"b": None, "a": 1})
    assert commitment("00" * 16, "") != commitment("00" * 16, None)


@pytest.mark.parametrize(
    ("key", "message", "signature"),
    [  # RFC 8032, section 7.1, tests 1 to 3
        (
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ),
        (
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ),
    ],
)
def test_signatures_of_the_rfc_hold_and_break_with_every_bit(key, message, signature):
    key, message, signature = map(bytes.fromhex, (key, message, signature))
    assert signature_holds(key, signature, message)
    assert not signature_holds(key, signature, message + b"x")
    assert not signature_holds(key, signature[:40] + bytes([signature[40] ^ 1]) + signature[41:], message)
    assert not signature_holds(bytes([key[0] ^ 1]) + key[1:], signature, message)


def test_what_the_library_signs_holds_by_whole_numbers_too():
    chance = random.Random(2026)
    for length in (0, 1, 31, 500):
        private, message = Ed25519PrivateKey.from_private_bytes(chance.randbytes(32)), chance.randbytes(length)
        public, signature = private.public_key().public_bytes_raw(), private.sign(message)
        assert signature_holds(public, signature, message)
        assert not signature_holds(public, signature, message + b".")
