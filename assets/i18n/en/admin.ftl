### Admin
admin-users-and-keys = Users and keys
admin-users = Users
admin-keys = API keys of the storage
admin-keys-short = API keys
admin-rights = Rights
admin-column-name = Name
admin-column-email = E-mail
admin-column-role = Role in storage
admin-column-password = Password ends
admin-column-code = Mailed code
admin-column-id = Number
admin-column-key = Key
admin-column-last-used = Last used
admin-column-expires = Expires
admin-hint-contains = contains, =
admin-hint-word = is, is
admin-hint-moment = until, >=, ..
admin-filter-wrong = Not a filter: { $columns }. Days are written 2026-01-31.
admin-search = search
admin-search-users = Search users
admin-search-keys = Search API keys
admin-clear-filters =
    { $n ->
        [one] 1 filter, clear
       *[other] { $n } filters, clear
    }
admin-asking = Asking the storage
admin-asking-new = asking with the new filters
admin-no-rows = Nothing matches the filters.
admin-show-all = Show all
admin-ended = ended { $day }
admin-ends-soon =
    { $n ->
        [0] { $day }, today
        [one] { $day }, in 1 day
       *[other] { $day }, in { $n } days
    }
admin-code-until = until { $time }
admin-code-over = run out
admin-used-ago = { $age } ago
admin-never-used = never
admin-not-told = not told
admin-not-for-role = Users and keys are not for this role
admin-new-user-open = New user…
admin-new-key-open = New key…
admin-delete-key = Delete…
admin-no-key = Delete: choose a key first
admin-new-user = New user
admin-change-user = Change user
admin-new-password = New password
admin-new-key = New API key
admin-close = Close
admin-cancel = Cancel
admin-field-name = Name
admin-field-email = E-mail
admin-field-role = Role in storage
admin-field-key-name = Name of the key
admin-field-old = Old password
admin-field-code = Code from the mail
admin-field-new-password = New password
admin-role-left = as storage has it
admin-proof = Proven by
admin-proof-code = Mailed code
admin-proof-old = Old password
admin-show = Show
admin-hide = Hide
admin-new-user-note = The storage mails a code to this address; with it the user sets the first password.
admin-new-key-note = The key is shown once, when it is made. It gets the role of who signs in to the storage here.
admin-create-user = Create user
admin-save-user = Save
admin-set-password = Set password
admin-create-key = Create key
admin-under-way = It is being sent.
admin-unknown = Its outcome is unknown: settle it in the ledger first.
admin-not-queued = Not sent: { $why }
admin-correct-first =
    { $n ->
        [one] Correct or fill 1 field first
       *[other] Correct or fill { $n } fields first
    }
admin-wrong-name = It takes a name
admin-wrong-email = It takes an address such as name@hall1.example
admin-wrong-ending = No ending such as .example after “{ $host }”
admin-wrong-code = It takes the code from the mail
admin-wrong-old = It takes the old password
admin-wrong-password = It takes a password that meets every demand
admin-wrong-unchanged = Nothing is changed yet
admin-demand-length =
    { $n ->
        [one] 1 character or more
       *[other] { $n } characters or more
    }
admin-demand-digit = one digit
admin-demand-lowercase = one lower-case letter
admin-demand-uppercase = one upper-case letter
admin-demand-special = one of { $all }
admin-demand-met = Met: { $what }
admin-demand-unmet = Not met: { $what }
admin-policy-asking = What a password must have: { $age }
admin-policy-failed = What a password must have is not known ({ $why }); the storage checks it.
admin-change = Change…
admin-mail-code = Mail a code
admin-set-password-open = New password…
admin-no-email = No e-mail address is told of this user.
admin-delete-ask = Delete the API key { $name }?
admin-delete-why = Whoever uses it is shut out at once. It cannot be brought back.
admin-delete-act = Delete key
admin-delete-leave = Keep it
admin-rights-title = What each role may do here
admin-rights-operation = Operation
admin-rights-system = System
admin-rights-kind = Kind
admin-rights-here = Your role here: { $role }. The storage has roles of its own besides.
admin-kind-read = reads
admin-kind-write = writes
admin-kind-physical = moves machines
admin-kind-destructive = destroys
admin-may = may
admin-may-not = may not
admin-people = People at the stations
admin-people-short = Stations
admin-people-for-admins = Only an admin decides who may sign in at the stations
admin-people-none-yet = Not read yet
admin-people-reading = The tables of this site are being opened
admin-people-empty = Nobody is kept. Everybody may work at the stations until sign-in is demanded.
admin-people-saved = Saved. Consoles of this site know of it within a second.
admin-people-failed = Not saved: { $why }
admin-people-many = Too many changes wait already. Try again in a moment.
admin-people-rules = Rules at the stations
admin-person-add = Add a person
admin-person-change = Change
admin-person-change-of = Change { $name }
admin-person-off = Switch off
admin-person-on = Switch on
admin-person-save = Save person
admin-person-both = badge and PIN
admin-person-badge-only = badge
admin-person-pin-only = PIN
admin-person-neither = neither badge nor PIN
admin-person-is-off = switched off
admin-person-role = Role at the station
admin-person-badge = Badge
admin-person-badge-help = Scan it while this form is open. Only a hash of it is kept.
admin-person-badge-wrong = A badge has 6 letters or more
admin-person-pin = PIN
admin-person-pin-help = 4 to 12 digits. Only a hash of it is kept.
admin-person-pin-wrong = A PIN is 4 to 12 digits
admin-person-pin-again = PIN once more
admin-person-pin-differs = This is not the same PIN
admin-person-stays = Empty: the one that is kept stays
admin-person-name-stays = The name stands in the audit and stays
admin-person-name-wrong = A name has 1 to 60 letters
admin-person-name-taken = { $name } is kept already
admin-person-needs-one = A badge or a PIN is needed
admin-person-correct = Correct the marked fields first
admin-badge-of = This badge is { $name }'s already
admin-rule-sign-in = Only who is signed in may work
admin-rule-approve = Missing pieces above which a supervisor approves
admin-rule-approve-help = Empty: nobody has to approve
admin-rule-interlock = Seconds after a scan in which the picker is asked first
admin-rule-interlock-help = When a tray is sent away or a station closed from elsewhere. 0: never
admin-rule-number = A whole number, or nothing
admin-rule-nobody = Nobody who is kept could sign in: the stations would stand still
admin-rule-no-supervisor = No supervisor who is kept could approve
admin-rules-save = Save rules
admin-rules-back = As kept
admin-rules-kept = This is what is kept
