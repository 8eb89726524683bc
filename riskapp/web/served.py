"""The application that gunicorn serves, with the instance of the environment."""

from riskapp.database import db
from riskapp.web.application import create_app

app = create_app()
with app.app_context():
    db.engine.dispose()  # each worker opens connections of its own
