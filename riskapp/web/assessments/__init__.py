"""The wizard of DPIA and ROS: one page a step, and the pages of advice, decision and acceptance."""
