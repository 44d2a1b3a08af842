from hypothesis import HealthCheck, given, settings

from cisim.configuration.experiments.deciding import decides
from cisim.configuration.experiments.loading import load_experiment
from cisim.configuration.experiments.writing import (
    own_files,
    resolved_experiment_toml,
)
from tests.experiment_strategies import experiments, without_names

SLOW_TO_DRAW = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    max_examples=60,
    deadline=None,
)


@SLOW_TO_DRAW
@given(experiments())
def test_a_resolved_experiment_is_loaded_as_the_same(tmp_path_factory, experiment):
    file = tmp_path_factory.mktemp("resolved") / "resolved.toml"
    file.write_bytes(resolved_experiment_toml(experiment).encode())
    again = load_experiment(file)
    assert without_names(again) == without_names(experiment)
    assert decides(again) == decides(experiment)
    assert own_files(experiment) == {}
