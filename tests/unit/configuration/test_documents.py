import pytest

from cisim.configuration.choices import Structure
from cisim.configuration.documents import BASES, Document, settled
from cisim.configuration.mistakes import ConfigurationError
from cisim.configuration.parameters import Parameters
from cisim.configuration.scenarios import Change


def put_together(*contents):
    return settled([Document(f"file {i}", c) for i, c in enumerate(contents, 1)])


def mistakes(*contents, unread=()):
    documents = [Document(f"file {i}", c) for i, c in enumerate(contents, 1)]
    with pytest.raises(ConfigurationError) as caught:
        settled(documents, unread)
    return caught.value.mistakes


def change(month, **settings):
    dotted = {name.replace("__", "."): value for name, value in settings.items()}
    return {"at_month": month, "set": dotted}


def test_without_settings_everything_has_its_default():
    assert put_together({"title": "A place"}).parameters == Parameters()


def test_settings_of_the_extending_file_win():
    parent = {"funding": {"duration_years": 5, "funders": 2}}
    together = put_together(parent, {"funding": {"duration_years": 7}})
    assert together.parameters.funding.duration_years == 7
    assert together.parameters.funding.funders == 2


def test_a_choice_is_read_as_its_member_at_the_start_and_in_a_change():
    together = put_together(
        {
            "governance": {"structure": "working_groups"},
            "change": [change(12, governance__structure="steering_group")],
        }
    )
    assert together.parameters.governance.structure is Structure.WORKING_GROUPS
    (changed,) = together.changes
    assert changed.settings["governance.structure"] is Structure.STEERING_GROUP


def test_changes_are_added_to_the_inherited_ones():
    parent = {"change": [change(12, place__urgency=0.9)]}
    together = put_together(parent, {"change": [change(6, place__urgency=0.1)]})
    assert together.changes == (
        Change(12, {"place.urgency": 0.9}),
        Change(6, {"place.urgency": 0.1}),
    )


def test_a_change_of_the_same_setting_in_the_same_month_replaces_the_inherited_one():
    parent = {"change": [change(12, place__urgency=0.9, backbone__skill=0.1)]}
    together = put_together(parent, {"change": [change(12, place__urgency=0.2)]})
    assert together.changes == (
        Change(12, {"backbone.skill": 0.1}),
        Change(12, {"place.urgency": 0.2}),
    )


def test_the_basis_goes_with_the_value_that_it_was_given_for():
    parent = {
        "funding": {"duration_years": 5, "funders": 2},
        "basis": {"funding.duration_years": "stated", "funding.funders": "E11"},
    }
    together = put_together(parent, {"funding": {"duration_years": 7}})
    assert together.basis == {"funding.funders": "E11"}


def test_a_basis_may_be_given_for_what_is_inherited():
    parent = {"funding": {"duration_years": 5}}
    child = {"basis": {"funding.duration_years": "stated"}}
    assert put_together(parent, child).basis == child["basis"]


@pytest.mark.parametrize("basis", BASES)
def test_every_known_basis_is_accepted(basis):
    content = {"place": {"urgency": 0.5}, "basis": {"place.urgency": basis}}
    assert put_together(content).basis == {"place.urgency": basis}


@pytest.mark.parametrize("basis", ["E99", "", 3, ["stated"], None, {"a": "stated"}])
def test_every_other_basis_is_refused(basis):
    content = {"place": {"urgency": 0.5}, "basis": {"place.urgency": basis}}
    assert len(mistakes(content)) == 1


def test_mistakes_of_all_files_are_told_at_once():
    wrong = {"place": {"urgency": 3}}
    assert [line[:6] for line in mistakes(wrong, {"title": "fine"}, wrong)] == [
        "file 1",
        "file 3",
    ]


def test_what_kept_a_file_from_being_read_is_told_first():
    wrong = {"place": {"urgency": 3}}
    assert mistakes(wrong, unread=["no such file"])[0] == "no such file"
    assert len(mistakes(wrong, unread=["no such file"])) == 2


def test_what_depends_on_a_file_in_disorder_is_left_for_later():
    child = {"result": {"target_improvement": 0.4}}
    assert len(mistakes({"result": {"largest_improvement": 2}}, child)) == 1
    assert len(mistakes({"result": {"largest_improvement": 0.3}}, child)) == 1


def test_a_mistaken_horizon_makes_no_mistakes_of_the_changes():
    content = {
        "result": {"horizon_years": "30"},
        "change": [change(300, place__urgency=0.9)],
    }
    (line,) = mistakes(content)
    assert "horizon_years" in line


@pytest.mark.parametrize(
    "content",
    [
        {"change": 3},
        {"change": [3]},
        {"change": [{}, {}]},
        {"change": [{"at_month": 3, "set": 4}]},
        {"change": [{"at_month": [], "set": {}}]},
        {"basis": 3},
        {"basis": {"funding": {"duration_years": "stated"}}},
        {"funding": [{"duration_years": 3}]},
        {"extends": {}},
    ],
)
def test_no_form_of_a_document_is_a_surprise(content):
    assert mistakes(content)
