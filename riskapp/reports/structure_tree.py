"""Writes the elements of a document into its PDF: structure tree, parent tree, and the links' places in both."""

from collections import defaultdict

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from riskapp.reports.structure import Element, LinkMark, Mark

Owners = dict[int, dict[int, pikepdf.Object]]


class _Writing:
    """The file, its pages, and who owns which mark; page numbers from 1."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.pages = [page.obj for page in pdf.pages]
        self.owners: Owners = defaultdict(dict)
        self.links: list[pikepdf.Object] = []

    def element(self, element: Element, parent: pikepdf.Object) -> pikepdf.Object:
        """Write an element and all below it."""
        made = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.role}"), P=parent))
        self._attributes(element, made)
        if element.children:
            made.K = Array([self._child(child, made) for child in element.children])
        return made

    def _attributes(self, element: Element, made: pikepdf.Object) -> None:
        if element.alternative:
            made.Alt = String(element.alternative)
        if element.scope:
            made.A = Dictionary(O=Name.Table, Scope=Name(f"/{element.scope}"))
        if element.box:
            page, box = element.box
            made.Pg = self.pages[page - 1]
            made.A = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array([round(edge, 2) for edge in box]))

    def _child(self, child: Element | Mark | LinkMark, made: pikepdf.Object) -> pikepdf.Object | int:
        if isinstance(child, Element):
            return self.element(child, made)
        page = self.pages[child.page - 1]
        if isinstance(child, LinkMark):
            return self._link(page.Annots[child.place], page, made)
        self.owners[child.page][child.number] = made
        if "/Pg" not in made:
            made.Pg = page
        if made.Pg.objgen == page.objgen:
            return child.number
        return Dictionary(Type=Name.MCR, Pg=page, MCID=child.number)

    def _link(self, area: pikepdf.Object, page: pikepdf.Object, made: pikepdf.Object) -> pikepdf.Object:
        if not area.is_indirect:
            raise ValueError("an area of a link has to be an object of its own")
        area.StructParent = len(self.pages) + len(self.links)
        area.F = 4  # printed too: PDF/A wants it said
        self.links.append(made)
        return Dictionary(Type=Name.OBJR, Obj=area, Pg=page)


def write_structure(pdf: pikepdf.Pdf, root: Element) -> None:
    """Make `pdf` a tagged PDF with the elements below `root`."""
    writing = _Writing(pdf)
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    tree.K = writing.element(root, tree)
    numbers: list[pikepdf.Object | int] = []
    for number, page in enumerate(writing.pages):
        page.StructParents = number
        page.Tabs = Name.S
        owners = writing.owners[number + 1]
        numbers += [number, pdf.make_indirect(Array([owners[place] for place in range(len(owners))]))]
    for place, owner in enumerate(writing.links):
        numbers += [len(writing.pages) + place, owner]
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    tree.ParentTreeNextKey = len(writing.pages) + len(writing.links)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)
