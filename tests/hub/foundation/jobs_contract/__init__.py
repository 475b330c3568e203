"""Jobs for the contract test of the queue: they run in real worker processes on a database of their own."""
