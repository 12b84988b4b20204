"""The drawing of land that is laid in for the maps."""

from itertools import pairwise

from tools.browser_files import Ring, unbroken


def leaps(ring: Ring) -> bool:
    """Whether a ring goes from one edge of the map to the other at once, but along a pole."""
    return any(abs(a[0] - b[0]) > 180 and abs(a[1]) < 89 for a, b in pairwise(ring))


def test_land_over_the_edge_of_the_map_is_drawn_whole_at_both_edges() -> None:
    island: Ring = [[179.0, 66.0], [-179.0, 66.0], [-179.0, 65.0], [179.0, 65.0], [179.0, 66.0]]
    shapes = unbroken([island])
    assert [not any(leaps(ring) for ring in shape) for shape in shapes] == [True, True]
    edges = sorted((min(p[0] for p in s[0]), max(p[0] for p in s[0])) for s in shapes)
    assert edges == [(-181.0, -179.0), (179.0, 181.0)]


def test_land_around_a_pole_is_closed_along_the_pole() -> None:
    coast: Ring = [[x, -75.0] for x in (-180.0, -90.0, 0.0, 90.0, 178.0)] + [[-180.0, -75.0]]
    ((ring,),) = unbroken([coast])
    assert not leaps(ring)
    assert {point[1] for point in ring[-2:]} == {-90.0}


def test_other_land_is_left_as_it_is() -> None:
    square: Ring = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]
    assert unbroken([[*square], [*square]]) == [[square, square]]
