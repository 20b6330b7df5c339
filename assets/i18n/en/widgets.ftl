### widgets
widget-not-reported = not reported
widget-stale = stale { $age }
widget-not-asked = not asked yet
widget-asking = asking, { $age }
widget-failing = no answer yet, tried for { $age }
widget-stale-state = Stale { $age }
widget-no-value = No value
widget-close = Close
widget-toast-close = Close this notice
widget-practice = PRACTICE
widget-practice-faults =
    { $n ->
        [one] PRACTICE, 1 fault
       *[other] PRACTICE, { $n } faults
    }
widget-live = LIVE
widget-ask-again = Ask again
widget-loading = Asking { $system }, { $age }
widget-rail-unknown = { $name }, { $n } unknown
widget-system-stale = { $name } · silent { $age }
widget-system-lost = { $name } · silent { $age }
widget-system-off = { $name } · off, { $why }
widget-system-not-asked = { $name } · not asked yet
