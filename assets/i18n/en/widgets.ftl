### widgets
widget-not-reported = not reported
widget-stale = stale { $age }
