### work
