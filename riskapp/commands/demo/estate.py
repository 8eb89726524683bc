"""The demo trust's estate, generated from trust.toml: the same devices at every run, as many as are asked for."""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from riskapp.graph.snapshot import Asset, Category, Dependency, Flow, Holding, Snapshot
from riskapp.graph.vocabulary import Access, DependencyKind, Kind, Sensitivity, Strength

DEVICES = 15_000
FEWEST = 10
"""So many make one of each kind that the demo's assessments name."""
_SEED = 2026


@dataclass
class _Draft:
    """The rows while they are written, in the order of the files."""

    assets: list[Asset] = field(default_factory=list)
    holdings: list[Holding] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)
    dependencies: list[Dependency] = field(default_factory=list)

    def need(self, dependent: str, provider: str, kind: str, **terms: Any) -> None:
        self.dependencies.append(
            Dependency(
                dependent,
                provider,
                DependencyKind(kind),
                terms.get("group"),
                terms.get("needed", 1),
                terms.get("tolerance", 0),
                Strength(terms.get("strength", "hard")),
            )
        )

    def send(self, source: str, target: str, categories: list[str], via: list[str], **terms: Any) -> None:
        self.flows.append(
            Flow(
                f"f{len(self.flows) + 1}",
                source,
                target,
                tuple(categories),
                Access(terms.get("access", "push")),
                encrypted=terms.get("encrypted", True),
                validated=terms.get("validated", False),
                via=tuple(via),
            )
        )


def demo_estate(devices: int = DEVICES) -> Snapshot:
    """The trust with so many devices (0 or more); equal numbers give equal estates."""
    trust = tomllib.loads(Path(__file__).with_name("trust.toml").read_text(encoding="utf-8"))
    draft = _Draft()
    draft.assets.extend(_organisation(trust))
    _networks(trust, draft)
    _platform(trust, draft)
    for row in trust["dependencies"]:
        terms = {name: row[name] for name in row if name not in ("dependent", "provider", "kind")}
        draft.need(row["dependent"], row["provider"], row["kind"], **terms)
    draft.holdings.extend(Holding(row["asset"], row["category"], row["persons"]) for row in trust["holdings"])
    for row in trust["flows"]:
        terms = {name: row[name] for name in ("access", "validated") if name in row}
        draft.send(row["source"], row["target"], row["categories"], row["via"], **terms)
    _devices(trust, draft, devices)
    return Snapshot(
        categories=tuple(
            Category(row["id"], row["name"], Sensitivity(row["sensitivity"])) for row in trust["categories"]
        ),
        assets=tuple(draft.assets),
        holdings=tuple(draft.holdings),
        flows=tuple(draft.flows),
        dependencies=tuple(draft.dependencies),
    )


def _organisation(trust: dict[str, Any]) -> Iterator[Asset]:
    """Suppliers, sites, shared infrastructure, systems and processes."""
    for row in trust["suppliers"]:
        yield Asset(row["id"], row["name"], Kind.SUPPLIER, confidentiality=2, integrity=2, availability=2)
    for site, name in zip(trust["sites"], trust["site_names"], strict=True):
        yield Asset(site, name, Kind.LOCATION, confidentiality=1, integrity=1, availability=3)
    for row in trust["assets"]:
        confidentiality, integrity, availability = row["needs"]
        yield Asset(
            row["id"],
            row["name"],
            Kind(row["kind"]),
            owner=row["owner"],
            supplier=row["supplier"],
            confidentiality=confidentiality,
            integrity=integrity,
            availability=availability,
            max_downtime=row["max_downtime"],
            recovery=row["recovery"],
        )
    for row in trust["processes"]:
        acute = row["max_downtime"] <= 30
        yield Asset(
            row["id"],
            row["name"],
            Kind.PROCESS,
            confidentiality=3,
            integrity=4,
            availability=4 if acute else 3,
            max_downtime=row["max_downtime"],
        )


def _networks(trust: dict[str, Any], draft: _Draft) -> None:
    """A hospital network and a device network at each site, behind the regional core."""
    for site, name in zip(trust["sites"], trust["site_names"], strict=True):
        for id_, text, integrity in ((f"lan-{site}", "Sykehusnett", 3), (f"mtu-{site}", "MTU-nett", 4)):
            draft.assets.append(
                Asset(
                    id_,
                    f"{text} {name}",
                    Kind.NETWORK,
                    supplier="sykehuspartner",
                    site=site,
                    confidentiality=3,
                    integrity=integrity,
                    availability=4,
                    max_downtime=15,
                    recovery=10,
                )
            )
        draft.need(f"lan-{site}", "wan", "network")
        draft.need(f"mtu-{site}", f"lan-{site}", "network")
        draft.need(f"lan-{site}", site, "location")


def _platform(trust: dict[str, Any], draft: _Draft) -> None:
    """What every system of the trust runs on: one of two virtual platforms, identity, and the core network."""
    shared = {"iam", "integrasjon", "radp", "fportal", "m365"}
    for row in trust["assets"]:
        if row["kind"] != "system" or row["id"] in shared:
            continue
        draft.need(row["id"], "vmA", "hosting", group="platform")
        draft.need(row["id"], "vmB", "hosting", group="platform")
        draft.need(row["id"], "iam", "identity", tolerance=trust["runs_on"]["identity"].get(row["id"], 60))
        draft.need(row["id"], "wan", "network", tolerance=trust["runs_on"]["network"].get(row["id"], 0))


def _devices(trust: dict[str, Any], draft: _Draft, total: int) -> None:
    rng = random.Random(_SEED)  # noqa: S311 - a demo that is the same for everybody, nothing secret
    classes = trust["devices"]
    counts = [round(total * row["share"]) for row in classes[:-1]]
    counts.append(total - sum(counts))
    for row, count in zip(classes, counts, strict=True):
        for number in range(1, count + 1):
            site = rng.choices(trust["sites"], trust["site_weights"])[0]
            _device(row, count, number, site, draft)


def _device(row: dict[str, Any], count: int, number: int, site: str, draft: _Draft) -> None:
    id_ = f"{row['id']}-{number:05d}"
    process = row.get("process", "")
    draft.assets.append(
        Asset(
            id_,
            f"{row['name']} {number}",
            Kind.DEVICE,
            site="" if row.get("at_home") else site,
            confidentiality=3 if process else 1,
            integrity=3,
            availability=3 if process in ("p-intensiv", "p-fode") else 2,
        )
    )
    if not process:
        return
    network = "internett" if row["at_home"] else f"mtu-{site}"
    runs_alone = row["id"] in ("infusjonspumpe", "respirator")
    draft.need(id_, network, "network", tolerance=10_080 if runs_alone else 0)
    draft.send(id_, row["system"], [row["category"]], [network], encrypted=row["encrypted"])
    if row["both_ways"]:
        draft.send(row["system"], id_, [row["category"]], [network], encrypted=row["encrypted"])
    draft.need(process, id_, "service", group=row["id"], needed=max(1, count * 7 // 10), tolerance=60, strength="soft")
    if row["id"] not in ("glukometer", "hjemmesett"):
        draft.need(id_, row["system"], "administration", tolerance=10_080, strength="soft")
