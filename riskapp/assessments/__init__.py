"""What DPIA and ROS share: scope, participants, answers, risks, measures, states and versions."""
