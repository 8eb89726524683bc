"""One table, row by row: from cells to rows of the estate, with every fault on the way."""

from collections.abc import Hashable, Iterator

from riskapp.errors import N_
from riskapp.exchange.cells import Known, Take, take, taker
from riskapp.exchange.columns import DEPENDENCIES, Column, Row, Table
from riskapp.exchange.faults import UNREAD, Fault, Faults, Notice, Refusals, Refused, shown
from riskapp.exchange.groups import Groups, Member
from riskapp.exchange.limits import COLUMNS, ROWS
from riskapp.exchange.tables import Cells, RawTable


class TableReader:
    """Takes one table in: afterwards `rows` holds its rows, `ids` the row of each key, `notices` what was left out."""

    def __init__(self, table: Table, file: str, known: Known, faults: Faults) -> None:
        self._table = table
        self._file = file
        self._faults = faults
        self._takers = [taker(column, known) for column in table.columns]
        self._key = [table.position(name) for name in table.key]
        self._groups = Groups()
        self._plan: list[tuple[int, int, Column, Take]] = []
        self._blank: list[object] = []
        self._width = 0
        self.ids: dict[Hashable, int] = {}
        self.rows: list[Row] = []
        self.notices: list[Notice] = []

    def read(self, raw: RawTable) -> bool:
        """Read all of it; False where ids may stand in what could not be read. Every fault goes to `faults`.

        Raises Faulty as soon as there are more faults than are kept.
        """
        whole = False
        try:
            whole = self._header(raw.header)
            for number, cells in raw.rows:
                if number - 1 > ROWS:
                    raise Refused(N_("The file has more than %(limit)s rows: divide the estate."), limit=ROWS)
                # The last cell first: in a sheet it is never empty, however far to the right it stands.
                if cells and (cells[-1].strip() or any(map(str.strip, cells))):
                    self._row(number, cells)
        except Refused as refusal:
            self._faults.add([refusal.at(self._file)])
            whole = False
        self._faults.add_of_groups(self._groups.faults(self._file))
        return whole

    def _header(self, header: Cells) -> bool:
        """Find the columns; False where one of the key is missing. Raises Refused for a header that is too wide."""
        if len(header) > COLUMNS:
            raise Refused(N_("The file has more than %(limit)s columns."), row=1, limit=COLUMNS)
        places: dict[str, int] = {}
        faults: list[Fault] = []
        known = {column.name for column in self._table.columns}
        for place, cell in enumerate(header):
            name = cell.strip()
            plain = name.casefold()
            if plain not in known:
                self._leave_out(place, name)
            elif plain in places:
                faults.append(Fault(self._file, 1, plain, N_("The column is there twice: keep one of them.")))
            else:
                places[plain] = place
        missing = (column.name for column in self._table.columns if column.required and column.name not in places)
        faults.extend(Fault(self._file, 1, name, N_("The column is missing from the header.")) for name in missing)
        self._faults.add(faults)
        self._make_plan(places, len(header))
        return all(name in places for name in self._table.key)

    def _make_plan(self, places: dict[str, int], width: int) -> None:
        self._width = width
        for index, (column, taking) in enumerate(zip(self._table.columns, self._takers, strict=True)):
            # A required column that is not there was told once, for the header, and not again for every row.
            self._blank.append(UNREAD if column.required else column.default)
            if column.name in places:
                self._plan.append((index, places[column.name], column, taking))

    def _leave_out(self, place: int, name: str) -> None:
        if name:
            text = N_("The column is unknown and was not read.")
            self.notices.append(Notice(self._file, 1, shown(name), text))
        else:
            text = N_("Column number %(number)s has no name and was not read.")
            self.notices.append(Notice(self._file, 1, None, text, {"number": place + 1}))

    def _row(self, number: int, cells: Cells) -> None:
        faults: list[Fault] = []
        values = self._blank.copy()
        filled = len(cells)
        for index, place, column, taking in self._plan:
            try:
                values[index] = take(cells[place] if place < filled else "", column, taking)
            except Refused as refusal:
                values[index] = refusal.value
                faults.append(refusal.at(self._file, number, column.name))
            except Refusals as several:
                values[index] = several.value
                faults.extend(refusal.at(self._file, number, column.name) for refusal in several.refusals)
        faults.extend(fault.at(self._file, number, column) for column, fault in self._row_faults(number, cells, values))
        if faults:
            self._faults.add(faults)
        elif UNREAD not in values:
            self.rows.append(self._table.row(*values))

    def _row_faults(self, number: int, cells: Cells, values: list[object]) -> Iterator[tuple[str | None, Refused]]:
        """What is wrong with the row as a whole: too many cells, a key used twice, an asset that needs itself."""
        if len(cells) > self._width:
            text = N_("The row has %(cells)s cells, and the header only %(columns)s.")
            yield None, Refused(text, found=cells[self._width], cells=len(cells), columns=self._width)
        key = tuple(values[index] for index in self._key)
        if UNREAD not in key:
            first = self.ids.setdefault(key[0] if len(key) == 1 else key, number)
            if first != number:
                yield self._table.key[0], self._twice(key, first)
        if self._table is DEPENDENCIES:
            if values[0] is not UNREAD and values[0] == values[1]:
                yield "provider", Refused(N_("%(found)s depends on itself."), found=str(values[1]))
            self._group(number, values)

    def _twice(self, key: tuple[object, ...], first: int) -> Refused:
        if len(key) == 1:
            return Refused(N_('The id "%(found)s" is used in row %(first)s already.'), found=str(key[0]), first=first)
        names = ", ".join(str(part) for part in key if part is not None)
        if self._table is DEPENDENCIES:
            return Refused(
                N_("The same dependency stands in row %(first)s already: %(found)s."), found=names, first=first
            )
        return Refused(N_("The same holding stands in row %(first)s already: %(found)s."), found=names, first=first)

    def _group(self, number: int, values: list[object]) -> None:
        dependent, provider, kind, group, *shared = (None if value is UNREAD else value for value in values)
        if isinstance(dependent, str) and values[3] is not UNREAD and (group is not None or shared[0] != 1):
            name = group if isinstance(group, str) else None
            self._groups.add(dependent, name, Member(number, provider, kind, *shared))
