"""The claims register: what ships is whole, and a wrong one is told its mistakes."""

import pytest

from cisim.configuration.claims import AnyOf, ByMonth, Order, Outcome, Within
from cisim.configuration.mistakes import ConfigurationError
from cisim.configuration.register import BASE, SHIPPED, register
from cisim.configuration.scenarios import Change

SHIPPED_REGISTER = register()

START = """
[base.open]
extends = "typical-site"
set = { "funding.duration_years" = 5 }
"""
CLAIM = """
[C99]
claim = "More is more."
seeds = ["seed000"]
label = "emergent"
[[C99.alternative]]
name = "more"
set = { "funding.duration_years" = 9 }
[[C99.sign]]
outcome = "alive_year_5"
of = { more = 1, open = -1 }
"""


def read(tmp_path, *texts):
    path = tmp_path / "claims.toml"
    path.write_text("".join(texts), encoding="utf-8")
    return register(path)


def told(tmp_path, *texts):
    """Mistakes of a register."""
    with pytest.raises(ConfigurationError) as error:
        read(tmp_path, *texts)
    return list(error.value.mistakes)


def signs_of(tmp_path, text):
    """Signs of the tiny claim with another sign."""
    head = CLAIM.partition("[[C99.sign]]")[0]
    (claim,) = read(tmp_path, START, head, "[[C99.sign]]\n", text).claims.values()
    return claim.signs


# ---- What ships ----


def test_all_claims_are_there():
    assert sorted(SHIPPED_REGISTER.claims) == [f"C{n:02d}" for n in range(1, 49)]


def test_every_claim_has_signs():
    assert all(claim.signs for claim in SHIPPED_REGISTER.claims.values())


def test_every_ablation_is_used_and_changes_something():
    for claim in SHIPPED_REGISTER.claims.values():
        assert bool(claim.without) == any(sign.ablated for sign in claim.signs)
        for name, without in claim.without.items():
            assert without.parameters != claim.alternatives[name].parameters


def test_bases_are_used():
    used = {n for c in SHIPPED_REGISTER.claims.values() for n in c.alternatives}
    built_upon = {"risky", "state_dependent"}
    assert set(SHIPPED_REGISTER.bases) - used == built_upon


def test_weights_of_a_difference_come_to_nothing():
    """A level is held against a reference; a difference must not hide a level."""
    for claim in SHIPPED_REGISTER.claims.values():
        for sign in claim.signs:
            total = sum(sign.weights.values())
            assert total == pytest.approx(1 if len(sign.weights) == 1 else 0, abs=1e-2)


def test_where_no_difference_is_expected_a_margin_is_named():
    for claim in SHIPPED_REGISTER.claims.values():
        for sign in claim.signs:
            assert (sign.expected == "0") == (sign.margin > 0)


# ---- What a file means ----


def test_an_alternative_is_its_base_with_settings_put_in(tmp_path):
    claim = read(tmp_path, START, CLAIM).claims["C99"]
    more, start = claim.alternatives["more"], claim.alternatives["open"]
    assert start.parameters.funding.duration_years == 5
    assert more == start.__class__(
        name="more",
        title="more",
        parameters=start.parameters._replace(
            funding=start.parameters.funding._replace(duration_years=9.0)
        ),
    )


def test_dated_changes_are_typed_and_kept(tmp_path):
    change = 'change = [{ at_month = 7, set = { "backbone.host" = "council" } }]\n'
    text = CLAIM.replace('name = "more"\n', f'name = "more"\n{change}')
    claim = read(tmp_path, START, text).claims["C99"]
    assert claim.alternatives["more"].changes == (Change(7, {"backbone.host": 2}),)


def test_an_alternative_may_start_elsewhere(tmp_path):
    start = '[base.short]\nextends = "open"\nset = { "result.horizon_years" = 2 }\n'
    text = CLAIM.replace('name = "more"', 'name = "more"\nbase = "short"')
    more = read(tmp_path, START, start, text).claims["C99"].alternatives["more"]
    assert more.parameters.result.horizon_years == 2
    assert more.parameters.funding.duration_years == 9


def test_a_sign_may_use_alternatives_of_an_earlier_claim(tmp_path):
    own = CLAIM[CLAIM.index("[[C99.alt") : CLAIM.index("[[C99.sign")]
    later = CLAIM.replace(own, "").replace("C99", "C98")
    later = later.replace("more =", '"C99.more" =')
    claims = read(tmp_path, START, CLAIM, later).claims
    shared = claims["C98"].alternatives["C99.more"]
    assert shared == claims["C99"].alternatives["more"]


def test_an_ablation_takes_the_term_from_every_side(tmp_path):
    change = 'change = [{ at_month = 7, set = { "place.urgency" = 1.0 } }]\n'
    text = (
        CLAIM.replace('name = "more"\n', f'name = "more"\n{change}')
        + "ablated = true\n[C99.ablation]\n"
        'words = "no relief"\nset = { "morale.grit_relief" = 0 }\n'
    )
    claim = read(tmp_path, START, text).claims["C99"]
    assert claim.ablation == "no relief"
    assert set(claim.without) == {"more", "open"}
    for name, scenario in claim.without.items():
        assert scenario.parameters.morale.grit_relief == 0
        assert scenario.changes == claim.alternatives[name].changes
        assert scenario.parameters.funding == (
            claim.alternatives[name].parameters.funding
        )
    assert claim.signs[0].ablated
    assert claim.without["more"].changes == (Change(7, {"place.urgency": 1.0}),)


