"""What is joined to an asset, read alone, makes the very picture that the whole estate would make."""

from riskapp.estate.directory import directory
from riskapp.estate.surroundings import surroundings
from riskapp.explorer.neighbourhood import neighbourhood

BOTH_DATABASES = True


def test_the_picture_of_every_asset_is_that_of_the_whole_estate(app, ward):
    known = directory()
    for asset in ward.assets:
        alone = neighbourhood(surroundings(known.by_key[asset.id].number, known), asset.id)
        whole = neighbourhood(ward, asset.id)
        assert set(alone.nodes) == set(whole.nodes)
        assert set(alone.arrows) == set(whole.arrows)
        assert (alone.total, alone.left_out) == (whole.total, whole.left_out)
