### Why a command was not queued; the worker's check on the newest world
not-queued-not-configured = The robot manager is not configured. An admin adds it under Connections.
not-queued-reference-used = This order reference was used before. Ask again; a new one is made.
not-queued-ready-trays-not-fresh = The list of ready trays is out of date. Wait until the robot manager answers.
not-queued-not-ready-here = This tray is not ready at a station any more.
not-queued-no-reference = The robot manager tells no order reference for this tray, so it cannot be named.
not-queued-already-asked = This was asked already and is under way.
