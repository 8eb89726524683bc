"""The Innlandet trust, the estate of the benchmarks: about 15 000 devices, or so many trusts behind one region.

python -m bench.innlandet OUT [--devices 15000] [--scale 1]
"""

import argparse
import random
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from riskapp.exchange.writing import write_folder
from riskapp.graph.snapshot import Asset, Category, Dependency, Flow, Holding, Snapshot
from riskapp.graph.vocabulary import Access, DependencyKind, Kind, Sensitivity, Strength

_DATA: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_SEED = 52_2023
_SHARED = frozenset(row[0] for row in _DATA["region"])
_PATIENT_WATCH = ("amk", "monitorsentral")
_LONG = 10_080


@dataclass
class _Rows:
    """The rows while they are written, in the order of the files."""

    assets: list[Asset] = field(default_factory=list)
    holdings: list[Holding] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)
    dependencies: list[Dependency] = field(default_factory=list)

    def need(self, dependent: str, provider: str, kind: str, tolerance: int = 0, strength: str = "hard") -> None:
        """A dependency on its own."""
        self.group(dependent, provider, kind, None, 1, tolerance, strength)

    def group(
        self, dependent: str, provider: str, kind: str, name: str | None, needed: int, tolerance: int, strength: str
    ) -> None:
        """A member of a group, or a dependency on its own."""
        row = Dependency(dependent, provider, DependencyKind(kind), name, needed, tolerance, Strength(strength))
        self.dependencies.append(row)

    def asset(self, key: str, name: str, kind: str, supplier: str, levels: tuple[int, int, int], **times: Any) -> None:
        """An asset in use; `times` are max_downtime and recovery, and maybe a site."""
        confidentiality, integrity, availability = levels
        self.assets.append(
            Asset(
                key,
                name,
                Kind(kind),
                supplier=supplier,
                site=times.get("site", ""),
                confidentiality=confidentiality,
                integrity=integrity,
                availability=availability,
                max_downtime=times.get("max_downtime"),
                recovery=times.get("recovery", 0),
            )
        )

    def listed(self, prefix: str, row: list[Any]) -> None:
        """An asset as the data list it."""
        key, name, kind, supplier, c, i, a, max_downtime, recovery = row
        self.asset(prefix + key, name, kind, supplier, (c, i, a), max_downtime=max_downtime, recovery=recovery)


def innlandet(devices: int = 15_000, scale: int = 1) -> Snapshot:
    """`scale` trusts with so many devices each, side by side behind one shared regional platform."""
    rows, draw = _Rows(), random.Random(_SEED)
    for key, name in _DATA["suppliers"]:
        rows.asset(key, name, "supplier", "", (2, 2, 2))
    for row in _DATA["region"]:
        rows.listed("", row)
    for dependent, provider, kind, group, needed, tolerance, strength in _DATA["region_needs"]:
        rows.group(dependent, provider, kind, group or None, needed, tolerance, strength)
    for asset, category, persons, each in _DATA["region_holdings"]:
        rows.holdings.append(Holding(asset, category, persons * scale if each else persons))
    for number in range(scale):
        _Trust(rows, "" if scale == 1 else f"t{number + 1}-", draw).write(devices)
    categories = tuple(Category(key, name, Sensitivity(word)) for key, name, word in _DATA["categories"])
    return Snapshot(categories, tuple(rows.assets), tuple(rows.holdings), tuple(rows.flows), tuple(rows.dependencies))


