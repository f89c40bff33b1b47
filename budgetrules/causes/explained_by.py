"""What follows from something that is wrong whatever the figures: a code, a name, an emptied table, residue of a template."""

from __future__ import annotations

from collections.abc import Sequence

from budgetrules.causes import emptied, miscoded, misnamed, residues
from budgetrules.causes.places import Locator
from budgetrules.causes.structure import Failed


def following(
    failed: Sequence[Failed], locator: Locator
) -> tuple[dict[int, Failed], dict[int, str]]:
    """By the id of each check that follows from another, that other; of those that tell of a wrong code, the right one.

    What follows from one thing and tells of another itself stays: nothing may hang on what is not shown.
    """
    coded = miscoded.following(failed, locator)
    wrong = {at: leader for at, (leader, _) in coded.items()}
    leaders = {id(leader) for leader in wrong.values()}
    for more in (
        misnamed.explained(failed, locator),
        emptied.following(failed, locator),
        residues.following(failed, locator),
    ):
        for at, leader in more.items():
            if at not in wrong and at not in leaders and id(leader) not in wrong:
                wrong[at] = leader
                leaders.add(id(leader))
    return wrong, {id(leader): code for leader, code in coded.values()}
