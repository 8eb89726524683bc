"""Where the rest meets: submit, advise, accept a risk, approve with a signed report, start again, verify."""
