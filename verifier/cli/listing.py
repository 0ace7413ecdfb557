"""Turn what a case holds, and what an import did, into the shapes that are printed."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from verifier.case.copy_groups import stated_groups
from verifier.cli.shapes import (
    AddedFile,
    Addition,
    CaseListing,
    ItemLine,
    MatchedPost,
    PostsTold,
    ProblemLine,
    SavedFrame,
    SavedFrames,
    SavedSheet,
    UnmatchedPost,
)
from verifier.domain.ids import key_of
from verifier.domain.records import DroneClaim, Item, Link, Observation, PlaceClaim, Problem
from verifier.geo.contradictions import contradictions_by_item

if TYPE_CHECKING:
    from verifier.case.case import Case
    from verifier.workspace.added import Added, AddedOne
    from verifier.workspace.inspecting import Picture, Sheet
    from verifier.workspace.posts_found import PostsFound
    from verifier.workspace.workspace import Workspace


def listing(workspace: "Workspace") -> CaseListing:
    """Gather a whole case as ``list --json`` prints it."""
    case = workspace.case
    labels = {item.key: item.label for item in case.of(Item)}
    info = case.info
    return CaseListing(
        title=info.title,
        created_at=info.created_at,
        likelihood_scale=info.likelihood_scale,
        legal_hold=info.legal_hold,
        items=_item_lines(case, labels),
        problems=tuple(_problem_line(problem, labels) for problem in case.of(Problem)),
    )


def listing_rows(shape: CaseListing) -> Iterator[tuple[str, ...]]:
    """Yield the cells of the table that ``list`` prints, one row per item."""
    for item in shape.items:
        kind = f"{item.kind} of {item.sidecar_of}" if item.sidecar_of else item.kind
        drones = "; ".join(_drone_words(claim) for claim in item.drone_claims)
        places = "; ".join(_place_words(claim) for claim in item.place_claims)
        size = f"{item.size_bytes:,}"
        yield item.label, kind, item.original_name, size, _picture_words(item), drones, places


def addition(added: "Added") -> Addition:
    """Tell what an import did as ``add --json`` prints it."""
    files = tuple(_added_file(one) for one in added.files)
    return Addition(
        files=files,
        items=added.count("item"),
        postings=added.count("posting"),
        left_out=added.count("left_out"),
        problems=sum(len(file.problems) for file in files) + added.count("failed"),
        stopped=added.was_stopped,
        posts=tuple(posts_told(one, is_dry_run=False) for one in added.posts),
    )


def posts_told(found: "PostsFound", *, is_dry_run: bool) -> PostsTold:
    """Tell what a file of saved posts told as ``provenance --json`` prints it."""
    label = found.saved_in.label if found.saved_in is not None else None
    return PostsTold(
        file_name=found.file_name,
        format=found.format,
        saved_in=label,
        dry_run=is_dry_run,
        read=len(found.fresh),
        already_known=len(found.fitted) - len(found.fresh),
        matched=tuple(
            MatchedPost(
                item=one.item.label,
                file_name=one.posting.file_name,
                message_id=one.posting.message_id,
                basis=one.basis,
                is_known=one.is_known,
            )
            for one in found.fitted
        ),
        unmatched=tuple(
            UnmatchedPost(file_name=one.file_name, message_id=one.message_id, sentence=one.sentence)
            for one in found.unfitted
        ),
        problems=tuple(
            ProblemLine(file_name=found.file_name, item=label, stage=one.stage, code=one.code, sentence=one.sentence)
            for one in found.troubles
        ),
    )


def saved_frames(path: Path, pictures: "tuple[Picture, ...]", *, is_raw: bool) -> SavedFrames:
    """Tell which frames were saved as ``frames --json`` prints it."""
    from verifier.workspace.added import readable

    frames = tuple(
        SavedFrame(
            asked=picture.asked,
            frame=picture.saved.frame,
            time_s=float(picture.saved.frame.time_s) if picture.saved.frame is not None else None,
            picture=readable(str(picture.path)),
            picture_sha256=picture.saved.sha256,
            width=picture.saved.width,
            height=picture.saved.height,
            is_raw=is_raw,
        )
        for picture in pictures
    )
    return SavedFrames(path=readable(str(path)), sha256=pictures[0].saved.recipe.input_sha256, frames=frames)


def saved_sheet(path: Path, sheet: "Sheet") -> SavedFrames:
    """Tell which contact sheet was drawn as ``frames --sheet --json`` prints it."""
    from verifier.workspace.added import readable

    picture = sheet.made.picture
    shape = SavedSheet(
        picture=readable(str(sheet.path)),
        picture_sha256=picture.sha256,
        width=picture.width,
        height=picture.height,
        frames=sheet.made.frames,
    )
    return SavedFrames(path=readable(str(path)), sha256=picture.recipe.input_sha256, frames=(), sheet=shape)


def _added_file(one: "AddedOne") -> AddedFile:
    item = one.item
    label = item.label if item is not None else None
    return AddedFile(
        file_name=one.name,
        outcome=one.outcome,
        item=label,
        sha256=item.fingerprints.sha256 if item is not None else None,
        kind=item.kind if item is not None else None,
        sidecar_of=one.sidecar_of,
        problems=tuple(
            ProblemLine(file_name=one.name, item=label, stage=t.stage, code=t.code, sentence=t.sentence)
            for t in one.troubles
        ),
        sentence=one.sentence,
    )


def _item_lines(case: "Case", labels: dict[str, str]) -> tuple[ItemLine, ...]:
    owner = _item_of_record(case)
    drones: defaultdict[str, list[DroneClaim]] = defaultdict(list)
    places: defaultdict[str, list[PlaceClaim]] = defaultdict(list)
    for claim in case.of(DroneClaim):
        drones[owner.get(claim.about, claim.about)].append(claim)
    for place in case.of(PlaceClaim):
        places[owner.get(place.about, place.about)].append(place)
    seen: defaultdict[str, int] = defaultdict(int)
    for observation in case.of(Observation):
        seen[key_of("item", observation.item)] += 1
    apart = contradictions_by_item(case.of(PlaceClaim), stated_groups(case))
    mains = {link.from_key: labels.get(link.to_key) for link in case.of(Link) if link.kind == "sidecar_of"}
    return tuple(
        ItemLine(
            label=item.label,
            key=item.key,
            kind=item.kind,
            original_name=item.original_name,
            media_type=item.media_type,
            sha256=item.fingerprints.sha256,
            size_bytes=item.fingerprints.size_bytes,
            technical=item.technical,
            imported_at=item.imported_at,
            sidecar_of=mains.get(item.key),
            drone_claims=tuple(drones[item.key]),
            place_claims=tuple(places[item.key]),
            observations=seen[item.key],
            contradictions=tuple(one.sentence for one in apart.get(item.key, ())),
        )
        for item in sorted(case.of(Item), key=lambda item: (len(item.label), item.label))
    )


def _item_of_record(case: "Case") -> dict[str, str]:
    """Map observations to the key of the item they were made on: a claim may be about either."""
    return {observation.key: key_of("item", observation.item) for observation in case.of(Observation)}


def _problem_line(problem: Problem, labels: dict[str, str]) -> ProblemLine:
    label = labels.get(key_of("item", problem.item)) if problem.item else None
    return ProblemLine(
        file_name=problem.file_name, item=label, stage=problem.stage, code=problem.code, sentence=problem.sentence
    )


def _picture_words(item: ItemLine) -> str:
    facts = item.technical
    size = f"{facts.displayed_width} × {facts.displayed_height}" if facts.displayed_width else ""
    return f"{size}, {facts.duration_s:.1f} s" if facts.duration_s else size


def _drone_words(claim: DroneClaim) -> str:
    leading = claim.hypotheses[0]
    likelihood = f" ({leading.likelihood.term})" if leading.likelihood else ""
    return f"{'filmed by ' if claim.role == 'filmed_by' else ''}{leading.entry.name}{likelihood}"


def _place_words(claim: PlaceClaim) -> str:
    if claim.latitude_deg is None or claim.longitude_deg is None:
        return "cannot be located"
    radius = f" ± {claim.radius_m:g} m" if claim.radius_m is not None else ""
    return f"{claim.locates} {claim.latitude_deg:.5f}, {claim.longitude_deg:.5f}{radius}"
