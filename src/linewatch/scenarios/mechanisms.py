"""The mechanisms of a movement: which rule carries each, on which level, and what of it is assumed.

A mechanism names its warrant by a key; the case's data says which blocks of its documents stand behind the
key. What the
documents do not say but a rule needs is a *part* marked assumed, with its source. The numbers are in
`linewatch.scenarios.parameters`, each tied to one mechanism.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Level = Literal["member", "party", "centre"]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a mechanism that the documents do not say.

    Attributes:
        name: What is assumed, in a few words.
        source: Whose assumption it is; "own" where it is ours alone.
        off: Parameters and the values at which the part does nothing; empty where the mechanism has no form without it.
    """

    name: str
    source: str
    off: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Mechanism:
    """One rule of the movement.

    Attributes:
        id: K1 to K24.
        key: The key under which the case gives the warrant.
        level: Who follows the rule.
        does: What it does, one sentence.
        rules: Names of the functions that carry it.
        parts: What of it is assumed.
        on: Whether it is on unless a scenario says otherwise.
    """

    id: str
    key: str
    level: Level
    does: str
    rules: tuple[str, ...]
    parts: tuple[Part, ...]
    on: bool = True


MECHANISMS: Final = (
    Mechanism(
        "K1",
        "planned_tempo",
        "centre",
        "Disclosure comes down the hierarchy slowly; a step shocks by what it exceeds the step that is borne.",
        ("inside_channels", "told_inside"),
        (Part("a step up to a bearable size does not shock", "own", (("inside_tolerable", 1.0),)),),
    ),
    Mechanism(
        "K2",
        "leak_upsets_tempo",
        "centre",
        "What leaks or is published goes round the hierarchy, as far as a party's members can read it.",
        ("outside_channels", "told_outside"),
        (Part("reach by a party's access to the outside press", "own"),),
    ),
    Mechanism(
        "K3",
        "preparation_gap",
        "member",
        "The shock is what was published less what the member had been told before.",
        ("told_outside",),
        (Part("the gap is linear", "own"),),
    ),
    Mechanism(
        "K4",
        "shock_on_four_trusts",
        "member",
        "A shock lowers trust in doctrine, system, centre and own leader together.",
        ("shaken", "doubt", "recovered"),
        (
            Part("how much falls on each", "own"),
            Part(
                "trust comes back towards where it rested",
                "Friedkin and Johnsen 1990, J. Math. Soc. 15",
                (("recovery", 0.0),),
            ),
        ),
    ),
    Mechanism(
        "K5",
        "leader_jeopardy",
        "party",
        "Command over a party's members weakens as its leader's standing falls.",
        ("command",),
        (Part("command is multiplied by what is left of the standing", "own"),),
    ),
    Mechanism(
        "K6",
        "analogy_to_little_leaders",
        "party",
        "Doubt about the symbol spills over to leaders associated with it.",
        ("leader_load",),
        (Part("the spill is in proportion to the association", "own"),),
    ),
    Mechanism(
        "K7",
        "voice_licenses_voice",
        "member",
        "Members speak when enough of those they watch have spoken; some parties first, others after.",
        ("licence", "spoken", "seen_voices"),
        (
            Part("everyone has a threshold of his own", "Granovetter 1978, AJS 83"),
            Part("one voice is not enough", "Centola and Macy 2007, AJS 113", (("sources_needed", 1.0),)),
            Part(
                "who hears nobody fears to be alone",
                "Noelle-Neumann 1974, J. Comm. 24",
                (("isolation", 0.0),),
            ),
            Part("what is said aloud also tells those who hear it", "own", (("tell", 0.0),)),
        ),
    ),
    Mechanism(
        "K8",
        "voice_splits",
        "member",
        "Voices too far from a member's own view do not reach him; nearer ones draw him, and wings form.",
        ("near", "pulled"),
        (
            Part(
                "bounded tolerance that draws",
                "Deffuant et al. 2000, Adv. Complex Syst. 3",
                (("pull", 0.0), ("tolerance", 1.0), ("tolerance_range", 0.0)),
            ),
        ),
    ),
    Mechanism(
        "K9",
        "exit_and_splinter",
        "member",
        "A member whose trust is below his floor leaves, alone or into a splinter.",
        ("left", "dissolution_talk"),
        (Part("where speaking is cheap he speaks and stays", "Hirschman 1970", (("voice_first", 0.0),)),),
    ),
    Mechanism(
        "K10",
        "culture",
        "party",
        "Parties nearer to an open culture feel the same shock more.",
        ("receptiveness",),
        (Part("the shock grows in proportion to the nearness", "own"),),
    ),
    Mechanism(
        "K11",
        "centre_watches",
        "centre",
        "The centre feels specific criticism, by the weight of the party it comes from.",
        ("pressure",),
        (Part("the weights of parties and strata", "own"),),
    ),
    Mechanism(
        "K12",
        "selective_amplification",
        "centre",
        "Under pressure the centre shows the moderate and hides the heavy critics where its organ is read.",
        ("shown",),
        (Part("how far the organ is read in each party", "own"),),
    ),
    Mechanism(
        "K13",
        "calling_off",
        "centre",
        "From the call-off on a voice costs more, the more so where command holds; leaders first, members later.",
        ("call_off_cost",),
        (
            Part("the cost is weighed against the grievance", "Epstein 2002, PNAS 99"),
            Part("its force fades", "own", (("call_off_fades", 0.0),)),
        ),
    ),
    Mechanism(
        "K14",
        "call_off_feeds_criticism",
        "centre",
        "The resolution is itself a new contradiction: there is more to be shocked by.",
        ("contradiction",),
        (Part("how large it is beside the call-off", "own"),),
    ),
    Mechanism(
        "K15",
        "keeping_old_leaders",
        "party",
        "A leader is less likely to be replaced the deeper the crisis and the more loyal he is; kept, he holds the"
        " party together and is believed less.",
        ("replacement", "command", "leader_rest"),
        (Part("the sizes of both effects", "own"),),
    ),
    Mechanism(
        "K16",
        "parallel_changes",
        "centre",
        "Changes at the top of the centre are copied by the parties tied to it, after a lag.",
        ("copied_change",),
        (Part("the lag is the same for all", "own"),),
    ),
    Mechanism(
        "K17",
        "coordination_drive",
        "centre",
        "A visit strengthens command in the party visited for a while.",
        ("coordination",),
        (Part("how fast it wears off", "own"),),
    ),
    Mechanism(
        "K18",
        "independence_dilemma",
        "party",
        "The more the centre commands, the less a party with allies outside can be seen to obey.",
        ("command", "front_success"),
        (Part("in proportion to what the party has at stake with allies", "own"),),
    ),
    Mechanism(
        "K19",
        "initiative_against_discipline",
        "centre",
        "Emphasis on initiative lowers the price of a voice, emphasis on discipline raises it.",
        ("emphasis",),
        (Part("parties drift towards the centre's emphasis", "DeGroot 1974, JASA 69"),),
    ),
    Mechanism(
        "K20",
        "stability_from_stakes",
        "member",
        "Who has something to lose speaks and leaves less easily.",
        ("at_stake",),
        (Part("a stake is a price of leaving", "Hirschman 1970", (("stake_exit", 0.0),)),),
    ),
    Mechanism(
        "K21",
        "down_the_lines_of_command",
        "centre",
        "Loosened relations at the top are felt, later, in every party's command.",
        ("command",),
        (Part("delay and size", "own"),),
    ),
    Mechanism(
        "K22",
        "faction_reach",
        "party",
        "A party's trust in the centre follows its leader's tie to a faction there. A hypothesis to test.",
        ("faction_rest",),
        (Part("in proportion to the tie", "own"),),
        on=False,
    ),
    Mechanism(
        "K23",
        "lost_infallibility",
        "centre",
        "Every later signal of the centre weighs less with those who know; it does not come back.",
        ("infallibility",),
        (Part("in proportion to what a party has been told", "own"),),
    ),
    Mechanism(
        "K24",
        "irreversibility",
        "member",
        "What was said cannot be unsaid: knowledge stays.",
        ("remembered", "recovered"),
        (Part("who knows more comes back less far", "own", (("scar", 0.0),)),),
    ),
)

BY_ID: Final = {mechanism.id: mechanism for mechanism in MECHANISMS}

# What the structure itself assumes, and how a run without assumptions has it.
STRUCTURE_PARTS: Final = (
    Part(
        "horizontal ties between members of different cells, most of them near",
        "Centola and Macy 2007, AJS 113; Watts and Strogatz 1998, Nature 393",
        (("structure", 0.0),),
    ),
)
