"""The only ways a case changes, and the history that does, undoes and redoes them."""
