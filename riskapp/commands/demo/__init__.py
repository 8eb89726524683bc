"""What the demo instance holds: an estate, five model DPIAs, one more, and a ROS. All is invented."""
