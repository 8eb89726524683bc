"""Tests of the engine: rules one by one, the worked example, and laws against slow and simple oracles."""
