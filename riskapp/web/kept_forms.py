"""A form that came too late (the session or its token had run out) is handed back after sign-in, as it was typed."""

from dataclasses import dataclass

from flask import Request, current_app
from itsdangerous import BadSignature, URLSafeSerializer

_NOT_KEPT = {"csrf_token", "password", "old", "new", "again", "kept"}


@dataclass(frozen=True, slots=True)
class KeptForm:
    """Where the form was going, whose it is (None: nobody knows) and its fields, in order; passwords are never kept."""

    path: str
    owner: int | None
    fields: tuple[tuple[str, str], ...]


def keep(sent: Request, owner: int | None) -> str:
    """The form of `sent` as a signed text that can travel through the sign-in page and not be altered.

    `owner` is the account that typed it: what one person wrote is not handed to another at the same browser.
    A form that another site sent was not typed here: it is not handed back with a valid token (empty text).
    """
    if not _from_this_site(sent):
        return ""
    fields = [[name, value] for name, value in sent.form.items(multi=True) if name not in _NOT_KEPT]
    return str(_serializer().dumps([sent.full_path.rstrip("?"), owner, fields])) if fields else ""


def typed_in(sent: Request) -> list[tuple[str, str]]:
    """What the form of `sent` carried, by field, passwords left out; the page shows what people wrote of it."""
    if sent.method != "POST":
        return []
    answered = sent.form.get("key")  # the wizard's script sends one answer as key and text
    fields = [
        (answered if answered and name == "text" else name, value.strip())
        for name, value in sent.form.items(multi=True)
        if name not in _NOT_KEPT
    ]
    return [(name, value) for name, value in fields if value]


def restore(text: str) -> KeptForm | None:
    """The form that `keep` wrote, or None where there is none or somebody altered it."""
    if not text:
        return None
    try:
        path, owner, fields = _serializer().loads(text)
    except (BadSignature, ValueError):
        return None
    return KeptForm(path, owner, tuple((name, value) for name, value in fields))


def local_target(target: str) -> str:
    """`target` where it is a path of this site, else the first page: a link cannot send people elsewhere."""
    unsafe = not target.startswith("/") or target.startswith(("//", "/\\"))
    return "/" if unsafe or any(ord(character) < 33 for character in target) else target


def _from_this_site(sent: Request) -> bool:
    """Whether a page of this site sent the request, by the headers that no page can forge (Fetch Metadata, RFC 6454).

    Only the host of the origin is compared: a proxy may speak https where riskapp hears http.
    """
    if sent.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    origin = sent.headers.get("Origin")
    return origin is None or origin in (f"http://{sent.host}", f"https://{sent.host}")


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="kept form")
