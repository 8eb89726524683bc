"""What a new version of the base changes for its heir: each change is taken over, or declined with a reason."""

from riskapp.accounts.permissions import Actor
from riskapp.assessments.access import Writing, writing
from riskapp.assessments.answers import clean
from riskapp.assessments.base_news import DECLINED, TAKEN, News, news_of
from riskapp.assessments.comparison import Difference
from riskapp.assessments.models import Heir, InheritedChoice
from riskapp.audit.vocabulary import Action
from riskapp.database import now
from riskapp.decisions.reuse.taking_over import take_over_row
from riskapp.errors import N_, Invalid


def take_over(actor: Actor, version_id: int, place: str, base_id: int) -> list[str]:
    """Let the heir say at this place what the base says now; returns what stays, as sentences to translate.

    `base_id` is the version of the base that the actor looked at. Raises Invalid where there is no such change.
    """
    with writing(actor, version_id) as write:
        news, change = _change(write, place, base_id)
        left = take_over_row(write, news.point(place), news.base, change)
        _judge(write, news, change, TAKEN, "")
        return left


def decline(actor: Actor, version_id: int, place: str, base_id: int, reason: str) -> None:
    """Leave the heir as it is at this place, and say why. Raises Invalid (`reason`) without a reason."""
    reason = clean(reason, "reason").strip()
    if not reason:
        raise Invalid(N_("Write why it is not taken over. The reason stands in the report."), field="reason")
    with writing(actor, version_id) as write:
        news, change = _change(write, place, base_id)
        _judge(write, news, change, DECLINED, reason)


def see_base(actor: Actor, version_id: int, base_id: int) -> None:
    """Say that a new version of the base was seen and nothing of it is left to judge: the heir has caught up with it.

    `base_id` is the version of the base that the actor looked at. Raises Invalid where a change is open.
    """
    with writing(actor, version_id) as write:
        news = _news(write, base_id)
        if news.open:
            raise Invalid(N_("Something of it is not judged yet. Take each change over, or decline it."))
        _catch_up(write, news)
        write.log(Action.BASE_SEEN, after={"base": _named(news)})


def _news(write: Writing, base_id: int) -> News:
    news = news_of(write.version)
    if news is None or news.base.id != base_id:
        raise Invalid(N_("The base has changed since you opened the page, or it is all judged. Look at it again."))
    return news


def _change(write: Writing, place: str, base_id: int) -> tuple[News, Difference]:
    news = _news(write, base_id)
    change = next((one for one in news.open if one.place == place), None)
    if change is None:
        raise Invalid(N_("Somebody has judged this change already. Look at the page again."))
    return news, change


def _judge(write: Writing, news: News, change: Difference, choice: str, reason: str) -> None:
    """Note what was done with a change; with the last one the heir has caught up with its base."""
    version, name = write.version, change.name
    told = name[version.language] if isinstance(name, dict) else str(name)
    write.session.add(
        InheritedChoice(
            version_id=version.id,
            base_version_id=news.base.id,
            place=change.place,
            name=told,
            choice=choice,
            reason=reason,
            at=now(),
            user_id=write.actor.id,
            by_name=write.actor.name,
        )
    )
    if len(news.open) == 1:
        _catch_up(write, news)
    action = Action.BASE_CHANGE_TAKEN_OVER if choice == TAKEN else Action.BASE_CHANGE_DECLINED
    told = {"place": change.place, "base": _named(news)}
    write.log(action, after={**told, **({"reason": reason} if reason else {})})
    write.session.flush()


def _catch_up(write: Writing, news: News) -> None:
    write.session.get_one(Heir, write.version.id).base_version_id = news.base.id


def _named(news: News) -> str:
    return f"{news.base.title}, version {news.base.number}"
