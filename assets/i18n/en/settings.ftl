### Settings of this console and of the storage system
settings-look = Look
settings-theme = Theme
settings-scale = Size of text and controls
settings-scale-value = { $n } %
settings-language = Language
settings-person = Person
settings-name = Your name
settings-name-help = written into the ledger with every command
settings-role = Role
settings-role-supervisor = sees the whole site, moves trays, settles commands
settings-role-picker = sees the station alone
settings-role-admin = as the supervisor, and edits connections
settings-station = Station of this PC
settings-station-none = none
settings-station-help = a tray asked for here is sent to this station
settings-station-unread = the robot manager has not told its stations yet
settings-polling = Reads a second of what is on the screen
settings-polling-help = 10 is live; fewer spare a slow network
settings-save-name = Keep the name
settings-subtitle = of this console and of the storage system
settings-find = Find a setting
settings-group-here = Here
settings-group-storage = Storage system
settings-this-pc = This PC
settings-all = All settings
settings-of-user = Of a user
settings-read = read { $age }
settings-not-read = the storage system has not told its settings yet
settings-none-found = no setting has this in its key
settings-column-setting = Setting
settings-column-value = Value
settings-column-default = Default
settings-column-applies = Applies
settings-column-may = May change
settings-at-once = at once
settings-after-restart = after restart
settings-no-default = none told
settings-default-is = default { $value }
settings-role-not-said = not said
settings-on = on
settings-off = off
settings-empty = empty
settings-null = no value
settings-changed = not the default
settings-not-saved = not saved
settings-back-to-default = goes back to the default
settings-meanwhile = changed over there meanwhile: { $value }
settings-take-theirs = Take theirs
settings-keep-mine = Keep mine
settings-undo = Drop the change of { $key }
settings-reset = Back to default: { $key }
settings-wrong-whole = has to be a whole number
settings-wrong-number = has to be a number
settings-wrong-list = has to be a list in JSON, like [1, 2]
settings-wrong-object = has to be an object in JSON, like { "{" }"a": 1{ "}" }
settings-wrong-json = is no JSON: { $why }
settings-no-change-console = Only an admin of this console changes these settings
settings-no-change-vendor = needs { $needs }; the storage system lets us in as { $is }
settings-sending = on its way to the storage system
settings-edited =
    { $n ->
        [one] 1 change not saved
       *[other] { $n } changes not saved
    }
settings-nothing-edited = Nothing is changed
settings-correct-first =
    { $n ->
        [one] 1 value is wrong and has to be corrected first: { $keys }
       *[other] { $n } values are wrong and have to be corrected first: { $keys }
    }
settings-gone = No longer there, discard first: { $keys }
settings-review =
    { $n ->
        [0] Review changes
        [one] Review 1 change
       *[other] Review { $n } changes
    }
settings-send =
    { $n ->
        [one] Send 1 change
       *[other] Send { $n } changes
    }
settings-back = Go on editing
settings-discard = Discard
settings-defaults = Back to defaults
settings-no-defaults = nothing here differs from its default, or may not be changed
settings-diff-says = What will be sent. Nothing has been changed yet.
settings-diff-default = default: { $value }
settings-diff-applies = applies { $when }
settings-diff-restart = What applies after a restart changes nothing until the brain of the storage is restarted
settings-diff-refuses = It will be refused unless you take the other value or keep yours
settings-refused = Not saved
settings-unknown = The answer was lost: the changes may have been made. The ledger reads them back.
settings-open-ledger = Open in the ledger
settings-not-sent = Nothing was sent: { $why }
settings-given-up = The changes were given up on the ledger
settings-user-own = Settings of { $name }
settings-user-unknown = the user we are let in as
settings-user-name = User { $name }
settings-users-asking = asking for the users
settings-new = New setting…
settings-new-title = New setting of the storage system
settings-new-key = Key
settings-new-key-help = parts with points between them
settings-new-value = Value
settings-new-value-help = as JSON: 12, true, "text", [1, 2]
settings-new-default = Default
settings-new-default-help = as JSON; optional
settings-new-roles = Roles that may change it
settings-new-roles-help = with commas between them; optional
settings-new-restart = applies after a restart
settings-new-make = Make the setting
settings-new-first = Correct first: { $field }
settings-new-wrong-key = a setting needs a key
settings-new-wrong-taken = system, users and keys with / cannot be used
settings-new-wrong-there = this key exists; change it in the list
settings-cancel = Cancel
settings-wrong-percent = from 0 to 100
settings-scanner = Scanner
settings-scanner-open = Scanner doctor…
settings-scanner-help = three printed codes tell what is wrong with the scanner of this PC
settings-own-rate = The picker sees the own pick rate
settings-own-rate-off = Hidden
settings-own-rate-on = Shown
settings-sound = Sounds
settings-sound-volume = Volume
settings-sound-muted = mute all sounds
settings-sound-ok = Play: taken
settings-sound-refused = Play: refused
settings-sound-attention = Play: attention
settings-sound-is-muted = sounds are muted
settings-sound-help = whatever is told by a sound is also on the screen
settings-sound-none = No sound device: { $why }. Everything is also on the screen.
