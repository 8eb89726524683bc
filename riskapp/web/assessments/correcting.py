"""Where a fact that is quoted of the estate can be put right on the spot, by whoever may."""

from collections.abc import Iterable
from functools import cached_property

from flask import url_for
from sqlalchemy import select

from riskapp.accounts.permissions import Actor, Permission
from riskapp.assessments.quotes import Quotes, Row
from riskapp.catalogues.questionnaire import Quote
from riskapp.database import db
from riskapp.estate.directory import Directory, directory
from riskapp.estate.models import Asset, Category, Dependency, Flow, Holding

Link = tuple[str, str, str]
"""Dependent and provider by their ids, and what for."""


class Corrections:
    """The forms behind the rows of `quotes`, each table of the estate read once and only when a row asks for it."""

    def __init__(self, actor: Actor, quotes: Quotes) -> None:
        self.actor = actor
        self.quotes = quotes

    def url(self, quote: str, row: Row, back: str) -> str:
        """The form for one row, which leads to `back` when it is stored; empty where the actor may not, or none fits.

        A row that stands for many alike has no form of its own.
        """
        if quote not in self.quotes or "alike" in row or "more" in row:
            return ""
        if quote in (Quote.ASSETS, Quote.SUPPLIERS):
            return self._asset(str(row["id" if quote == Quote.ASSETS else "asset_id"]), back)
        if quote in (Quote.DATA, Quote.HOLDERS):
            return self._holding(str(row["asset_id" if quote == Quote.DATA else "other_id"]), row["category_id"], back)
        if quote in (Quote.FLOWS, Quote.RECIPIENTS):
            return self._flow(row, back)
        return self._need(row, back) if quote == Quote.NEEDS else ""

    def _asset(self, key: str, back: str) -> str:
        number = self._number(key)
        return url_for("estate.edit_asset", asset_id=number, back=back) if number and self._may(number) else ""

    def _holding(self, key: str, category: str, back: str) -> str:
        number, holding = self._number(key), self._holdings.get((key, category))
        return (
            url_for("estate.edit_holding", holding_id=holding, back=back)
            if holding and number and self._may(number)
            else ""
        )

    def _flow(self, row: Row, back: str) -> str:
        flow = self._flows.get(row["id"])
        ends = [self._number(row["asset_id"]), self._number(row["other_id"])]
        return url_for("estate.edit_flow", flow_id=flow, back=back) if flow and self._may(*ends) else ""

    def _need(self, row: Row, back: str) -> str:
        ends = row["asset_id"], row["other_id"]
        dependent, provider = ends if row["direction"] == "needs" else reversed(ends)
        found = self._needs.get((dependent, provider, row["why"]), [])
        if not found or not self._may(self._number(dependent)):
            return ""
        if len(found) > 1:  # the same need in several groups: which of them is meant, the person sees on the page
            return url_for("estate.asset", asset_id=self._number(dependent))
        return url_for("estate.edit_dependency", dependency_id=found[0], back=back)

    def _may(self, *assets: int | None) -> bool:
        return self.actor.may_for_any(Permission.EDIT_ESTATE, [one for one in assets if one is not None])

    def _number(self, key: str) -> int | None:
        line = self._directory.by_key.get(key)
        return line.number if line else None

    @cached_property
    def _directory(self) -> Directory:
        return directory()

    @cached_property
    def _holdings(self) -> dict[tuple[str, str], int]:
        """The holdings of all assets that are quoted as holding something."""
        rows = [*self.quotes.get(Quote.DATA, []), *self.quotes.get(Quote.HOLDERS, [])]
        assets = self._numbers(row.get("asset_id") or row.get("other_id") for row in rows)
        query = select(Asset.key, Category.key, Holding.id).join(Holding.asset).join(Holding.category)
        found = db.session.execute(query.where(Holding.asset_id.in_(assets)))
        return {(asset, category): number for asset, category, number in found}

    @cached_property
    def _flows(self) -> dict[str, int]:
        keys = {row["id"] for row in self.quotes.get(Quote.FLOWS, []) if "id" in row}
        return {one.key: one.id for one in db.session.scalars(select(Flow).where(Flow.key.in_(keys)))}

    @cached_property
    def _needs(self) -> dict[Link, list[int]]:
        rows = self.quotes.get(Quote.NEEDS, [])
        assets = self._numbers(row.get(name) for row in rows for name in ("asset_id", "other_id"))
        query = select(Dependency).where(Dependency.dependent_id.in_(assets), Dependency.provider_id.in_(assets))
        key_of = {number: line.key for number, line in self._directory.by_number.items() if number in assets}
        found: dict[Link, list[int]] = {}
        for one in db.session.scalars(query):
            link = key_of[one.dependent_id], key_of[one.provider_id], one.kind
            found.setdefault(link, []).append(one.id)
        return found

    def _numbers(self, keys: Iterable[str | None]) -> set[int]:
        return {number for key in keys if key and (number := self._number(key)) is not None}