@dataclass
class _Trust:
    """One trust: its networks, systems, processes and devices; every id of its own begins with `prefix`."""

    rows: _Rows
    prefix: str
    draw: random.Random

    def key(self, name: str) -> str:
        """The id of a thing of this trust, or of the region that all share."""
        return name if name in _SHARED else self.prefix + name

    def write(self, devices: int) -> None:
        """All of it, in the order of the files."""
        self._networks()
        self._systems()
        for process, system, tolerance, strength in self._served():
            self.rows.need(self.key(process), self.key(system), "service", tolerance, strength)
        for dependent, provider, kind, tolerance, strength in _DATA["needs"]:
            self.rows.need(self.key(dependent), self.key(provider), kind, tolerance, strength)
        for asset, category, persons in _DATA["holdings"]:
            self.rows.holdings.append(Holding(self.key(asset), category, persons))
        self._flows()
        self._devices(devices)

    def _networks(self) -> None:
        for site in _DATA["sites"]:
            for key, name, levels, behind in (
                (f"lan-{site}", f"Hospital network {site}", (3, 3, 4), "wan"),
                (f"mtu-{site}", f"Device network {site}", (3, 4, 4), f"lan-{site}"),
            ):
                self.rows.asset(
                    self.key(key), name, "network", "sykehuspartner", levels, max_downtime=15, recovery=10, site=site
                )
                self.rows.need(self.key(key), self.key(behind), "network")

    def _systems(self) -> None:
        for row in _DATA["systems"]:
            self.rows.listed(self.prefix, row)
            key, watch = self.key(row[0]), row[0] in _PATIENT_WATCH
            for host in ("vmA", "vmB"):
                self.rows.group(key, host, "hosting", "platform", 1, 0, "hard")
            self.rows.need(key, "iam", "identity", 480 if watch else 60)
            self.rows.need(key, "wan", "network", _LONG if row[0] == "monitorsentral" else 0)
        for name, words, minutes in _DATA["processes"]:
            urgent = 4 if minutes <= 30 else 3
            self.rows.asset(self.key(name), words, "process", "", (3, 4, urgent), max_downtime=minutes)

    def _served(self) -> list[tuple[str, str, int, str]]:
        return [
            (process, system, tolerance, strength)
            for system, processes, tolerance, strength in _DATA["serves"]
            for process in processes
        ]

    def _flows(self) -> None:
        for source, target, categories, access, validated in _DATA["flows"]:
            self._send(
                self.key(source),
                self.key(target),
                categories,
                access,
                encrypted=True,
                validated=bool(validated),
                via="wan",
            )
        for process, systems in _DATA["readings"]:
            for system in systems:
                held = [row.category for row in self.rows.holdings if row.asset == self.key(system)]
                via = self.key("lan-hamar")
                self._send(self.key(system), self.key(process), held[:2] or ["demografi"], encrypted=True, via=via)

    def _send(
        self,
        source: str,
        target: str,
        categories: list[str],
        access: str = "push",
        *,
        encrypted: bool,
        validated: bool = False,
        via: str,
    ) -> None:
        number = f"{self.prefix}f{len(self.rows.flows) + 1}"
        row = Flow(number, source, target, tuple(categories), Access(access), encrypted, validated, (via,))
        self.rows.flows.append(row)

    def _devices(self, devices: int) -> None:
        left = devices
        for row in _DATA["devices"]:
            count = round(devices * row[1]) if row is not _DATA["devices"][-1] else left
            left -= count
            for number in range(1, count + 1):
                self._device(row, number, count)

    def _device(self, row: list[Any], number: int, count: int) -> None:
        kind, _, system, category, direction, encrypted, process, home = row
        site = self.draw.choices(_DATA["sites"], _DATA["site_weights"])[0]
        key, urgent = self.key(f"{kind}-{number:05d}"), process in ("p-intensiv", "p-fode")
        levels = (3 if category else 1, 3, 3 if urgent else 2)
        self.rows.asset(key, f"{kind} {number}", "device", "", levels, site="home" if home else site)
        if not system:
            return
        network = "internett" if home else self.key(f"mtu-{site}")
        self.rows.need(key, network, "network", _LONG if kind in ("infusjonspumpe", "respirator") else 0)
        self._send(key, self.key(system), [category], encrypted=bool(encrypted), via=network)
        if direction == "both":
            self._send(self.key(system), key, [category], encrypted=bool(encrypted), via=network)
        self.rows.group(self.key(process), key, "service", kind, max(1, int(count * 0.7)), 60, "soft")
        if kind not in ("glukometer", "hjemmesett"):
            self.rows.need(key, self.key(system), "administration", _LONG, "soft")


def main() -> None:
    """Write it as estate files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--devices", type=int, default=15_000)
    parser.add_argument("--scale", type=int, default=1)
    arguments = parser.parse_args()
    write_folder(innlandet(arguments.devices, arguments.scale), arguments.out)


if __name__ == "__main__":
    main()
