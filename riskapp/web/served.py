"""The application that gunicorn serves, with the instance of the environment, and its estate read before anybody asks.

The workers fork from here: they share the estate's memory until it changes, and the first visitor does not wait for it.
"""

from riskapp.database import db
from riskapp.errors import Invalid
from riskapp.estate.snapshots import present
from riskapp.explorer.readiness import prepare
from riskapp.web.application import create_app

app = create_app()
with app.app_context():
    try:
        prepare(present())
    except Invalid:
        app.logger.warning("The estate contradicts itself: the pages of the graph say where.")
    db.session.remove()
    db.engine.dispose()  # each worker opens connections of its own
