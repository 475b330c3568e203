"""A page as a respondent sees it: its sections and questions, where it stands, and what can be done from it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from kontor.engine.questionnaire import (
    Asked,
    Block,
    Page,
    Path,
    Plan,
    Problem,
    Question,
    State,
    page_after,
    page_before,
)
from kontor.engine.questionnaire.reading import Scope
from kontor.hub.surveys.queries.fields import PREFIX, Drawing, ShownQuestion
from kontor.hub.surveys.queries.words import plain, safe

REVIEW = "~review"


@dataclass(slots=True)
class Adding:
    """A repeat that the respondent fills herself: what adds an item, and whether another one may be added."""

    block: str
    title: str
    count: int
    may_add: bool
    may_remove: bool


@dataclass(slots=True)
class Section:
    """A part of a page: an inner block, or one item of an inner repeat (`remove` takes it away)."""

    title: str
    text: SafeString
    questions: list[ShownQuestion] = field(default_factory=list)
    remove: str = ""
    adding: Adding | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One page in the outline of the way."""

    key: str
    title: str
    number: int
    seen: bool
    current: bool
    reachable: bool


@dataclass(slots=True)
class ShownPage:
    """One page of the questionnaire. `adding` where the page itself is an item that the respondent added."""

    key: str
    title: str
    text: SafeString
    sections: list[Section]
    steps: list[Step]
    number: int
    of: int
    has_back: bool
    is_last: bool
    adding: Adding | None = None
    item: str = ""
    with_files: bool = False

    @property
    def questions(self) -> Iterator[ShownQuestion]:
        for section in self.sections:
            yield from section.questions

    @property
    def wrong(self) -> list[tuple[str, str, str]]:
        """(where, of which question, what) of everything that is wrong, in order: for the list above the page."""
        found = []
        for one in self.questions:
            words = plain(one.text)
            found += [(f"q-{one.id}", words, sentence) for sentence in one.wrong]
            found += [(f"q-{one.id}", words, sentence) for row in one.rows for sentence in row.wrong]
            found += [(box.id, words, sentence) for box in one.every_box() for sentence in box.wrong]
        return found


def shown_page(state: State, page: Page, problems: Iterable[Problem] = ()) -> ShownPage:
    """Return the page with these problems said at their questions. Linear in the page and the number of pages."""
    wrong: dict[tuple[Path, str], list[Problem]] = {}
    for one in problems:
        wrong.setdefault((one.path, one.cell), []).append(one)
    for place, many in wrong.items():
        # Where nothing was answered, that is said, and not also what the answer would have to be.
        wrong[place] = [one for one in many if one.kind == "required"] or many
    drawing = Drawing(state, page.path, wrong, drivers(state.plan, page.block))
    scope = state.scope(page.path) or state.top
    repeat = page.block.repeat
    item = page.path[-1][1] if page.path else ""
    own = repeat is not None and not repeat.driver
    # Of a repeat without items there is one page, that offers to add the first.
    empty = own and not page.path
    sections = [] if empty else list(sections_of(drawing, page.block, scope, page.path, top=True))
    steps = steps_of(state, page.key)
    return ShownPage(
        key=page.key,
        title=plain(state.text(page.block.title, scope)),
        text=safe(state.text(page.block.text, scope)),
        sections=sections,
        steps=steps,
        number=next((one.number for one in steps if one.current), 0),
        of=len(steps),
        has_back=page_before(state, page.key) is not None,
        is_last=page_after(state, page.key) is None,
        adding=adding_of(state, page.block, state.top, page.path[:-1]) if own else None,
        item=item,
        with_files=any(one.sort == "file" for section in sections for one in section.questions),
    )


def sections_of(
    drawing: Drawing, block: Block, scope: Scope, path: Path, *, top: bool = False, remove: str = ""
) -> Iterator[Section]:
    """The parts of a block in its order: its own questions, then each inner block and each item of an inner repeat."""
    state = drawing.state
    title, text = ("", SafeString("")) if top else (plain(state.text(block.title, scope)), safe(state.text(block.text, scope)))  # fmt: skip
    here = Section(title, text, remove=remove)
    began = False
    for item in block.items:
        if item.code not in scope.shown:
            continue
        if isinstance(item, Question):
            if not item.hidden:
                here.questions.append(drawing.question(Asked(state.plan.questions[item.code], scope, path)))
            continue
        if here.questions or here.title or here.remove:
            yield here
            began = True
        here = Section("", SafeString(""))
        if item.repeat is None:
            yield from sections_of(drawing, item, scope, path)
            continue
        own = not item.repeat.driver
        items = scope.items.get(item.code, ())
        for one in items:
            there = (*path, (item.code, one.item))
            taken = f"{item.code}/{one.item}" if own and len(items) > item.repeat.least else ""
            yield from sections_of(drawing, item, one, there, remove=taken)
        if own:
            yield Section("", SafeString(""), adding=adding_of(state, item, scope, path))
    if here.questions or here.remove or (here.title and not began):
        yield here


def adding_of(state: State, block: Block, scope: Scope, path: Path) -> Adding:
    repeat = block.repeat
    assert repeat is not None, "only repeats have items"
    count = len(scope.items.get(block.code, ()))
    title = plain(state.text(block.title, scope))
    return Adding(block.code, title, count, count < repeat.most, count > repeat.least)


