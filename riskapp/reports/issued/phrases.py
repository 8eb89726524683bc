"""What reports that belong to no assessment say of themselves, in bokmål and in English."""

ISSUED_PHRASES: dict[str, tuple[str, str]] = {
    "issued content": (
        "Hele innholdet. SHA-256 av filen er fingeravtrykket i rapporten.",
        "The whole content. The SHA-256 of the file is the fingerprint in the report.",
    ),
    "issued in words": ("%(title)s, utstedt", "%(title)s, issued"),
    "issued by": ("Utstedt av", "Issued by"),
    "issued at": ("Utstedt", "Issued"),
    "who in role": ("%(who)s (%(role)s)", "%(who)s (%(role)s)"),
    "organisation": ("Virksomhet", "Organisation"),
    "estate state": ("Kartleggingens tilstand, nummer", "State of the estate, number"),
    "issued document": ("Om dokumentet", "About this document"),
    "issued document text": (
        (
            "Rapporten forteller hva riskapp hadde registrert da den ble utstedt, og endres ikke etterpå. Innholdet "
            "ligger i filen som JSON, og tabellene som CSV. Kommandoen riskapp recompute regner om igjen det som kan "
            "regnes, og riskapp verify kontrollerer signaturen."
        ),
        (
            "This report tells what riskapp held when it was issued, and does not change afterwards. The content lies "
            "in the file as JSON, and the tables as CSV. The command riskapp recompute computes again what can be "
            "computed, and riskapp verify checks the signature."
        ),
    ),
    # the register
    "register title": ("Risikoregister", "Risk register"),
    "register subtitle": (
        "Alle risikoer slik de gjelder i dag, med tiltak og hvem som bærer dem",
        "All risks as they count today, with their measures and who bears them",
    ),
    "register day": ("Gjelder dagen", "Counted on"),
    "register in short": ("I korte trekk", "At a glance"),
    "register none": ("Registeret har ingen risikoer.", "No risk is in this register."),
    "register risks one": ("1 risiko", "1 risk"),
    "register risks many": ("%(n)s risikoer", "%(n)s risks"),
    "register assessments": ("Vurderinger", "Assessments"),
    "register open": ("Over kriteriene uten at noen bærer dem", "Above the criteria with nobody to bear them"),
    "register overdue": ("Tiltak som er forsinket", "Measures that are overdue"),
    "register measures": ("Tiltak", "Measures"),
    "register standings": ("Hvem bærer det som er igjen", "Who bears what is left"),
    "register heat": (
        "Antall risikoer nå i hver rute, %(criteria)s. Etter antallet står risikonivået.",
        "How many risks now in each cell, %(criteria)s. The risk level stands after the number.",
    ),
    "register version": ("Versjon %(number)s, %(state)s.", "Version %(number)s, %(state)s."),
    "register newer": ("Versjon %(number)s er under arbeid.", "Version %(number)s is being written."),
    "register draft": (
        "Ingen versjon er besluttet: dette er et utkast.",
        "No version is decided: this is a draft.",
    ),
    "register happens": ("Hva som skjer", "What happens"),
    "register now": ("Nå", "Now"),
    "register after": ("Etter tiltak", "After measures"),
    "register treatment": ("Håndtering", "Treatment"),
    "register borne": ("Aksept", "Acceptance"),
    "register where": ("Gjelder: %(names)s", "About: %(names)s"),
    "register by": ("Leverandør: %(names)s", "Supplier: %(names)s"),
    "register hits": ("Rammer: %(names)s", "Hits: %(names)s"),
    "register lost": ("Tap av %(property)s", "Loss of %(property)s"),
    "register knowledge": ("Kunnskap: %(word)s", "Knowledge: %(word)s"),
    "register treated one": (
        "1 tiltak, %(done)s på plass, %(late)s forsinket",
        "1 measure, %(done)s in place, %(late)s overdue",
    ),
    "register treated many": (
        "%(n)s tiltak, %(done)s på plass, %(late)s forsinket",
        "%(n)s measures, %(done)s in place, %(late)s overdue",
    ),
    "register until": ("til %(day)s", "until %(day)s"),
    "register since": ("åpen siden %(day)s", "open since %(day)s"),
    "register likely": ("S %(likelihood)s, K %(consequence)s", "L %(likelihood)s, C %(consequence)s"),
    "register measure": ("Tiltak", "Measure"),
    "register due": ("Frist", "Due"),
    "register status": ("Status", "Status"),
    "register treats": ("Mot", "Against"),
    "register late": ("forsinket", "overdue"),
    "register evidence one": ("1 vedlegg", "1 file of evidence"),
    "register evidence many": ("%(n)s vedlegg", "%(n)s files of evidence"),
    "register criteria": ("Kriteriene", "The criteria"),
    "register criteria own": (
        "%(kind)s: kriteriene som fulgte med riskapp",
        "%(kind)s: the criteria that came with riskapp",
    ),
    "register criteria set": ("%(kind)s: %(name)s, versjon %(number)s", "%(kind)s: %(name)s, version %(number)s"),
    "short dpia": ("DPIA", "DPIA"),
    "short ros": ("ROS", "Risk assessment"),
    "standing has run out": ("utløpt", "has run out"),
    "standing withdrawn": ("trukket tilbake", "withdrawn"),
    "standing out of date": ("foreldet", "out of date"),
    "standing never accepted": ("aldri akseptert", "never accepted"),
    "standing runs out soon": ("utløper snart", "runs out soon"),
    "standing accepted": ("akseptert", "accepted"),
    "standing not judged yet": ("ikke vurdert ennå", "not judged yet"),
    "standing within the criteria": ("innenfor kriteriene", "within the criteria"),
}
