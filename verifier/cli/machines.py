"""The command ``machines``: serial numbers, what may be one machine, and stating it."""

from typing import TYPE_CHECKING, Annotated

import typer

from verifier.cli.interrupting import interruptible
from verifier.cli.opening import opened
from verifier.cli.options import AsJson, AsName, CasePath
from verifier.cli.output import give, progress_line, say, table, tell
from verifier.domain.errors import UsageError

if TYPE_CHECKING:
    from verifier.cli.shapes import CaseMachines, MachineLine, ProposedMachine, SerialPlace
    from verifier.domain.records import Drone
    from verifier.workspace.machines import MachineProposal, Machines, Place
    from verifier.workspace.workspace import Workspace


def list_machines(
    case: CasePath,
    accept: Annotated[
        str | None, typer.Option("--accept", metavar="NUMBER", help="State that its items are from one machine.")
    ] = None,
    machine: Annotated[
        str | None, typer.Option("--machine", metavar="D-03", help="With --accept: add the items to this machine.")
    ] = None,
    as_name: AsName = "",
    as_json: AsJson = False,
) -> None:
    """List serial numbers with every place they stood in, and items that may come from one machine.

    A proposal states nothing. Read what speaks against it and what else may explain it; --accept then states it in
    your name: a card of the machine is made, or the one that bears the number is extended.

    \b
    Examples:
      verifier machines S.case
      verifier machines S.case --accept 1581F45Q7B2T00C1
    """
    from verifier.domain.progress import Progress
    from verifier.workspace.machines import acceptance, find_machines, machines_of

    if machine is not None and accept is None:
        raise UsageError("--machine goes with --accept: it says which card the items are added to.")
    with opened(case, person=as_name, read_only=accept is None) as workspace, progress_line() as show:
        progress = Progress(show)
        with interruptible(progress):
            found = find_machines(workspace, progress)
        if accept is not None:
            proposal = _meant(found, accept)
            command = acceptance(proposal, find_drone(workspace, machine) if machine is not None else None)
            workspace.execute(command).saved.result()
            tell(f"Stated: {len(proposal.items)} items, {proposal.shared} {proposal.value}.")
            found = machines_of(workspace.case, found.traces, workspace.catalog)
        shape = _shape(workspace, found)
    give(shape) if as_json else _say(shape)


def find_drone(workspace: "Workspace", name: str) -> "Drone":
    """Return the machine of that label; raise :class:`UsageError`."""
    from verifier.domain.ids import format_label, parse_label
    from verifier.domain.records import Drone

    parsed = parse_label(name)
    label = format_label(*parsed) if parsed is not None else ""
    found = next((drone for drone in workspace.case.of(Drone) if drone.label == label), None)
    if found is None:
        raise UsageError("The case has no such machine; “machines” lists those there are.", name)
    return found


def _meant(found: "Machines", value: str) -> "MachineProposal":
    from verifier.domain.strengths import plain_serial

    meant = [one for one in found.proposals if plain_serial(one.value) == plain_serial(value)]
    if not meant:
        raise UsageError("Nothing is proposed for this number.", value)
    if meant[0].is_placeholder:
        raise UsageError(
            "It looks like a placeholder, which shows nothing; tie the items by hand if you know more.", value
        )
    if meant[0].is_stated:
        raise UsageError("This is stated already.", value)
    return meant[0]


def _shape(workspace: "Workspace", found: "Machines") -> "CaseMachines":
    from verifier.cli.shapes import CaseMachines, ProposedMachine, SerialLine
    from verifier.domain.records import Drone

    return CaseMachines(
        machines=tuple(_machine(workspace, drone) for drone in workspace.case.of(Drone)),
        proposals=tuple(
            ProposedMachine(
                basis=one.basis,
                value=one.value,
                items=tuple(item.label for item in one.items),
                places=tuple(map(_place, one.places)),
                contradictions=one.contradictions,
                innocent=one.innocent,
                is_placeholder=one.is_placeholder,
                machine=one.drone.label if one.drone is not None else None,
                is_stated=one.is_stated,
            )
            for one in found.proposals
        ),
        serials=tuple(
            SerialLine(
                value=one.value,
                maker=one.maker,
                is_placeholder=one.is_placeholder,
                sentences=one.sentences,
                places=tuple(map(_place, one.places)),
            )
            for one in found.serials
        ),
    )


def _place(place: "Place") -> "SerialPlace":
    from verifier.cli.shapes import SerialPlace

    return SerialPlace(item=place.item.label, value=place.value, where=place.where, part=place.part)


def _machine(workspace: "Workspace", drone: "Drone") -> "MachineLine":
    from verifier.cli.shapes import MachineItem, MachineLine, MachineShipment
    from verifier.domain.strengths import in_full
    from verifier.workspace.machines import items_of_machine
    from verifier.workspace.trade import shipments_of

    return MachineLine(
        label=drone.label,
        title=drone.title,
        serials=tuple(marking.value for marking in drone.markings if marking.is_serial),
        items=tuple(
            MachineItem(
                item=item.label,
                strength=link.strength,
                evidence_for=link.evidence_for,
                evidence_against=link.evidence_against,
            )
            for item, link in items_of_machine(workspace.case, drone)
        ),
        shipments=tuple(
            MachineShipment(
                record=record.label,
                strength=in_full(link.strength),
                evidence_for=link.evidence_for,
                evidence_against=link.evidence_against,
            )
            for record, link in shipments_of(workspace.case, drone)
        ),
    )


def _say(shape: "CaseMachines") -> None:
    if shape.serials:
        rows = (
            (one.value, one.maker, "; ".join(f"{p.item} {p.where} ({p.part})" for p in one.places), one.sentences[0])
            for one in shape.serials
        )
        table(("Number", "Maker", "Where it stood", "Its form"), rows)
    else:
        say("No serial number was found in any file.")
    for proposal in shape.proposals:
        _say_proposal(proposal)
    for machine in shape.machines:
        named = f"{machine.label} {machine.title}".strip()
        say(f"\n{named}: serial {', '.join(machine.serials) or 'not known'}")
        for item in machine.items:
            say(f"  {item.item}: {item.strength} ({item.evidence_for})")
        for shipment in machine.shipments:
            say(f"  {shipment.record}: {shipment.strength}")


def _say_proposal(proposal: "ProposedMachine") -> None:
    state = f", stated as {proposal.machine}" if proposal.is_stated else ""
    state = state or (f", would extend {proposal.machine}" if proposal.machine else "")
    say(f"\nOne machine? {', '.join(proposal.items)}: {proposal.basis.replace('_', ' ')} {proposal.value}{state}")
    for place in proposal.places:
        say(f"  {place.item}: {place.where}")
    for sentence in proposal.contradictions:
        say(f"  Against: {sentence}")
    for sentence in proposal.innocent:
        say(f"  Else: {sentence}")
