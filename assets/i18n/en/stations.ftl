### Stations, for the supervisor
stations-subtitle = who works where, at what, and what waits there
stations-table = Workplaces
stations-asking = Asking the robot manager for its stations
stations-none = The robot manager knows no stations, and nobody opened a balcony.
stations-no-match = No workplace fits the filters.
stations-show-all = Show all
stations-foot = stations of the robot manager, and balconies that were opened
stations-balcony = Balcony { $id }
stations-column-station = Station
stations-column-who = Who
stations-column-mode = Mode
stations-column-tray = Tray, since
stations-column-scan = Last scan
stations-column-trays = Trays
stations-column-rate = Rate
stations-column-state = State
stations-trays = { $here } here, { $coming } coming
stations-rate = { $n } lines/h
stations-rate-short = { $n } in { $minutes } min
stations-state-help = help called { $age } ago
stations-state-asked = is being asked
stations-state-paused = paused
stations-state-draining = finishing its queue
stations-state-working = working
stations-state-idle = no scan for { $n } min
stations-state-nobody = nobody
stations-elsewhere = other PC
stations-ago = { $age } ago
stations-no-scan = none yet
stations-no-tray = No tray is here
stations-no-tray-at-balcony = No trays come to a balcony
stations-not-told = not told
stations-nobody-to-close = Nobody is signed in here
stations-idle-why = No scan for { $n } min. Whoever is signed in keeps being sent trays. Closing asks for no more; the { $trays } here and on their way still come and stay.
stations-release = Release tray…
stations-close = Close station…
stations-look = Look at this station
stations-close-idle = Close idle ones…
stations-none-idle = No station is idle, without a scan for { $n } min
stations-wishes = Asked from elsewhere
stations-leave = Leave it
stations-release-ask = Release tray { $tray } from { $station }?
stations-release-why = Nobody scanned there lately: the tray leaves at once.
stations-release-act = Release
stations-close-ask = Close { $station }?
stations-close-why = { $who } is signed out and no more trays are asked for. What stands there stays.
stations-close-act = Close
stations-asks-first = { $who } just scanned there: the screen there asks first. No answer within { $n } s is a no.
stations-close-idle-ask =
    { $n ->
        [one] Close 1 idle station?
       *[other] Close { $n } idle stations?
    }
stations-close-idle-why = Whoever is signed in there is signed out, and no more trays are asked for. What stands there stays.
stations-close-idle-act = Close them
stations-fact-who = { $who } at { $station }
stations-fact-scan = scan { $age } ago
stations-fact-tray =
    { $n ->
        [one] Tray { $tray }, 1 line open
       *[other] Tray { $tray }, { $n } lines open
    }
stations-wish = { $what }, { $from }, { $age } ago: { $said }
stations-wish-release = Release tray { $tray }
stations-wish-close = Close
stations-wish-sent = on its way to { $station }
stations-wish-asked = { $who } is being asked
stations-wish-agreed = { $who } said yes
stations-wish-refused = { $who } said no
stations-wish-unanswered = no answer in time, not done
stations-wish-done = done
stations-wish-not-done = not done, it was no longer possible
