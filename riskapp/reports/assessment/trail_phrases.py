"""What the report says of the audit trail, in bokmål and in English."""

TRAIL_PHRASES: dict[str, tuple[str, str]] = {
    "trail": ("Revisjonssporet", "The audit trail"),
    "trail text": (
        (
            "Alt som er gjort i riskapp fram til denne avgjørelsen, står i et revisjonsspor. Sjekkpunktet under er en "
            "signatur over alle hendelsene så langt. Blir en av dem endret eller fjernet senere, stemmer sporet ikke "
            "lenger med det som står her."
        ),
        (
            "Everything that was done in riskapp up to this decision stands in an audit trail. The checkpoint below is "
            "a signature over all events so far. If one of them is changed or removed later, the trail no longer "
            "agrees with what stands here."
        ),
    ),
    "trail events": ("Hendelser så langt", "Events so far"),
    "trail at": ("Signert", "Signed"),
    "trail root": ("Rot (SHA-256)", "Root (SHA-256)"),
    "trail key": ("Sporets offentlige nøkkel (Ed25519)", "Public key of the trail (Ed25519)"),
    "trail note": ("Sjekkpunktet", "The checkpoint"),
}
