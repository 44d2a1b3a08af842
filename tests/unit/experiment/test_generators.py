"""Generators belong to a seed and a purpose."""

from cisim.experiment.generators import generator


def test_same_name_and_seed_give_the_same_draws_and_others_do_not():
    first = generator(1, "sobol").random(3)
    assert (generator(1, "sobol").random(3) == first).all()
    assert not (generator(1, "morris").random(3) == first).any()
    assert not (generator(2, "sobol").random(3) == first).any()


def test_zero_is_a_seed_like_any_other():
    draws = [generator(0, "sobol").random() for _ in range(2)]
    assert draws[0] == draws[1]
