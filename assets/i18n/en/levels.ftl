# Levels
levels-level = Level { $level }
levels-bot = Bot { $bot }
levels-map = Map
levels-bots = Bots
levels-summary =
    { $levels ->
        [one] 1 level
       *[other] { $levels } levels
    }, { $balconies ->
        [one] 1 balcony
       *[other] { $balconies } balconies
    }, { $bots ->
        [one] 1 bot
       *[other] { $bots } bots
    }
levels-storage-asking = Storage not yet asked
levels-storage-running = Storage running
levels-storage-paused = Storage paused
levels-storage-starting = Storage starting up
levels-storage-maintenance = Storage in maintenance
levels-storage-error = Storage reports an error
levels-storage-off = Storage off
levels-storage-stopping = Storage shutting down
levels-storage-other = Storage reports { $word }
levels-find = Find bot or carrier
levels-find-hint = Find bot or carrier
levels-find-nothing = No bot or carrier { $text } here
levels-asking = Asking storage
levels-level-heard = Level { $level }, { $working } bots working, { $filled } of boxes filled
levels-stack-foot = bots working, boxes filled
levels-bots-of = { $working } of { $bots }
levels-not-moving = Not moving
levels-not-moving-for = Not moving for { $age }
levels-missing = not reported
levels-stale = stale { $age }
levels-dot-stale = · stale { $age }
levels-yes = yes
levels-no = no
levels-none = none
levels-all = All levels
levels-column-bot = Bot
levels-column-level = Level
levels-column-state = State
levels-column-battery = Battery
levels-column-charging = Charging
levels-column-carrier = Carrier lifted
levels-column-since = Unchanged
levels-column-age = Age
levels-no-bots = No bot matches the filters
levels-show-all = Show all bots
levels-asking-bots = Asking storage for the bots, { $age }
levels-bots-failed = The bots could not be read; the storage connection says why
levels-source = storage · { $age }
levels-source-stale = storage · stale { $age }
levels-show = Show
levels-layer-fill = Fill level
levels-layer-bots = Bots
levels-layer-balconies = Balconies
levels-zoom-in = Zoom in
levels-zoom-out = Zoom out
levels-fit = Fit the whole level
levels-fit-short = Fit
levels-strip = On this level, place not reported
levels-balconies-strip = Balconies, level not reported
levels-legend = Items in carrier
levels-empty = empty
levels-to-25 = to 25 %
levels-to-50 = to 50 %
levels-to-75 = to 75 %
levels-to-99 = to 99 %
levels-full = full
levels-fill-not-told = capacity not told
levels-places = { $places } places · { $carriers } carriers
levels-place-tip = { $x }, { $y }: { $carriers } carriers, { $boxes } boxes, { $fill }
levels-bot-at = Bot { $bot } at { $x }, { $y }
levels-map-heard = Map of level { $level }: { $places } places, { $carriers } carriers, { $bots } bots at a carrier
levels-map-asking = Asking storage for level { $level }, { $age }
levels-map-failed = Level { $level } could not be read; asking again, { $age }
levels-map-reading = Reading carriers: { $read } of { $total } rows
levels-map-empty = Storage reports no carrier on level { $level }
levels-map-fresh = carriers and bots as last reported · { $age }
levels-map-stale = carriers as last reported · stale { $age }
levels-as-reported = As reported
levels-place = Place
levels-place-not-reported = not reported by storage
levels-is-charging = charging
levels-not-charging = not charging
levels-charging-missing = charging not reported

levels-unchanged = Unchanged for
levels-act = Charge, offboard…
levels-follow = Follow
levels-follow-help-on = The map changes to the level this bot is on and keeps it in view.
levels-follow-help-off = Follow shows the level this bot is on when it changes.
levels-find-on-map = Find on map
levels-high = High
levels-medium = Medium
levels-low = Low
levels-alarm-head = { $priority } · for { $age }
levels-cause = Cause
levels-do = Do
levels-cause-stuck = It holds a carrier and nothing about it has changed
levels-do-stuck = Look at the home place of its carrier; free the way or take the bot off
levels-cause-not-reported = The last list of bots came without it
levels-do-not-reported = Look whether it is switched on and on a level
levels-lost = Storage · stale { $age }; bots as last reported
levels-place-carrier = of its carrier
levels-layer-items = Items
levels-layer-age = Age
levels-legend-items = Items at the place
levels-legend-age = Changed within
levels-items-to = to { $n }
levels-age-minutes = 5 min
levels-age-hour = 1 h
levels-age-shift = 8 h
levels-age-day = 1 d
levels-age-week = 7 d
levels-age-older = before
