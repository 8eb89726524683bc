"""Says of a finished PDF which PAdES level its signatures reached, by what stands in the file and nothing else."""

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from asn1crypto import x509 as asn1_x509
from asn1crypto.crl import CertificateList
from asn1crypto.ocsp import OCSPResponse
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESPassed, AdESSubIndic
from pyhanko.sign.validation.ades import ades_basic_validation, ades_timestamp_validation
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import ValidationInfoReadingError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.policy_decl import (
    LocalKnowledge,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator.authority import CertTrustAnchor
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, RevocationCheckingPolicy, RevocationCheckingRule
from pyhanko_certvalidator.registry import SimpleTrustManager
from pyhanko_certvalidator.revinfo.archival import CRLContainer, OCSPContainer

from riskapp.reports.signature_chain import Chain
from riskapp.reports.trust import Trust, as_asn1


class Level(StrEnum):
    """The baseline levels of ETSI EN 319 142-1, each holding what the one before it holds."""

    B_B = "B-B"
    B_T = "B-T"
    B_LT = "B-LT"
    B_LTA = "B-LTA"


@dataclass(frozen=True)
class Reached:
    """The level, and since when a time-stamp service of ours knows all signatures; None where none does.

    `unheld` is the first time stamp that does not hold, or is by a service that nobody here trusts.
    """

    level: Level
    attested_at: datetime | None = None
    unheld: EmbeddedPdfSignature | None = None


def reached(reader: PdfFileReader, chain: Chain, trust: Trust) -> Reached:
    """What the signatures of `chain` reached. They themselves are taken to hold; see verification.

    B-T is a time stamp over the whole document, which attests every signature in it; B-LT are the lists and answers
    that say of each certificate that it was not revoked, in the file; B-LTA is a second time stamp over those.
    """
    for stamp in chain.stamps:
        if not _stamp_holds(stamp, trust, LocalKnowledge(), RevocationCheckingRule.NO_CHECK):
            return Reached(Level.B_B, unheld=stamp)
    if not chain.stamps:
        return Reached(Level.B_B)
    first, *later = chain.stamps
    at = moment_of(first)
    knowledge = _kept_with(reader)
    rule = RevocationCheckingRule.CRL_OR_OCSP_REQUIRED
    known = all(_stamp_holds(stamp, trust, knowledge, rule) for stamp in chain.stamps)
    if not known or not all(_signature_holds(one, trust, knowledge, at) for one in chain.signatures):
        return Reached(Level.B_T, at)
    over_all = bool(later) and later[-1].evaluate_signature_coverage() == SignatureCoverageLevel.ENTIRE_FILE
    return Reached(Level.B_LTA if over_all else Level.B_LT, at)


def moment_of(stamp: EmbeddedPdfSignature) -> datetime:
    """The time that a time stamp says."""
    told: datetime = stamp.signed_data["encap_content_info"]["content"].parsed["gen_time"].native
    return told if told.tzinfo else told.replace(tzinfo=UTC)


def _kept_with(reader: PdfFileReader) -> LocalKnowledge:
    """Certificates, lists and answers that the file holds for later; none where it cannot be read."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except ValidationInfoReadingError:
        return LocalKnowledge()
    lists = [one.get_object().read_data(DecodePurpose.CRL) for one in store.crls]
    answers = [one.get_object().read_data(DecodePurpose.OCSP_RESPONSE) for one in store.ocsps]
    return LocalKnowledge(
        known_certs=list(store.load_certs()),
        known_crls=[CRLContainer(CertificateList.load(one)) for one in lists],
        known_ocsps=[part for one in answers for part in OCSPContainer.load_multi(OCSPResponse.load(one))],
    )


def _stamp_holds(
    stamp: EmbeddedPdfSignature, trust: Trust, knowledge: LocalKnowledge, rule: RevocationCheckingRule
) -> bool:
    spec = _spec(as_asn1(trust.timestamp_roots), [], knowledge, rule)
    digest = stamp.compute_digest()
    result = _run(
        ades_timestamp_validation(
            stamp.signed_data, spec, expected_tst_imprint=lambda _: digest, timing_info=_at(moment_of(stamp))
        )
    )
    return result is AdESPassed.OK


def _signature_holds(one: EmbeddedPdfSignature, trust: Trust, knowledge: LocalKnowledge, at: datetime) -> bool:
    spec = _spec(trust.anchors, as_asn1(trust.issuers), knowledge, RevocationCheckingRule.CRL_OR_OCSP_REQUIRED)
    return (
        _run(ades_basic_validation(one.signed_data, spec, timing_info=_at(at), raw_digest=one.compute_digest()))
        is AdESPassed.OK
    )


def _spec(
    roots: Sequence[asn1_x509.Certificate],
    issuers: Sequence[asn1_x509.Certificate],
    knowledge: LocalKnowledge,
    rule: RevocationCheckingRule,
) -> SignatureValidationSpec:
    """Nothing is fetched; a list made after the moment in question says even better that nothing was revoked then."""
    asked = rule is not RevocationCheckingRule.NO_CHECK
    between = RevocationCheckingRule.CHECK_IF_DECLARED if asked else RevocationCheckingRule.NO_CHECK
    checking = RevocationCheckingPolicy(ee_certificate_rule=rule, intermediate_ca_cert_rule=between)
    policy = CertValidationPolicySpec(
        trust_manager=SimpleTrustManager.build([CertTrustAnchor(root) for root in roots]),
        revinfo_policy=CertRevTrustPolicy(checking, retroactive_revinfo=True),
    )
    return SignatureValidationSpec(
        cert_validation_policy=policy,
        revinfo_gathering_policy=RevocationInfoGatheringSpec(online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY),
        local_knowledge=LocalKnowledge(
            known_certs=[*knowledge.known_certs, *issuers],
            known_crls=knowledge.known_crls,
            known_ocsps=knowledge.known_ocsps,
        ),
    )


def _at(moment: datetime) -> ValidationTimingInfo:
    return ValidationTimingInfo(validation_time=moment, best_signature_time=moment, point_in_time_validation=True)


def _run(validation: Coroutine[Any, Any, Any]) -> AdESSubIndic:
    indication: AdESSubIndic = asyncio.run(validation).ades_subindic
    return indication
