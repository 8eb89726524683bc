"""Checkpoints and their copies: what is signed, when, and that a copy that was not sent never counts as sent."""

import json
import socket
import threading

import pytest

from riskapp.audit.checking import check_trail
from riskapp.audit.checkpoints import checkpoint, newest_checkpoint
from riskapp.audit.second_places import SecondPlaces, send_waiting, waiting_copies
from riskapp.audit.trail_key import FILE, make_key
from riskapp.database import db, transaction
from riskapp.errors import Unready
from riskapp.proof.notes import read_note
from riskapp.proof.reading import read_kept
from tests.audit.trails import bend, write

BOTH_DATABASES = True


def test_a_checkpoint_is_made_where_something_was_written_and_only_there(app, settings):
    assert checkpoint(settings.keys) is None
    write("one", "two")
    first = checkpoint(settings.keys)
    assert (first.size, checkpoint(settings.keys).size) == (2, 2)
    write(*map(str, range(9)))
    second = checkpoint(settings.keys)
    assert (newest_checkpoint().size, second.root) == (11, check_trail().root)
    assert read_note(second.note).size == 11
    assert check_trail().sure.size == 11


def test_another_key_a_lost_key_and_an_open_key_are_refused(app, settings):
    write("one")
    path = settings.keys / FILE
    path.chmod(0o644)
    with pytest.raises(Unready, match="chmod 600"):
        checkpoint(settings.keys)
    path.chmod(0o600)
    path.rename(path.with_suffix(".away"))
    with pytest.raises(Unready, match="cannot be read"):
        checkpoint(settings.keys)
    path.with_suffix(".away").rename(path)
    bend("UPDATE trail_key SET public_key = 'AAAA'")
    with pytest.raises(Unready, match="is not the key"):
        checkpoint(settings.keys)
    assert newest_checkpoint() is None


def test_a_key_beside_a_database_that_knows_nothing_of_it_is_told_with_what_to_do(app, settings):
    bend("DELETE FROM trail_key")
    with transaction() as session, pytest.raises(Unready, match="Restore the newer database, or move the file"):
        make_key(session, settings.keys)


def test_a_copy_goes_to_the_file_and_is_tried_again_until_it_is_there(app, settings, tmp_path):
    places = SecondPlaces(file=tmp_path / "elsewhere/trail.jsonl")
    write("one")
    checkpoint(settings.keys, places.names())
    (waiting,) = send_waiting(places)
    assert (waiting.tries, waiting.sent_at) == (1, None)
    assert "No such file" in waiting.fault
    write("two")
    checkpoint(settings.keys, places.names())
    (tmp_path / "elsewhere").mkdir()
    assert send_waiting(places) == []
    kept = read_kept(places.file)
    assert [one.size for one in kept] == [1, 2]
    assert check_trail(kept).sure_kept.size == 2
    send_waiting(places)
    assert len(read_kept(places.file)) == 2, "what was sent is not sent again"


def test_a_line_that_a_full_disk_cut_off_swallows_no_other(app, settings, tmp_path):
    places = SecondPlaces(file=tmp_path / "trail.jsonl")
    write("one")
    checkpoint(settings.keys, places.names())
    send_waiting(places)
    whole = places.file.read_text()
    places.file.write_text(whole + whole[: len(whole) // 2])
    write("two")
    checkpoint(settings.keys, places.names())
    assert send_waiting(places) == []
    assert [one.size for one in read_kept(places.file)] == [1, 2]
    places.file.write_text(whole[: len(whole) // 2])
    with pytest.raises(ValueError, match="no line"):
        read_kept(places.file)


def test_a_place_that_is_no_longer_set_keeps_its_copies_waiting_and_says_so(app, settings):
    write("one")
    checkpoint(settings.keys, ["syslog"])
    (waiting,) = send_waiting(SecondPlaces())
    assert waiting.fault == "this place is no longer set"


def test_a_log_server_gets_the_note_over_tcp(app, settings):
    with socket.create_server(("127.0.0.1", 0)) as server:
        got = []

        def listen():
            stream, _ = server.accept()
            with stream:
                got.append(b"".join(iter(lambda: stream.recv(4096), b"")))

        thread = threading.Thread(target=listen)
        thread.start()
        places = SecondPlaces(syslog=f"tcp://127.0.0.1:{server.getsockname()[1]}")
        write("one")
        made = checkpoint(settings.keys, places.names())
        assert send_waiting(places) == []
        thread.join()
    length, _, message = got[0].partition(b" ")
    assert int(length) == len(message), "octet counting of RFC 6587"
    assert message.startswith(b"<86>1 ")
    assert json.loads(message.decode().partition(" - trail-checkpoint - ")[2])["note"] == made.note


def test_a_log_server_gets_the_note_as_a_datagram_and_one_that_is_gone_is_told(app, settings):
    with socket.socket(type=socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        server.settimeout(5)
        places = SecondPlaces(syslog=f"udp://127.0.0.1:{server.getsockname()[1]}")
        write("one")
        checkpoint(settings.keys, places.names())
        assert send_waiting(places) == []
        assert b"trail-checkpoint" in server.recv(4096)
    write("two")
    checkpoint(settings.keys, ["syslog"])
    (waiting,) = send_waiting(SecondPlaces(syslog="tcp://127.0.0.1:9"))
    assert "refused" in waiting.fault
    db.session.rollback()
    assert [one.tries for one in waiting_copies()] == [1]
