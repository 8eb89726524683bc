"""Two texts that say the same are found, and neighbours that do not are left alone."""

import pytest

from riskapp.register.likeness import alike, likeness, pairs_alike

SAME = [
    ("Angriperen krypterer serverne på sykehuset", "Angriper krypterer serverne ved sykehuset"),
    ("Uvedkommende leser prøvesvar", "Uvedkommende får lese prøvesvarene"),
    ("Løsepengevirus stanser laboratoriesystemet", "Laboratoriesystemet stanses av løsepengevirus"),
    ("Strømmen faller ut på intensivavdelingen", "Strømmen faler ut på intensivavdelingen"),
    ("Feil medisin blir gitt til pasienten", "Pasienten gis feil medisin"),
    ("Leverandøren mister tilgangen til kjernejournal", "Leverandør mister tilgang til kjernejournalen"),
    ("The laboratory stops", "THE LABORATORY STOPS!"),
    ("Stans", "stans."),
]
DIFFERENT = [
    ("Uvedkommende leser prøvesvar", "Uvedkommende endrer prøvesvar"),
    ("Dataene er kryptert ved lagring", "Dataene er ikke kryptert ved lagring"),
    ("Server 1 stanser", "Server 2 stanser"),
    ("Laboratoriesystemet stanser", "Journalsystemet stanser"),
    ("Strømmen faller ut", "Nettverket faller ut"),
    ("Pasienten får feil medisin", "Pasienten får riktig medisin for sent"),
    ("Prøvesvar går tapt", "Prøvesvar kommer for sent"),
    ("Ansatte deler passord", "Ansatte mister passord"),
    ("Alarmen høres ikke", "Alarmen høres"),
    ("", ""),
    ("?", "?"),
    ("Stans", "Stanset"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_near_duplicates_are_told(one, other):
    assert alike(one, other), likeness(one, other)
    assert likeness(one, other) == likeness(other, one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_neighbours_are_not(one, other):
    assert not alike(one, other), likeness(one, other)
    assert likeness(one, other) == likeness(other, one)


def test_pairs_are_looked_for_within_a_group_only():
    texts = [(group, text) for group in ("lab", "pump") for pair in (*SAME, *DIFFERENT) for text in pair]
    apart = [(place, text) for place, (_, text) in enumerate(texts)]
    assert list(pairs_alike(apart)) == []
    found = set(pairs_alike(texts))
    assert found
    slowly = {
        (first, second)
        for second in range(len(texts))
        for first in range(second)
        if texts[first][0] == texts[second][0] and alike(texts[first][1], texts[second][1])
    }
    assert found == slowly