def drivers(plan: Plan, block: Block) -> frozenset[str]:
    """The questions of a page whose answers change what else the page asks. Kept with the plan's block."""
    key = (id(plan), block.code)
    if key not in _drivers:
        if len(_drivers) > 5000:
            _drivers.clear()
        inside = {one.code for one in block.questions()} | {one.code for one in inner_blocks(block)}
        found = frozenset(
            one.code for one in block.questions() if inside & set(plan.affected(one.code)) - {one.code}
        )
        # The plan stands beside what was found, so that its id is not given to another one.
        _drivers[key] = (plan, found)
    return _drivers[key][1]


_drivers: dict[tuple[int, str], tuple[Plan, frozenset[str]]] = {}


def inner_blocks(block: Block) -> Iterator[Block]:
    for item in block.items:
        if isinstance(item, Block):
            yield item
            yield from inner_blocks(item)


def steps_of(state: State, current: str) -> list[Step]:
    seen = set(state.response.seen)
    pages = state.pages
    furthest = max((at for at, one in enumerate(pages) if one.key in seen), default=-1) + 1
    found = []
    for at, one in enumerate(pages):
        title = plain(state.text(one.block.title, state.scope(one.path) or state.top))
        key = one.key
        found.append(Step(key, title, at + 1, key in seen, key == current, at <= furthest))
    return found


def page_at(state: State, asked: str) -> Page | None:
    """The page asked for where she may be there already, else the one where she stopped, else the first."""
    pages = {one.key: one for one in state.pages}
    seen = set(state.response.seen)
    furthest = max((at for at, key in enumerate(pages) if key in seen), default=-1) + 1
    reachable = list(pages)[: furthest + 1]
    for key in (asked, state.response.page):
        if key in reachable:
            return pages[key]
    return pages[reachable[0]] if reachable else None


def cells_sent(
    plan: Plan, page: str, sent: Mapping[str, str], asked: Iterable[str]
) -> dict[Path, dict[str, object]]:
    """What a form sent, by place and cell. `asked` are the questions that the form showed: of those, a box that was not sent was
    cleared. What stands behind a condition of its own was perhaps not shown, and stays. Whatever else was sent is not read.
    """
    block, _, item = page.partition("/")
    at: Path = ((block, item),) if item else ()
    found: dict[Path, dict[str, object]] = {}
    for token in asked:
        *way, code = token.split("/")
        step = plan.questions.get(code)
        if step is None or len(way) % 2:
            continue
        path = (*at, *zip(way[::2], way[1::2], strict=True))
        prefix = PREFIX + "".join(f"{one}/" for one in way)
        cells = found.setdefault(path, {})
        for cell in step.cells:
            name = prefix + cell.name
            if name in sent:
                cells[cell.name] = sent[name]
            elif not (step.parts or step.filtered) and step.question.kind != "file":
                cells[cell.name] = ""
    return found


def files_sent[File](
    plan: Plan, page: str, sent: Mapping[str, File], asked: Iterable[str]
) -> dict[tuple[Path, str], File]:
    """The files that a form sent, by place and cell."""
    block, _, item = page.partition("/")
    at: Path = ((block, item),) if item else ()
    found: dict[tuple[Path, str], File] = {}
    for token in asked:
        *way, code = token.split("/")
        step = plan.questions.get(code)
        if step is not None and len(way) % 2 == 0 and step.question.kind == "file":
            path = (*at, *zip(way[::2], way[1::2], strict=True))
            name = PREFIX + "".join(f"{one}/" for one in way) + code
            if name in sent:
                found[path, code] = sent[name]
    return found


def next_key(state: State, page: str) -> str | None:
    """The key of the page after this one; None after the last."""
    found = page_after(state, page)
    return found.key if found else None


def key_before(state: State, page: str) -> str:
    """The key of the page before this one, or of the last for the look before handing in."""
    found = page_before(state, "" if page == REVIEW else page)
    return found.key if found else page


def place_of_repeat(state: State, page: str, block: str) -> Path | None:
    """Where the items of a repeat stand that the respondent fills herself: on top, or inside the item that this page is."""
    step = state.plan.blocks.get(block)
    if step is None or step.block.repeat is None or step.block.repeat.driver:
        return None
    if len(step.chain) == 1:
        return ()
    outer, _, item = page.partition("/")
    return ((outer, item),) if step.chain[0] == outer and item else None


def key_after_change(state: State, page: str, block: str, new: str, removed: str) -> str:
    """Where to go once an item was added or removed: to the new one where it is a page of its own, else to where she is."""
    if page.partition("/")[0] != block:
        return page
    if new:
        return f"{block}/{new}"
    left = [one.key for one in state.pages if one.block.code == block]
    earlier = [key for key in left if place_of(key) < place_of(f"{block}/{removed}")]
    return earlier[-1] if earlier else (left or [page])[0]


def place_of(key: str) -> int:
    """Items that a respondent adds are numbered in their order."""
    item = key.partition("/")[2]
    return int(item) if item.isdecimal() else 0
