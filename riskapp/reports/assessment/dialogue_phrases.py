"""The phrases of the report that tell who said what, and what is to be done before or after the decision."""

DIALOGUE_PHRASES: dict[str, tuple[str, str]] = {
    "dialogue": ("Det som ble sagt underveis", "What was said on the way"),
    "requests open none": ("Ingen ønsker om endring står åpne.", "No request for change is open."),
    "requests open one": ("Ett ønske om endring står åpent.", "One request for change is open."),
    "requests open many": ("%(n)s ønsker om endring står åpne.", "%(n)s requests for change are open."),
    "settled by": ("avklart av %(who)s %(when)s", "settled by %(who)s %(when)s"),
    "condition": ("Vilkår", "Condition"),
    "conditions one": ("Godkjent på ett vilkår:", "Approved on one condition:"),
    "conditions many": ("Godkjent på %(n)s vilkår:", "Approved on %(n)s conditions:"),
    "approved on conditions": (
        "%(title)s, versjon %(number)s: godkjent på vilkår",
        "%(title)s, version %(number)s: approved on conditions",
    ),
    "consultation title": (
        "Forhåndsdrøfting etter GDPR artikkel 36: %(title)s",
        "Prior consultation under GDPR Article 36: %(title)s",
    ),
    "consultation subtitle": (
        "Opplysninger til Datatilsynet etter artikkel 36 nr. 3",
        "Information for the supervisory authority under Article 36(3)",
    ),
    "controller": ("Dataansvarlig", "Controller"),
    "representative": ("Representant", "Representative"),
    "privacy officer": ("Personvernombud", "Privacy officer"),
    "why consulted": ("Hvorfor vi spør", "Why we ask"),
    "why after": ("Hvorfor den blir stående", "Why it stays"),
    "none stays high": (
        "Ingen risiko er høy etter tiltakene, men vi ønsker likevel å drøfte behandlingen.",
        "No risk stays high after the measures, but we wish to consult all the same.",
    ),
    "36 a": (
        "a) Ansvar: dataansvarlig, felles dataansvarlige og databehandlere",
        "(a) Responsibilities: controller, joint controllers and processors",
    ),
    "36 b": ("b) Formål og midler", "(b) Purposes and means"),
    "36 c": ("c) Tiltak og garantier for de registrerte", "(c) Measures and safeguards for the data subjects"),
    "36 d": ("d) Personvernombudet", "(d) The privacy officer"),
    "36 e": ("e) Vurderingen av personvernkonsekvenser", "(e) The data protection impact assessment"),
    "36 e text": (
        "Vurderingen ligger som vedlegg inne i denne PDF-en, og signaturen gjelder også vedleggene.",
        "The assessment is attached inside this PDF, and the signature covers the attachments too.",
    ),
    "36 f": ("f) Andre opplysninger", "(f) Other information"),
    "36 f text": (
        "Vi sender det Datatilsynet ellers ber om. Behandlingen begynner ikke før svaret er vurdert.",
        "We send whatever else the authority asks for. The processing does not begin before its answer is considered.",
    ),
    "file": ("Fil", "File"),
    "what it is": ("Hva det er", "What it is"),
    "sha256": ("SHA-256", "SHA-256"),
    "enclosed dpia": ("Vurderingen slik den leses", "The assessment as it reads"),
    "enclosed content": ("Innholdet som data (JSON)", "Its content as data (JSON)"),
    "steps sign": (
        "Hvert steg gjelder innholdet med dette fingeravtrykket (SHA-256), der stegene selv ikke er med.",
        "Each step was taken over the content with this fingerprint (SHA-256), without the steps themselves.",
    ),
    "answering": ("svarer", "answers"),
    # signatures
    "submitted in words": (
        "%(title)s, versjon %(number)s: sendt inn av forfatteren %(at)s",
        "%(title)s, version %(number)s: submitted by the author on %(at)s",
    ),
    "advised in words": (
        "%(title)s, versjon %(number)s: råd gitt %(at)s (%(opinion)s)",
        "%(title)s, version %(number)s: advice given on %(at)s (%(opinion)s)",
    ),
}
"""Norwegian and English, by key."""
