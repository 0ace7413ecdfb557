"""What is said about a drone in the inspector: answers, features, look-alikes, machines, tags, notes."""
