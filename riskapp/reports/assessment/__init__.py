"""The report of a DPIA or a ROS: its frozen content, all of it, put into sections; plain data in, plain data out."""
