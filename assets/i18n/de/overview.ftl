### overview
