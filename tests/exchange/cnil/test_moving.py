"""A PIA in our terms: where each text goes, which levels and verdicts it gets, and what is told as left out."""

from riskapp.catalogues.cnil_pia import load_mapping
from riskapp.catalogues.questions import load_questionnaire
from riskapp.exchange.cnil.moved import Moved
from riskapp.exchange.cnil.moving import move_in
from riskapp.exchange.cnil.reading import read_pia
from tests.exchange.cnil.files import SLEEP_DIARY, answer, as_text, small


def moved(**parts: object) -> Moved:
    return move_in(read_pia(as_text(small(**parts))), "en")


def sleep_diary() -> Moved:
    return move_in(read_pia(SLEEP_DIARY.read_text(encoding="utf-8")), "en")


def test_every_question_of_ours_goes_out_somewhere_and_only_once() -> None:
    mapped = load_mapping()
    out = [question for one in mapped.references for question in one.holds]
    out += [*mapped.as_measures, *mapped.as_fields]
    assert sorted(out) == sorted(question.id for question in load_questionnaire("dpia").questions)


def test_texts_go_to_the_question_that_asks_the_same() -> None:
    answers = sleep_diary().answers
    assert answers["context"].startswith("Patients keep a sleep diary on a tablet.\n\nThe ward reads it every morning.")
    assert answers["nature"] == "1. The patient writes.\n2. The nurse reads.\n3. It is wiped on discharge."
    assert answers["information"] == "A leaflet in four languages. See the leaflet (https://ward.example/leaflet)."
    assert answers["consent"].startswith("No consent is asked")
    assert answers["views_sought"] == "sought"
    assert "Six patients of the ward" in answers["views"] and "who has read the diary" in answers["views"]
    assert "once the storage period is settled" in answers["others_heard"]


def test_evaluations_are_verdicts_and_their_plans_are_measures_that_mend() -> None:
    move = sleep_diary()
    assert move.answers["storage_limitation.verdict"] == "to_improve"
    assert move.answers["minimisation.verdict"] == "acceptable"
    assert move.answers["legal_basis.verdict"] == "acceptable"
    assert move.answers["consent.verdict"] == "to_improve"
    mending = {one.mends: one for one in move.controls if one.mends}
    assert mending["storage_limitation"].owner == "Ingrid Moen"
    assert str(mending["storage_limitation"].due) == "2027-02-01"


def test_each_feared_event_is_a_scenario_with_its_levels_and_reasons() -> None:
    access, change, loss = sleep_diary().scenarios
    assert (access.property, access.consequence, access.likelihood) == ("confidentiality", 3, 3)
    assert (access.consequence_after, access.likelihood_after) == (3, 2)
    assert access.effect == "Neighbours learn of an illness\nShame"
    assert access.cause == "A tablet is left in the corridor\nA shared password"
    assert access.sources == "Visitors\nStaff of other wards"
    assert access.consequence_reason == "It is about breath and mood."
    assert (change.property, change.consequence, change.likelihood_after) == ("integrity", 4, 1)
    assert (loss.property, loss.consequence_after, loss.likelihood_after) == ("availability", 1, 1)


def test_measures_treat_what_names_them_and_one_that_is_only_named_is_a_measure_too() -> None:
    controls = {one.text.split("\n")[0]: one for one in sleep_diary().controls}
    assert controls["Lock after a minute"].treats == (1,)
    assert "A minute is long." in controls["Lock after a minute"].text
    assert controls["Lock after twenty seconds."].treats == (1,)
    assert controls["Two people at the door"].treats == (1,)
    assert controls["Backup"].treats == ()
    assert {one.status for one in controls.values()} == {"planned"}


def test_who_took_part_comes_with_the_part() -> None:
    assert ("Jonas Lie", "wrote it in CNIL PIA") in sleep_diary().participants
    assert len(sleep_diary().participants) == 5


def test_nothing_that_people_wrote_is_dropped_unsaid() -> None:
    move = sleep_diary()
    brought = "\n".join(
        [
            *move.answers.values(),
            *(str(one) for one in (*move.scenarios, *move.controls, *move.participants, *move.left_out)),
            move.title,
        ]
    )
    pia = read_pia(SLEEP_DIARY.read_text(encoding="utf-8"))
    texts = [text for one in pia.answers for text in one.items]
    texts += [one.title for one in pia.measures] + [one.text for one in pia.comments]
    texts += [value for name, value in pia.facts.items() if name not in ("status", "dpo_status")]
    texts += ["Clear.", "Discharge is no day.", "The photo settles it.", "Chain the tablets", "Lock after twenty"]
    for text in texts:
        for line in text.split(";"):
            assert line.strip() in brought or line in ("true", "1", ""), line


def test_a_number_that_nobody_knows_is_left_out_with_its_text() -> None:
    move = moved(
        answers=[answer(999, "<p>Lost?</p>", None, ["also"]), answer("2.1.4", None, 3), answer(998)],
        evaluations=[
            {
                "reference_to": "3.1.[object Object]",
                "status": 1,
                "action_plan_comment": "Do it",
                "evaluation_comment": "Hm",
            }
        ],
    )
    told = [(one.where, one.text) for one in move.left_out]
    assert ("answers 1 (999)", "Lost?\nalso") in told and ("answers 2 (2.1.4)", "3") in told
    assert ("evaluations 1 (3.1.[object Object])", "Hm") in told
    assert [one.text for one in move.controls] == ["Do it"]
    assert move.scenarios == ()


def test_scripts_and_pictures_are_told_not_kept() -> None:
    move = moved(answers=[answer(111, "<p>Fine<script>alert(1)</script><img src='data:x'></p>")])
    assert move.answers == {"context": "Fine"}
    assert {one.text for one in move.left_out} == {"<script> alert(1)", "<img> data:x"}


def test_a_list_is_taken_as_it_was_typed() -> None:
    move = moved(answers=[answer(321, None, None, ["<script>alert(1)</script>", "", "R&D"])])
    assert move.scenarios[0].effect == "<script>alert(1)</script>\nR&D"


def test_a_mark_that_is_none_of_ours_is_text() -> None:
    text = "Before\n[riskapp: nothing] such\n[riskapp: legal_basis = magic] no\n[riskapp: access = yes] no"
    assert moved(answers=[answer(111, text)]).answers == {"context": text}


def test_two_answers_to_one_question_are_both_kept() -> None:
    assert moved(answers=[answer(111, "One"), answer(111, "Two")]).answers["context"] == "One\n\nTwo"


def test_a_dpia_in_norwegian_gets_its_own_words_in_norwegian() -> None:
    move = move_in(read_pia(SLEEP_DIARY.read_text(encoding="utf-8")), "nb")
    assert move.scenarios[2].event == "Opplysningene forsvinner"


def test_a_plan_is_a_measure_save_for_lines_that_name_one_of_the_file() -> None:
    plan = "<p>[T2] Lock<br />[Test] it first</p>"
    controls = moved(evaluations=[{"reference_to": "3.2", "action_plan_comment": plan}]).controls
    assert [one.text for one in controls] == ["[Test] it first"]
