"""Which pages a long list has, as the shared pagination part wants to know it."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pages:
    """Page `page` of `pages`, counted from 1."""

    page: int
    pages: int

    @property
    def has_prev(self) -> bool:
        """Whether there is a page before this one."""
        return self.page > 1

    @property
    def has_next(self) -> bool:
        """Whether there is a page after this one."""
        return self.page < self.pages

    @property
    def prev_num(self) -> int:
        """The page before this one."""
        return self.page - 1

    @property
    def next_num(self) -> int:
        """The page after this one."""
        return self.page + 1

    def iter_pages(
        self, *, left_edge: int, left_current: int, right_current: int, right_edge: int
    ) -> Iterator[int | None]:
        """The pages to link: some at both ends and some around this one, None where some are passed over."""
        last = 0
        for page in range(1, self.pages + 1):
            near = self.page - left_current <= page <= self.page + right_current
            if page <= left_edge or near or page > self.pages - right_edge:
                if page - last > 1:
                    yield None
                yield page
                last = page