@pytest.mark.parametrize(
    ("text", "statistic"),
    [
        ('outcome = "wins"\nper = "pilots"\n', Outcome({"wins": 1.0}, "pilots")),
        (
            "outcome = { hurdles_end = 1, hurdles_year_10 = -1 }\n",
            Outcome({"hurdles_end": 1, "hurdles_year_10": -1}),
        ),
        ('any = ["alive_year_10"]\n', AnyOf(("alive_year_10",))),
        ('event = "organised"\nby_month = 24\n', ByMonth("organised", 24)),
        (
            'event = "collapse"\nwithin = [14, 36]\nevery = 48\n',
            Within("collapse", 14, 36, 48),
        ),
        (
            'order = ["first_win", "organised"]\nlag = 3\n',
            Order("first_win", "organised", 3),
        ),
    ],
)
def test_statistic_is_read(tmp_path, text, statistic):
    (sign,) = signs_of(tmp_path, f"{text}of = {{ more = 1, open = -1 }}\n")
    assert sign.statistic == statistic


def test_a_sign_is_read_whole(tmp_path):
    (sign,) = signs_of(
        tmp_path,
        'outcome = "wins"\nof = { open = 1 }\nexpected = "0"\nmargin = 0.5\n'
        'reference = 2\nlabel = "fitted"\nwords = "few"\n'
        'among = { outcome = "grant_money", of = { more = 1, open = -1 } }\n',
    )
    assert (sign.expected, sign.margin, sign.reference) == ("0", 0.5, 2.0)
    assert (sign.label, sign.words, sign.weights) == ("fitted", "few", {"open": 1})
    assert sign.among.statistic == Outcome({"grant_money": 1.0})
    assert sign.names == ("open", "more")


# ---- What is wrong with it ----


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("alive_year_5", "alive_year_6", "sign › alive_year_6: is not known; did you"),
        ("more = 1", "mere = 1", "of › mere: is not known; did you mean 'more'"),
        ('"emergent"', '"true"', "label › true: is not known"),
        ("seed000", "seed009", "seeds › seed009: is not known; did you mean"),
        ("label =", "labels =", "claim › labels: is not known; did you mean 'label'"),
        ("label =", "labels =", "C99: label is missing"),
        ("outcome =", "result =", "sign › result: is not known"),
        ("duration_years", "duration", "more › funding.duration = 9"),
        ('outcome = "alive_year_5"', "", "must name outcome, any, event or order"),
        (
            'outcome = "alive_year_5"',
            'event = "wins"\nby_month = 3',
            "sign › wins: is not known",
        ),
        ("of =", 'expected = "up"\nof =', "expected › up: is not known"),
        ('name = "more"', 'name = "more"\nbasis = "open"', "alternative › basis: is"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path, before, after, words):
    lines = told(tmp_path, START, CLAIM.replace(before, after))
    assert any(words in line for line in lines), lines
    assert all(line.startswith("claims.toml › C99") for line in lines)


def test_an_alternative_that_no_sign_uses_is_told(tmp_path):
    text = CLAIM.replace(
        "[[C99.sign]]", '[[C99.alternative]]\nname = "idle"\n[[C99.sign]]'
    )
    assert told(tmp_path, START, text) == [
        "claims.toml › C99 › idle: no sign uses this alternative"
    ]


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        (
            '"organisations.at_table" = 9',
            "shapes the start, it cannot change from month 7 on",
        ),
        ('"funding.duration_years" = 99', "must be between 0 and 30 (years)"),
    ],
)
def test_a_change_that_cannot_be_made_is_told(tmp_path, setting, words):
    change = f"change = [{{ at_month = 7, set = {{ {setting} }} }}]\n"
    text = CLAIM.replace('name = "more"\n', f'name = "more"\n{change}')
    (line,) = told(tmp_path, START, text)
    assert line.startswith("claims.toml › C99 › more")
    assert words in line


def test_a_change_after_the_horizon_is_told(tmp_path):
    change = 'change = [{ at_month = 999, set = { "place.urgency" = 1.0 } }]\n'
    text = CLAIM.replace('name = "more"\n', f'name = "more"\n{change}')
    (line,) = told(tmp_path, START, text)
    assert "must be between 1 and 239" in line


def test_mistakes_of_all_claims_come_together(tmp_path):
    text = CLAIM.replace("alive_year_5", "alive_year_6")
    other = text.replace("C99", "C98")
    base = START.replace("duration_years", "years")
    lines = told(tmp_path, START, base.replace("open", "wide"), text, other)
    assert [line.split(" › ")[1] for line in lines] == [BASE, "C99", "C98"]


def test_the_register_lies_in_the_package():
    assert SHIPPED.name == "claims.toml"
    assert SHIPPED.parent.name == "configuration"
